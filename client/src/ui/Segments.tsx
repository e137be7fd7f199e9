import { clsx } from 'clsx';
import { type ReactNode, useId } from 'react';

interface SegmentsProps<V extends string> {
  /** Its name for screen readers. */
  label: string;
  value: V;
  options: readonly {
    readonly value: V;
    readonly label: string;
    readonly icon?: ReactNode;
    readonly language?: { readonly lang: string; readonly dir: 'ltr' | 'rtl' };
  }[];
  onChange: (value: V) => void;
  className?: string;
}

/** One of a few, all in sight. */
export function Segments<V extends string>({ label, value, options, onChange, className }: SegmentsProps<V>) {
  const name = useId();
  return (
    <fieldset
      className={clsx(
        'inline-flex max-w-full flex-wrap rounded-md border border-line bg-sunken p-0.5',
        className,
      )}
    >
      <legend className="sr-only">{label}</legend>
      {options.map((option) => (
        <label
          key={option.value}
          {...option.language}
          className={clsx(
            'relative flex min-h-9 flex-1 items-center justify-center gap-2 rounded-sm px-3 text-sm whitespace-nowrap',
            'has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-ink',
            option.value === value
              ? 'bg-raised font-medium text-ink ring-1 ring-line'
              : 'text-ink-2 hover:text-ink',
          )}
        >
          <input
            type="radio"
            name={name}
            checked={option.value === value}
            onChange={() => onChange(option.value)}
            className="absolute inset-0 cursor-pointer appearance-none rounded-sm outline-none focus-visible:shadow-none"
          />
          {option.icon}
          {option.label}
        </label>
      ))}
    </fieldset>
  );
}
