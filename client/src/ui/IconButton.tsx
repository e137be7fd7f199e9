import { clsx } from 'clsx';
import type { ButtonHTMLAttributes, ReactNode, Ref } from 'react';
import { Tooltip } from './Tooltip.tsx';

interface IconButtonProps extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'aria-label'> {
  /** Its name for screen readers, and its tooltip. */
  label: string;
  shortcut?: string;
  /** `sm` in dense lists. */
  size?: 'md' | 'sm';
  icon: ReactNode;
  ref?: Ref<HTMLButtonElement>;
}

/** For well-known signs beside text that explains them (close, more). Anything else is a `Button` with words. */
export function IconButton(props: IconButtonProps) {
  const { label, shortcut, size = 'md', icon, className, type = 'button', ...rest } = props;
  return (
    <Tooltip text={label} shortcut={shortcut}>
      <button
        {...rest}
        type={type}
        aria-label={label}
        className={clsx(
          'inline-flex shrink-0 items-center justify-center rounded-md text-ink transition-colors',
          'hover:bg-sunken disabled:opacity-55',
          size === 'md' ? 'size-11' : 'size-9',
          className,
        )}
      >
        {icon}
      </button>
    </Tooltip>
  );
}
