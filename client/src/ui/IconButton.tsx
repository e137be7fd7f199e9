import { clsx } from 'clsx';
import type { ButtonHTMLAttributes, ReactNode, Ref } from 'react';
import { Tooltip } from './Tooltip.tsx';

interface IconButtonProps extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'aria-label'> {
  /** Its name for screen readers, and its tooltip. */
  label: string;
  shortcut?: string;
  icon: ReactNode;
  ref?: Ref<HTMLButtonElement>;
}

/** For well-known signs beside text that explains them (close, more). Anything else is a `Button` with words. */
export function IconButton({ label, shortcut, icon, className, type = 'button', ...rest }: IconButtonProps) {
  return (
    <Tooltip text={label} shortcut={shortcut}>
      <button
        {...rest}
        type={type}
        aria-label={label}
        className={clsx(
          'inline-flex size-11 shrink-0 items-center justify-center rounded-md text-ink transition-colors',
          'hover:bg-sunken disabled:opacity-55',
          className,
        )}
      >
        {icon}
      </button>
    </Tooltip>
  );
}
