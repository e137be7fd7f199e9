import { clsx } from 'clsx';
import type { HTMLAttributes } from 'react';

export const Card = ({ className, ...rest }: HTMLAttributes<HTMLDivElement>) => (
  <div {...rest} className={clsx('rounded-md border border-line bg-raised', className)} />
);
