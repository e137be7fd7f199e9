import { clsx } from 'clsx';
import type { ButtonHTMLAttributes, ReactNode, Ref } from 'react';
import { Count } from '../../../ui/Count.tsx';
import { Tooltip } from '../../../ui/Tooltip.tsx';

interface BarButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  icon: ReactNode;
  /** A verb: what a press does. */
  label: string;
  shortcut?: string | undefined;
  /** Goes out to the room now: filled with its colour. */
  live?: boolean;
  /** A panel it opened is in sight. */
  open?: boolean;
  /** Waiting for its press to be answered. */
  busy?: boolean;
  danger?: boolean;
  badge?: { readonly count: number; readonly words: string } | undefined;
  ref?: Ref<HTMLButtonElement>;
}

/** A control of the room: sign and words, always both. */
export function BarButton(props: BarButtonProps) {
  const { icon, label, shortcut, live, open, busy, danger, badge, onClick, ...rest } = props;
  const button = (
    <button
      {...rest}
      type="button"
      aria-disabled={busy === true || undefined}
      onClick={busy === true ? undefined : onClick}
      className={clsx(
        'relative flex min-h-15 min-w-0 flex-1 flex-col items-center justify-center gap-1 rounded-md border py-1.5',
        'text-xs leading-tight font-medium transition-colors sm:min-w-19 sm:flex-none sm:px-2',
        live === true
          ? 'border-room bg-room text-on-fill'
          : 'border-transparent hover:bg-sunken data-[state=open]:bg-sunken',
        open === true && 'border-line-strong bg-sunken',
        danger === true && 'text-danger-ink',
        busy === true && 'opacity-70',
      )}
    >
      {icon}
      <span className="w-full text-center [overflow-wrap:normal]">{label}</span>
      {badge !== undefined && badge.count > 0 && (
        <Count {...badge} className="absolute end-1 top-0.5 sm:end-3" />
      )}
    </button>
  );
  return shortcut === undefined ? (
    button
  ) : (
    <Tooltip text={label} shortcut={shortcut}>
      {button}
    </Tooltip>
  );
}
