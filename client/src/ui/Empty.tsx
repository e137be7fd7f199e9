import type { ReactNode } from 'react';

/** Nothing here yet: why, and what to do. */
export const Empty = ({
  icon,
  title,
  children,
}: {
  icon?: ReactNode;
  title: string;
  children?: ReactNode;
}) => (
  <div className="flex flex-col items-center gap-2 px-4 py-10 text-center text-ink-2">
    {icon}
    <p className="text-base font-medium text-ink">{title}</p>
    {children}
  </div>
);
