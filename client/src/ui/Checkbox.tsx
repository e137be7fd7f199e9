import { clsx } from 'clsx';
import { Check } from 'lucide-react';
import type { ReactNode } from 'react';

interface CheckboxProps {
  checked: boolean;
  onChange: (checked: boolean) => void;
  disabled?: boolean;
  children: ReactNode;
}

/** Its whole line is the target. */
export function Checkbox({ checked, onChange, disabled = false, children }: CheckboxProps) {
  return (
    <label className="flex min-h-11 items-start gap-3 py-2">
      <span className="relative mt-0.5 size-5 shrink-0">
        <input
          type="checkbox"
          checked={checked}
          disabled={disabled}
          onChange={(event) => onChange(event.target.checked)}
          className={clsx(
            'size-5 appearance-none rounded-sm border-2 border-line-strong bg-raised',
            'checked:border-ink checked:bg-ink disabled:opacity-55',
          )}
        />
        {checked && (
          <Check
            size={16}
            strokeWidth={3}
            aria-hidden
            className="pointer-events-none absolute inset-0.5 text-paper"
          />
        )}
      </span>
      <span>{children}</span>
    </label>
  );
}
