import { clsx } from 'clsx';
import type { InputHTMLAttributes, ReactNode, SelectHTMLAttributes, TextareaHTMLAttributes } from 'react';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';

interface FieldProps {
  label: string;
  hint?: ReactNode;
  error?: string | undefined;
  /** Marked as not needed. */
  optional?: boolean;
}

const control = clsx(
  'w-full rounded-md border border-line-strong bg-raised px-3 py-2 text-base text-ink placeholder:text-ink-2',
  'disabled:opacity-55 aria-invalid:border-danger',
);

interface Wiring {
  id: string;
  'aria-describedby': string | undefined;
  'aria-invalid': true | undefined;
}

function Field({
  label,
  hint,
  error,
  optional,
  children,
}: FieldProps & { children: (w: Wiring) => ReactNode }) {
  const id = useId();
  const { t } = useTranslation();
  const described = [hint === undefined ? '' : `${id}-hint`, error === undefined ? '' : `${id}-error`];
  return (
    <div className="flex flex-col gap-1">
      <label htmlFor={id} className="font-medium">
        {label}
        {optional === true && (
          <span className="ms-2 text-sm font-normal text-ink-2">{t('common.optional')}</span>
        )}
      </label>
      {hint !== undefined && (
        <div id={`${id}-hint`} className="text-sm text-ink-2">
          {hint}
        </div>
      )}
      {children({
        id,
        'aria-describedby': described.filter((each) => each !== '').join(' ') || undefined,
        'aria-invalid': error === undefined ? undefined : true,
      })}
      {error !== undefined && (
        <p id={`${id}-error`} className="text-sm text-danger-ink">
          {error}
        </p>
      )}
    </div>
  );
}

export function TextField({
  label,
  hint,
  error,
  optional,
  className,
  ...input
}: FieldProps & InputHTMLAttributes<HTMLInputElement>) {
  return (
    <Field {...{ label, hint, error }} optional={optional ?? false}>
      {(wiring) => <input {...input} {...wiring} className={clsx(control, 'min-h-11', className)} />}
    </Field>
  );
}

export function TextAreaField({
  label,
  hint,
  error,
  optional,
  className,
  ...input
}: FieldProps & TextareaHTMLAttributes<HTMLTextAreaElement>) {
  return (
    <Field {...{ label, hint, error }} optional={optional ?? false}>
      {(wiring) => <textarea rows={3} {...input} {...wiring} className={clsx(control, className)} />}
    </Field>
  );
}

/** The browser's own list: best for thumbs and screen readers. Give `<option>`s as children. */
export function SelectField({
  label,
  hint,
  error,
  optional,
  className,
  children,
  ...input
}: FieldProps & SelectHTMLAttributes<HTMLSelectElement>) {
  return (
    <Field {...{ label, hint, error }} optional={optional ?? false}>
      {(wiring) => (
        <select {...input} {...wiring} className={clsx(control, 'min-h-11 truncate', className)}>
          {children}
        </select>
      )}
    </Field>
  );
}
