import type { Assignment, PersonView, SessionView } from '@parley/shared/policy';
import type { Language } from '@parley/shared/session';
import { type FormEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../i18n/format.ts';
import type { TurnsActions } from '../../../session/turns-actions.ts';
import { Button } from '../../../ui/Button.tsx';
import { Checkbox } from '../../../ui/Checkbox.tsx';
import { Dialog } from '../../../ui/Dialog.tsx';
import { SelectField } from '../../../ui/Field.tsx';
import { useBusy } from '../../../ui/use-busy.ts';
import { useBoardNames } from '../board/names.ts';
import {
  boundOf,
  FEWEST_LANGUAGES,
  languagesFor,
  MOST_LANGUAGES,
  partiesFor,
  personIn,
  valueOf,
} from './assigning.ts';

interface AssignDialogProps {
  view: SessionView;
  person: PersonView;
  assignment: Assignment;
  turns: Pick<TurnsActions, 'assign'>;
  onClose: () => void;
}

/** Between which languages somebody interprets, and for whom. */
export function AssignDialog({ view, person, assignment, turns, onClose }: AssignDialogProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const names = useBoardNames(view);
  const form = useId();
  const { id, name } = person.participant;
  const [languages, setLanguages] = useState<readonly Language[]>(assignment.languages);
  const [bound, setBound] = useState(assignment.bound);
  // As they were when it was opened, so that nothing moves under a press.
  const [offered] = useState(() => languagesFor(view, assignment));
  const ready = languages.length >= FEWEST_LANGUAGES;
  const [save, saving] = useBusy(async () => {
    if (await turns.assign({ participant: id, languages: [...languages], bound })) onClose();
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (ready) save();
  };
  const parties = partiesFor(view, person);
  const party = bound.to === 'party' ? personIn(view, bound.participant) : null;
  const choose = (language: Language, on: boolean): void =>
    setLanguages(offered.filter((each) => (each === language ? on : languages.includes(each))));
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={t('turns.interpreters.dialog', { name })}
      actions={
        <>
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button variant="primary" type="submit" form={form} busy={saving} disabled={!ready}>
            {t('common.save')}
          </Button>
        </>
      }
    >
      <form id={form} onSubmit={submit} className="flex flex-col gap-5">
        <fieldset>
          <legend className="font-medium">{t('turns.interpreters.languages')}</legend>
          <p className="text-sm text-ink-2">{t('turns.interpreters.languagesHint')}</p>
          <div className="flex flex-wrap gap-x-6">
            {offered.map((language) => {
              const on = languages.includes(language);
              return (
                <Checkbox
                  key={language}
                  checked={on}
                  disabled={!on && languages.length === MOST_LANGUAGES}
                  onChange={(checked) => choose(language, checked)}
                >
                  {format.languageName(language)}
                </Checkbox>
              );
            })}
          </div>
        </fieldset>
        <SelectField
          label={t('turns.interpreters.bound')}
          hint={t(`turns.interpreters.boundText.${bound.to}`, {
            name,
            party: party?.participant.name ?? '',
          })}
          value={valueOf(bound)}
          onChange={(event) => setBound(boundOf(event.target.value))}
        >
          <option value={valueOf({ to: 'session' })}>{t('turns.interpreters.everyone')}</option>
          {parties.length > 0 && (
            <optgroup label={t('turns.interpreters.aParty')}>
              {parties.map(({ participant }) => (
                <option key={participant.id} value={valueOf({ to: 'party', participant: participant.id })}>
                  {participant.name}
                </option>
              ))}
            </optgroup>
          )}
          <optgroup label={t('turns.interpreters.aRoom')}>
            {(view.board?.rooms ?? []).map((card) => (
              <option key={card.id} value={valueOf({ to: 'room', room: card.id })}>
                {names.room(card)}
              </option>
            ))}
          </optgroup>
        </SelectField>
      </form>
    </Dialog>
  );
}
