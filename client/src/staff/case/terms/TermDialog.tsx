import type { Term, TermWords } from '@parley/shared/glossary';
import type { Language } from '@parley/shared/session';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { filled } from '../../../glossary/filled.ts';
import { TermFields } from '../../../glossary/TermFields.tsx';
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
  const [texts, setTexts] = useState<TermWords['texts']>(term?.texts ?? {});
  const [note, setNote] = useState(term?.note ?? '');
  const [tried, setTried] = useState(false);
  const said = filled(texts);
  const save = useAct(async () => {
    if (said === null) return;
    await onSave({ texts: said, note });
    onClose();
  });
  const missing = tried && said === null ? t('glossary.office.missing') : undefined;
  const all = [...new Set([...languages, ...Object.keys(term?.texts ?? {})])];
  return (
    <FormDialog
      open
      onOpenChange={onClose}
      title={t(term === null ? 'glossary.office.addTitle' : 'glossary.office.changeTitle')}
      verb={t(term === null ? 'glossary.office.add' : 'common.save')}
      act={save}
      onSubmit={() => {
        setTried(true);
        if (said === null) return false;
        save.run();
        return true;
      }}
    >
      <TermFields languages={all} texts={texts} onChange={setTexts} error={missing} />
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
