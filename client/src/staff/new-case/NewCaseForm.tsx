import type { NewCase } from '@parley/shared/protocol';
import type { Role } from '@parley/shared/session';
import { ListPlus, Plus } from 'lucide-react';
import { type FormEvent, type ReactNode, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../i18n/index.ts';
import { Button } from '../../ui/Button.tsx';
import { Card } from '../../ui/Card.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { TextField } from '../../ui/Field.tsx';
import { Note } from '../../ui/Note.tsx';
import { focusFirstProblem, useFieldText } from '../field-problem.ts';
import { useAct } from '../use-act.ts';
import { type CaseProblems, checkCase, sideName } from './check.ts';
import {
  type CaseDraft,
  canAddPerson,
  canAddSide,
  changePerson,
  type DraftPerson,
  mayGo,
  nameSide,
  otherRoles,
  roomFor,
  sidedRoles,
  withoutPerson,
  withObservers,
  withoutSide,
  withPerson,
  withSide,
} from './draft.ts';
import { KindField } from './KindField.tsx';
import { ObserversDialog } from './ObserversDialog.tsx';
import { PersonRow } from './PersonRow.tsx';
import { SideCard } from './SideCard.tsx';

interface NewCaseFormProps {
  draft: CaseDraft;
  onChange: (draft: CaseDraft) => void;
  onCreate: (wish: NewCase) => Promise<void>;
  /** Above the fields: that something was brought back. */
  notice?: ReactNode;
}

const nothing: CaseProblems = new Map();

export function NewCaseForm({ draft, onChange, onCreate, notice }: NewCaseFormProps) {
  const { t } = useTranslation();
  const fieldText = useFieldText();
  const language = useLanguage();
  const form = useRef<HTMLFormElement>(null);
  const create = useAct(onCreate);
  // Marked from the first try on, and then as one types.
  const [tried, setTried] = useState(false);
  const [pasting, setPasting] = useState(false);
  const checked = checkCase(draft);
  const problems = tried && !checked.ok ? checked.problems : nothing;

  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    if (checked.ok) create.run(checked.value);
    else requestAnimationFrame(() => focusFirstProblem(form.current));
  };
  const focusName = (key: string | undefined): void => {
    // Once the row stands there, or the row beside it has gone.
    requestAnimationFrame(() =>
      form.current?.querySelector<HTMLElement>(`[data-person="${key}"] input`)?.focus(),
    );
  };
  const add = (next: CaseDraft): void => {
    onChange(next);
    focusName(next.people.at(-1)?.key);
  };
  const remove = (person: DraftPerson): void => {
    onChange(withoutPerson(draft, person.key));
    const beside = draft.people.filter(({ side, key }) => side === person.side && key !== person.key);
    focusName(beside.at(-1)?.key);
  };
  const row = (person: DraftPerson, roles: readonly Role[]): ReactNode => (
    <PersonRow
      key={person.key}
      person={person}
      roles={roles}
      nameProblem={problems.get(`name.${person.key}`)}
      languagesProblem={problems.get(`languages.${person.key}`)}
      mayGo={mayGo(draft, person)}
      onChange={(change) => onChange(changePerson(draft, person.key, change))}
      onRemove={() => remove(person)}
    />
  );
  return (
    <form ref={form} noValidate className="flex flex-col gap-8" onSubmit={submit}>
      {notice}
      <section aria-labelledby="about">
        <h2 id="about" className="text-lg font-semibold">
          {t('staff.newCase.about')}
        </h2>
        <Card className="mt-3 flex flex-col gap-5 p-4 sm:p-5">
          <TextField
            label={t('staff.newCase.caseTitle')}
            hint={t('staff.newCase.caseTitleHint')}
            value={draft.title}
            error={fieldText(problems.get('title'))}
            autoComplete="off"
            onChange={(event) => onChange({ ...draft, title: event.target.value })}
          />
          <KindField value={draft.kind} onChange={(kind) => onChange({ ...draft, kind })} />
          <TextField
            label={t('staff.newCase.organisation')}
            hint={t('staff.newCase.organisationHint')}
            value={draft.organisation}
            error={fieldText(problems.get('organisation'))}
            autoComplete="organization"
            onChange={(event) => onChange({ ...draft, organisation: event.target.value })}
          />
        </Card>
      </section>

      <section aria-labelledby="parties">
        <h2 id="parties" className="text-lg font-semibold">
          {t('staff.newCase.parties')}
        </h2>
        <div className="mt-3 flex flex-col gap-4">
          {draft.sides.map((side) => (
            <SideCard
              key={side.id}
              side={side}
              sides={draft.sides}
              lent={sideName(draft, { ...side, name: '' })}
              problem={problems.get(`side.${side.id}`)}
              mayAdd={canAddPerson(draft)}
              onName={(name) => onChange(nameSide(draft, side.id, name))}
              onRemove={() => onChange(withoutSide(draft, side.id))}
              onAdd={(role) => add(withPerson(draft, { role, side: side.id }, language))}
            >
              {draft.people.filter((person) => person.side === side.id).map((each) => row(each, sidedRoles))}
            </SideCard>
          ))}
          <div>
            <Button
              disabled={!canAddSide(draft)}
              icon={<Plus size={20} aria-hidden />}
              onClick={() => add(withSide(draft, language))}
            >
              {t('staff.newCase.addSide')}
            </Button>
          </div>
        </div>
      </section>

      <section aria-labelledby="others">
        <h2 id="others" className="text-lg font-semibold">
          {t('staff.newCase.others')}
        </h2>
        <Card className="mt-3 flex flex-col gap-5 p-4 sm:p-5">
          {draft.people.filter(({ side }) => side === null).map((each) => row(each, otherRoles))}
          <div className="flex flex-wrap gap-2">
            <Button
              size="sm"
              disabled={!canAddPerson(draft)}
              icon={<Plus size={16} aria-hidden />}
              onClick={() => add(withPerson(draft, { role: 'interpreter', side: null }, language))}
            >
              {t('staff.newCase.addOther')}
            </Button>
            <Button
              size="sm"
              disabled={!canAddPerson(draft)}
              icon={<ListPlus size={16} aria-hidden />}
              onClick={() => setPasting(true)}
            >
              {t('staff.newCase.observers.open')}
            </Button>
          </div>
          <ObserversDialog
            open={pasting}
            most={roomFor(draft)}
            onClose={() => setPasting(false)}
            onAdd={(names) => onChange(withObservers(draft, names, language))}
          />
        </Card>
      </section>

      <div className="flex flex-col gap-4 border-t border-line pt-6">
        {problems.size > 0 && (
          <Note tone="danger" live>
            {t('staff.newCase.problems', { count: problems.size })}
          </Note>
        )}
        {create.problem !== null && <ErrorNote error={create.problem} />}
        <div className="flex flex-col gap-x-4 gap-y-3 sm:flex-row sm:items-center">
          <Button type="submit" variant="primary" busy={create.busy}>
            {t('staff.newCase.create')}
          </Button>
          <p className="text-sm text-ink-2">{t('staff.newCase.next')}</p>
        </div>
      </div>
    </form>
  );
}
