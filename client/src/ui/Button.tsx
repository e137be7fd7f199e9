import { clsx } from 'clsx';
import type { ButtonHTMLAttributes, ReactNode, Ref } from 'react';
import { Spinner } from './Spinner.tsx';

export type ButtonVariant = 'primary' | 'secondary' | 'quiet' | 'danger';
/** The tight one stands where there is little room for its words, the dense one where much is seen at once. */
export type ButtonSize = 'md' | 'md-tight' | 'sm' | 'dense';

const variants: { readonly [V in ButtonVariant]: string } = {
  primary: 'bg-ink text-paper border-ink hover:bg-ink-hover hover:border-ink-hover',
  secondary: 'bg-raised text-ink border-line-strong hover:bg-sunken',
  quiet: 'bg-transparent text-ink border-transparent hover:bg-sunken',
  danger: 'bg-danger text-on-fill border-danger hover:bg-danger-hover hover:border-danger-hover',
};
/** As much to press as a thumb needs, where there is less to see. */
export const forThumbs = 'relative pointer-coarse:after:absolute pointer-coarse:after:-inset-1';

const sizes: { readonly [S in ButtonSize]: string } = {
  md: 'min-h-11 px-5 py-2 text-base',
  'md-tight': 'min-h-11 px-3 py-2 text-base',
  sm: `min-h-9 px-3 py-1 text-sm ${forThumbs}`,
  dense: 'min-h-7.5 px-2 text-sm pointer-coarse:min-h-9',
};

/** The look of a button, for links that are pressed like one. */
export const buttonClass = (variant: ButtonVariant = 'secondary', size: ButtonSize = 'md'): string =>
  clsx(
    'inline-flex items-center justify-center gap-2 rounded-md border font-medium transition-colors',
    'text-center leading-snug disabled:opacity-55 aria-disabled:opacity-70',
    variants[variant],
    sizes[size],
  );

export interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  variant?: ButtonVariant;
  size?: ButtonSize;
  /** Shows that it was heard; further presses do nothing, and it keeps the focus. */
  busy?: boolean;
  icon?: ReactNode;
  ref?: Ref<HTMLButtonElement>;
}

export function Button({
  variant = 'secondary',
  size = 'md',
  busy = false,
  icon,
  className,
  children,
  onClick,
  type = 'button',
  ...rest
}: ButtonProps) {
  return (
    <button
      {...rest}
      type={busy ? 'button' : type}
      aria-disabled={busy || undefined}
      aria-busy={busy || undefined}
      className={clsx(buttonClass(variant, size), className)}
      onClick={busy ? undefined : onClick}
    >
      {busy ? <Spinner /> : icon}
      {children}
    </button>
  );
}
