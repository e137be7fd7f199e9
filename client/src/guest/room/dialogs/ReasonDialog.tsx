import { useState } from 'react';
import { Confirm } from '../../../ui/Confirm.tsx';
import { TextAreaField } from '../../../ui/Field.tsx';

interface ReasonDialogProps {
  onClose: () => void;
  title: string;
  consequence: string;
  verb: string;
  danger?: boolean;
  /** Words may be left out, unless they are needed. */
  field: { readonly label: string; readonly placeholder: string; readonly isNeeded?: boolean };
  /** Answers whether it was done. */
  onConfirm: (words: string) => Promise<boolean>;
}

/** The most a reason or a note may hold, as in the protocol. */
const longest = 300;

/** A decision about others, with a few words for them. Made anew each time it opens. */
export function ReasonDialog(props: ReasonDialogProps) {
  const { onClose, title, consequence, verb, danger = false, field, onConfirm } = props;
  const { label, placeholder, isNeeded = false } = field;
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
      disabled={isNeeded && words.trim() === ''}
      onConfirm={() => onConfirm(words.trim())}
    >
      <TextAreaField
        label={label}
        placeholder={placeholder}
        optional={!isNeeded}
        maxLength={longest}
        value={words}
        onChange={(event) => setWords(event.target.value)}
      />
    </Confirm>
  );
}
