import { clsx } from 'clsx';
import { CircleAlert, CircleCheck, Info, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';

type Tone = 'info' | 'warning' | 'danger' | 'good';

const tones: { readonly [T in Tone]: { readonly look: string; readonly Icon: typeof Info } } = {
  info: { look: 'bg-sunken text-ink border-line', Icon: Info },
  // Of no colour: amber is a private room, and this stands in every one.
  warning: { look: 'bg-sunken text-ink border-ink', Icon: TriangleAlert },
  danger: { look: 'bg-danger-soft text-danger-ink border-danger', Icon: CircleAlert },
  good: { look: 'bg-agreed-soft text-agreed-ink border-agreed', Icon: CircleCheck },
};

interface NoteProps {
  tone?: Tone;
  /** Read out when it appears. */
  live?: boolean;
  action?: ReactNode;
  className?: string;
  children: ReactNode;
}

/** A sentence set apart, with a sign for its kind. */
export function Note({ tone = 'info', live = false, action, className, children }: NoteProps) {
  const { look, Icon } = tones[tone];
  return (
    <div
      {...(live ? { role: tone === 'danger' ? 'alert' : 'status' } : {})}
      className={clsx('flex items-start gap-3 rounded-md border px-4 py-3', look, className)}
    >
      <Icon size={20} aria-hidden className="mt-0.5 shrink-0" />
      <div className="flex min-w-0 flex-1 flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <div className="min-w-0 flex-1 basis-48">{children}</div>
        {action}
      </div>
    </div>
  );
}
