import { clsx } from 'clsx';
import type { ReactNode } from 'react';

type Tone = 'neutral' | 'plenary' | 'waiting' | 'agreed' | 'danger';

const tones: { readonly [T in Tone]: string } = {
  neutral: 'bg-sunken text-ink border-line',
  plenary: 'bg-plenary-soft text-plenary-ink border-plenary',
  waiting: 'bg-arrival-soft text-arrival-ink border-arrival',
  agreed: 'bg-agreed-soft text-agreed-ink border-agreed',
  danger: 'bg-danger-soft text-danger-ink border-danger',
};

/** A state in a word or two. The colour only repeats what the word says. */
export const Badge = ({
  tone = 'neutral',
  icon,
  children,
}: {
  tone?: Tone;
  icon?: ReactNode;
  children: ReactNode;
}) => (
  <span
    className={clsx(
      'inline-flex items-center gap-1 rounded-sm border px-2 py-0.5 text-xs font-medium whitespace-nowrap',
      tones[tone],
    )}
  >
    {icon}
    {children}
  </span>
);
