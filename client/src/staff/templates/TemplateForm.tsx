import '../../guest/room/agreement/agreement.css';
import { MAX_TEMPLATE_CLAUSES, type OwnWords, templateLanguage, tokenOf } from '@parley/shared/agreement';
import type { ClauseId } from '@parley/shared/ids';
import { canonicalJson } from '@parley/shared/lib';
import { NewTemplate } from '@parley/shared/protocol';
import { Plus } from 'lucide-react';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { loneDocument } from '../../agreement/live/lone.ts';
import type { WritingDesk } from '../../guest/room/agreement/desk.ts';
import { FocusedText } from '../../guest/room/agreement/focused-text.ts';
import Toolbar from '../../guest/room/agreement/Toolbar.tsx';
import { useLanguage } from '../../i18n/index.ts';
import { Button } from '../../ui/Button.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { TextField } from '../../ui/Field.tsx';
import { Note } from '../../ui/Note.tsx';
import { type FieldProblem, fieldProblems, focusFirstProblem, useFieldText } from '../field-problem.ts';
import { LanguagesField } from '../new-case/LanguagesField.tsx';
import { isRefusal } from '../problem.ts';
import { useAct } from '../use-act.ts';
import { ClauseEditor } from './ClauseEditor.tsx';
import { clauseIds, clausesOf, type TemplateDraft } from './draft.ts';
import { InsertMenu } from './InsertMenu.tsx';
import type { TemplateScreenProps } from './TemplateScreen.tsx';
import { useKept } from './use-kept.ts';
import { WhoseField } from './WhoseField.tsx';

/** As many as an agreement can have. */
const MOST_LANGUAGES = 4;

interface TemplateFormProps extends TemplateScreenProps {
  /** What it begins with here. */
  first: TemplateDraft;
}

/** A template as it is written: its name, its languages and its clauses, in the same editor as an agreement. */
export default function TemplateForm(props: TemplateFormProps) {
  const { first, begun, organisations, onKeep, onSave, onSaved, onReadAgain } = props;
  const { t } = useTranslation();
  const fieldText = useFieldText();
  const example = tokenOf('applicant', templateLanguage(useLanguage()) ?? 'en');
  const form = useRef<HTMLFormElement>(null);
  const [mint] = useState(clauseIds);
  const [ids, setIds] = useState<readonly ClauseId[]>(() => first.clauses.map(mint));
  const [document] = useState(() =>
    loneDocument(ids.map((id, index) => [id, Object.entries(first.clauses[index] ?? {})])),
  );
  const [focused] = useState(() => new FocusedText());
  const [title, setTitle] = useState(first.title);
  const [organisation, setOrganisation] = useState(first.organisation);
  const [languages, setLanguages] = useState<readonly string[]>(first.languages);
  const [problems, setProblems] = useState<ReadonlyMap<string, FieldProblem>>(new Map());
  const [told, setTold] = useState<string | null>(null);
  const saved = useRef(false);
  const desk: WritingDesk = {
    document,
    focused,
    refusing: nothingRefused,
    book: { clauses: ids.map((id) => ({ id, mayEdit: true })) },
    say: setTold,
  };
  const wish = (): NewTemplate | null => {
    const clauses = clausesOf(document, ids, languages);
    return clauses === null ? null : { organisation, words: { title, languages: [...languages], clauses } };
  };
  useKept(() => {
    const now = wish();
    if (now === null || saved.current) return;
    const draft: TemplateDraft = { revision: first.revision, organisation: now.organisation, ...now.words };
    onKeep(canonicalJson(draft) === canonicalJson({ ...begun, revision: first.revision }) ? null : draft);
  });
  const save = useAct(async (to: string, words: OwnWords) => {
    await onSave(to, words, first.revision ?? 1);
    saved.current = true;
    onKeep(null);
    onSaved();
  });
  const submit = (): void => {
    const now = wish();
    if (now === null) return setTold(t('templates.form.long'));
    const parsed = NewTemplate.safeParse(now);
    if (parsed.success) {
      setProblems(new Map());
      save.run(parsed.data.organisation, parsed.data.words);
    } else {
      setProblems(fieldProblems(parsed.error));
      requestAnimationFrame(() => focusFirstProblem(form.current));
    }
  };
  return (
    <form
      ref={form}
      noValidate
      className="flex flex-col gap-5"
      onSubmit={(event) => {
        event.preventDefault();
        if (!save.busy) submit();
      }}
    >
      <div className="grid gap-4 sm:grid-cols-2">
        <TextField
          label={t('templates.form.name')}
          value={title}
          maxLength={80}
          error={fieldText(problems.get('words.title'))}
          onChange={(event) => setTitle(event.target.value)}
        />
        <WhoseField
          value={organisation}
          organisations={organisations}
          error={fieldText(problems.get('organisation'))}
          onChange={setOrganisation}
        />
        <LanguagesField
          label={t('templates.form.languages')}
          most={MOST_LANGUAGES}
          value={languages}
          error={fieldText(problems.get('words.languages'))}
          onChange={setLanguages}
        />
      </div>
      <Note>{t('templates.form.hint', { example })}</Note>
      <h2 className="sr-only">{t('room.agreement.title')}</h2>
      <div className="@container rounded-md border border-line bg-paper">
        <div className="sticky top-0 z-10 flex flex-wrap items-center rounded-t-md border-b border-line bg-raised">
          <InsertMenu focused={focused} />
          <Toolbar desk={desk} />
        </div>
        <ol className="flex flex-col gap-4 p-3 sm:p-4">
          {ids.map((id, index) => (
            <ClauseEditor
              key={id}
              desk={desk}
              id={id}
              number={index + 1}
              languages={languages}
              last={index === ids.length - 1}
              only={ids.length === 1}
              onMove={(by) => setIds(moved(ids, index, by))}
              onRemove={() => setIds(ids.filter((each) => each !== id))}
            />
          ))}
        </ol>
        <div className="px-3 pb-3 sm:px-4 sm:pb-4">
          <Button
            icon={<Plus size={18} aria-hidden />}
            disabled={ids.length >= MAX_TEMPLATE_CLAUSES}
            onClick={() => setIds([...ids, mint()])}
          >
            {t('templates.form.add')}
          </Button>
        </div>
      </div>
      {told !== null && (
        <Note tone="warning" live>
          {told}
        </Note>
      )}
      {save.problem !== null && (
        <ErrorNote
          error={save.problem}
          action={
            isRefusal(save.problem, 'template.changed') &&
            onReadAgain !== undefined && (
              <Button
                size="sm"
                onClick={() => {
                  saved.current = true;
                  onReadAgain();
                }}
              >
                {t('templates.form.readAgain')}
              </Button>
            )
          }
        />
      )}
      <Button type="submit" variant="primary" busy={save.busy} className="self-start">
        {t('templates.form.save')}
      </Button>
    </form>
  );
}

const nothingRefused: WritingDesk['refusing'] = new Set();

function moved(ids: readonly ClauseId[], index: number, by: -1 | 1): readonly ClauseId[] {
  const rest = ids.toSpliced(index, 1);
  return rest.toSpliced(index + by, 0, ...ids.slice(index, index + 1));
}
