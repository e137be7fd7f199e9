import { clsx } from 'clsx';

/** Where something will stand. Put one `role="status"` with words beside a group of them. */
export const Skeleton = ({ className }: { className?: string }) => (
  <span aria-hidden className={clsx('block animate-rest rounded-sm bg-line', className)} />
);
