import { clsx } from 'clsx';

interface CountProps {
  count: number;
  /** What there are so many of, for whoever does not see where it stands. */
  words: string;
  className?: string;
}

/** How many wait to be seen or answered. */
export const Count = ({ count, words, className }: CountProps) => (
  <span
    className={clsx(
      'min-w-5 rounded-full bg-ink px-1.5 text-center text-xs font-semibold text-paper tabular-nums',
      className,
    )}
  >
    <span aria-hidden>{count > 99 ? '99+' : count}</span>
    <span className="sr-only">{words}</span>
  </span>
);
