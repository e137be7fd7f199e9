import type { zhCN } from './zh-CN.ts';

/** Of another catalogue: the same keys, other words. */
export type SameKeys<T> = { readonly [K in keyof T]: T[K] extends string ? string : SameKeys<T[K]> };

/** The shape of every catalogue: the Chinese one is the original, the others have exactly its keys. */
export type Words = SameKeys<typeof zhCN>;
