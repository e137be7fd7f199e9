import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { TextAreaField } from '../../ui/Field.tsx';
import { namesIn } from './draft.ts';

interface ObserversDialogProps {
  open: boolean;
  /** How many more people the case may have. */
  most: number;
  onClose: () => void;
  onAdd: (names: readonly string[]) => void;
}

/** An audience is named by pasting a list of names. */
export function ObserversDialog({ open, most, onClose, onAdd }: ObserversDialogProps) {
  const { t } = useTranslation();
  const [text, setText] = useState('');
  const [tried, setTried] = useState(false);
  const names = namesIn(text);
  const error =
    names.length > most
      ? t('staff.newCase.observers.tooMany', { count: names.length, most })
      : tried && names.length === 0
        ? t('staff.newCase.observers.none')
        : undefined;
  const close = (): void => {
    setTried(false);
    onClose();
  };
  const add = (): void => {
    setTried(true);
    if (names.length === 0 || names.length > most) return;
    onAdd(names);
    setText('');
    close();
  };
  return (
    <Dialog
      open={open}
      onOpenChange={close}
      title={t('staff.newCase.observers.title')}
      description={t('staff.newCase.observers.text')}
      actions={
        <>
          <Button onClick={close}>{t('common.cancel')}</Button>
          <Button variant="primary" onClick={add}>
            {t('staff.newCase.observers.add')}
          </Button>
        </>
      }
    >
      <TextAreaField
        label={t('staff.newCase.observers.names')}
        hint={t('staff.newCase.observers.count', { count: names.length })}
        error={error}
        rows={10}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
    </Dialog>
  );
}
