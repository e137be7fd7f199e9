import { useState } from 'react';
import { Confirm } from '../../../ui/Confirm.tsx';
import { TextAreaField } from '../../../ui/Field.tsx';

interface ReasonDialogProps {
  onClose: () => void;
  title: string;
  consequence: string;
  verb: string;
  danger?: boolean;
  field: { readonly label: string; readonly placeholder: string };
  /** Answers whether it was done. */
  onConfirm: (words: string) => Promise<boolean>;
}

/** The most a reason or a note may hold, as in the protocol. */
const longest = 300;

/** A decision about others, with a few words for them. Made anew each time it opens. */
export function ReasonDialog(props: ReasonDialogProps) {
  const { onClose, title, consequence, verb, danger = false, field, onConfirm } = props;
  const [words, setWords] = useState('');
  return (
    <Confirm
      open
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      title={title}
      consequence={consequence}
      verb={verb}
      danger={danger}
      onConfirm={() => onConfirm(words.trim())}
    >
      <TextAreaField
        label={field.label}
        placeholder={field.placeholder}
        optional
        maxLength={longest}
        value={words}
        onChange={(event) => setWords(event.target.value)}
      />
    </Confirm>
  );
}
