import { clsx } from 'clsx';
import { ChevronDown } from 'lucide-react';
import type { InputHTMLAttributes, ReactNode, SelectHTMLAttributes, TextareaHTMLAttributes } from 'react';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';

interface FieldProps {
  label: string;
  /** Where a heading right above says the same: then only for screen readers. */
  labelHidden?: boolean;
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
  labelHidden,
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
      <label htmlFor={id} className={labelHidden === true ? 'sr-only' : 'font-medium'}>
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
  labelHidden,
  hint,
  error,
  optional,
  end,
  className,
  ...input
}: FieldProps & {
  /** Inside the field at its end: one `IconButton` or icon. */
  end?: ReactNode;
} & InputHTMLAttributes<HTMLInputElement>) {
  return (
    <Field {...{ label, hint, error }} optional={optional ?? false} labelHidden={labelHidden ?? false}>
      {(wiring) => (
        <div className="relative">
          <input
            {...input}
            {...wiring}
            className={clsx(control, 'min-h-11', end !== undefined && 'pe-12', className)}
          />
          {end !== undefined && (
            <span className="absolute inset-y-0 end-0 flex w-11 items-center justify-center text-ink-2">
              {end}
            </span>
          )}
        </div>
      )}
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
  labelHidden,
  hint,
  error,
  optional,
  className,
  children,
  ...input
}: FieldProps & SelectHTMLAttributes<HTMLSelectElement>) {
  return (
    <Field {...{ label, hint, error }} labelHidden={labelHidden ?? false} optional={optional ?? false}>
      {(wiring) => (
        <span className="relative block">
          <select
            {...input}
            {...wiring}
            className={clsx(control, 'min-h-11 appearance-none truncate pe-10', className)}
          >
            {children}
          </select>
          <ChevronDown
            size={18}
            aria-hidden
            className="pointer-events-none absolute end-3 top-1/2 -translate-y-1/2 text-ink-2"
          />
        </span>
      )}
    </Field>
  );
}
