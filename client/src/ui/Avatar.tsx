import { clsx } from 'clsx';
import { initials } from './person.ts';

const sizes = { sm: 'size-9 text-sm', lg: 'size-16 text-xl', xl: 'size-24 text-2xl' } as const;

/** Stands beside a name, so it is silent. */
export const Avatar = ({ name, size = 'sm' }: { name: string; size?: keyof typeof sizes }) => (
  <span
    aria-hidden
    className={clsx(
      'inline-flex shrink-0 items-center justify-center rounded-full border border-line bg-raised font-semibold text-ink select-none',
      sizes[size],
    )}
  >
    {initials(name)}
  </span>
);
