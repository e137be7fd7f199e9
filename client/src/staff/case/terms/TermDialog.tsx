import type { Term, TermWords } from '@parley/shared/glossary';
import type { Language } from '@parley/shared/session';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../i18n/format.ts';
import { TextField } from '../../../ui/Field.tsx';
import { FormDialog } from '../../FormDialog.tsx';
import { useAct } from '../../use-act.ts';

interface TermDialogProps {
  /** Null: a new one. */
  term: Term | null;
  languages: readonly Language[];
  onClose: () => void;
  onSave: (words: TermWords) => Promise<void>;
}

/** What something is called in each language of the case. */
export function TermDialog({ term, languages, onClose, onSave }: TermDialogProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const [texts, setTexts] = useState<Readonly<Record<string, string>>>(term?.texts ?? {});
  const [note, setNote] = useState(term?.note ?? '');
  const [tried, setTried] = useState(false);
  const filled = Object.entries(texts).filter(([, text]) => text.trim() !== '');
  const save = useAct(async () => {
    await onSave({ texts: Object.fromEntries(filled), note });
    onClose();
  });
  const missing = tried && filled.length === 0 ? t('glossary.office.missing') : undefined;
  const all = [...new Set([...languages, ...Object.keys(term?.texts ?? {})])];
  return (
    <FormDialog
      open
      onOpenChange={onClose}
      title={t(term === null ? 'glossary.office.addTitle' : 'glossary.office.changeTitle')}
      verb={t(term === null ? 'glossary.office.add' : 'common.save')}
      busy={save.busy}
      problem={save.problem}
      onSubmit={() => {
        setTried(true);
        if (filled.length === 0) return false;
        save.run();
        return true;
      }}
    >
      {all.map((language, index) => (
        <TextField
          key={language}
          label={format.languageName(language)}
          lang={language}
          dir="auto"
          maxLength={200}
          error={index === 0 ? missing : undefined}
          value={texts[language] ?? ''}
          onChange={(event) => setTexts({ ...texts, [language]: event.target.value })}
        />
      ))}
      <TextField
        label={t('glossary.note')}
        optional
        dir="auto"
        maxLength={300}
        value={note}
        onChange={(event) => setNote(event.target.value)}
      />
    </FormDialog>
  );
}
