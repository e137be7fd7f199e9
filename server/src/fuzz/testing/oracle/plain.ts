import type { z } from 'zod';

/** The same shape with bare strings for ids: the oracle mints none and compares none by type. */
export type Plain<T> = T extends z.core.$brand
  ? string
  : T extends readonly (infer Each)[]
    ? readonly Plain<Each>[]
    : T extends object
      ? { readonly [Key in keyof T]: Plain<T[Key]> }
      : T;
