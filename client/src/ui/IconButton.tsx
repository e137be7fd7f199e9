import { clsx } from 'clsx';
import type { ButtonHTMLAttributes, ReactNode, Ref } from 'react';
import { forThumbs } from './Button.tsx';
import { Tooltip } from './Tooltip.tsx';

interface IconButtonProps extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'aria-label'> {
  /** Its name for screen readers, and its tooltip. */
  label: string;
  shortcut?: string;
  /** `sm` in lists, `dense` where much is seen at once. */
  size?: 'md' | 'sm' | 'dense';
  icon: ReactNode;
  ref?: Ref<HTMLButtonElement>;
}

const sizes = {
  md: 'size-11',
  sm: `size-9 ${forThumbs}`,
  dense: 'h-7.5 w-6.5 pointer-coarse:size-9',
} as const;

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
          sizes[size],
          className,
        )}
      >
        {icon}
      </button>
    </Tooltip>
  );
}
