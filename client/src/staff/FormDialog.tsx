import { clsx } from 'clsx';
import { type ReactNode, useId, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { ErrorNote } from '../ui/ErrorNote.tsx';
import { focusFirstProblem } from './field-problem.ts';
import type { Act } from './use-act.ts';

interface FormDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  description?: ReactNode;
  /** The verb of the button that hands the form in. */
  verb: string;
  danger?: boolean;
  /** What handing it in does. Where that fails, what was typed stays; closed, the failure is forgotten. */
  act: Pick<Act<never>, 'busy' | 'problem' | 'forget'>;
  /** False when a field is not right yet: the first such field gets the focus. */
  onSubmit: () => boolean;
  /** Where the focus goes when it closes; null: back to where it came from. */
  focusAfter?: () => HTMLElement | null;
  children?: ReactNode;
}

/** Something to fill in or to agree to, over the page; it stays until the server has taken it. */
export function FormDialog(props: FormDialogProps) {
  const {
    open,
    onOpenChange,
    title,
    description,
    verb,
    danger = false,
    act: { busy, problem, forget },
    onSubmit,
    focusAfter,
    children,
  } = props;
  const { t } = useTranslation();
  const id = useId();
  const form = useRef<HTMLFormElement>(null);
  const change = (next: boolean): void => {
    forget();
    onOpenChange(next);
  };
  return (
    <Dialog
      open={open}
      onOpenChange={change}
      title={title}
      focusAfter={focusAfter}
      {...(description === undefined ? {} : { description })}
      actions={
        <>
          <Button onClick={() => change(false)}>{t('common.cancel')}</Button>
          <Button type="submit" form={id} variant={danger ? 'danger' : 'primary'} busy={busy}>
            {verb}
          </Button>
        </>
      }
    >
      <form
        id={id}
        ref={form}
        noValidate
        className={clsx('flex flex-col gap-4', description === undefined && 'pt-2')}
        onSubmit={(event) => {
          event.preventDefault();
          if (busy || onSubmit()) return;
          // Once the fields have been marked.
          requestAnimationFrame(() => focusFirstProblem(form.current));
        }}
      >
        {children}
        {problem !== null && <ErrorNote error={problem} />}
      </form>
    </Dialog>
  );
}
