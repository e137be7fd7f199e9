import type { TermWords } from '@parley/shared/glossary';
import type { Language } from '@parley/shared/session';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { readPasted } from '../../../glossary/pasted.ts';
import { useFormat } from '../../../i18n/format.ts';
import { SelectField, TextAreaField } from '../../../ui/Field.tsx';
import { Note } from '../../../ui/Note.tsx';
import { FormDialog } from '../../FormDialog.tsx';
import { useAct } from '../../use-act.ts';

interface PasteDialogProps {
  languages: readonly Language[];
  onClose: () => void;
  onAdd: (terms: readonly TermWords[]) => Promise<void>;
}

/** So many lines that cannot be read are named. */
const NAMED = 5;

/** A whole table at once, as a spreadsheet copies it. */
export function PasteDialog({ languages, onClose, onAdd }: PasteDialogProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const [text, setText] = useState('');
  const [first, setFirst] = useState(languages[0] ?? 'zh');
  const columns = [first, ...languages.filter((language) => language !== first)];
  const { terms, problems } = readPasted(text, columns);
  const add = useAct(async () => {
    await onAdd(terms);
    onClose();
  });
  return (
    <FormDialog
      open
      onOpenChange={onClose}
      title={t('glossary.office.pasteTitle')}
      description={t('glossary.office.pasteText', {
        columns: [...columns.map((language) => format.languageName(language)), t('glossary.note')].join(
          t('common.separator'),
        ),
      })}
      verb={t('glossary.office.pasteVerb', { count: terms.length })}
      act={add}
      onSubmit={() => {
        if (terms.length === 0 || problems.length > 0) return false;
        add.run();
        return true;
      }}
    >
      <SelectField
        label={t('glossary.office.pasteFirst')}
        value={first}
        onChange={(event) => setFirst(event.target.value)}
      >
        {languages.map((language) => (
          <option key={language} value={language}>
            {format.languageName(language)}
          </option>
        ))}
      </SelectField>
      <TextAreaField
        label={t('glossary.office.pasteField')}
        rows={8}
        dir="auto"
        wrap="off"
        spellCheck={false}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          // A tab is a column here.
          if (event.key !== 'Tab' || event.shiftKey || text === '') return;
          event.preventDefault();
          const { selectionStart, selectionEnd, value } = event.currentTarget;
          setText(`${value.slice(0, selectionStart)}\t${value.slice(selectionEnd)}`);
        }}
        className="font-mono text-sm"
      />
      {problems.length > 0 && (
        <Note tone="warning" live>
          <ul>
            {problems.slice(0, NAMED).map(({ line, why }) => (
              <li key={line}>{t(`glossary.office.problem.${why}`, { line })}</li>
            ))}
            {problems.length > NAMED && (
              <li>{t('glossary.office.problemMore', { count: problems.length - NAMED })}</li>
            )}
          </ul>
        </Note>
      )}
    </FormDialog>
  );
}
