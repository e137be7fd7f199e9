import type { ErrorCode } from '@parley/shared/errors';
import type { zhCN } from './zh-CN.ts';

/** Beside the text itself, which is the form of «other». */
type FurtherForm = Exclude<Intl.LDMLPluralRule, 'other'>;

/**
 * Of another catalogue: the same keys, other words. A text with a count may have a form for each number its language
 * tells apart: `people_two` beside `people`.
 */
export type SameKeys<T> = { readonly [K in keyof T]: T[K] extends string ? string : SameKeys<T[K]> } & {
  readonly [K in keyof T & string as T[K] extends `${string}{{count}}${string}`
    ? `${K}_${FurtherForm}`
    : never]?: string;
};

/** The shape of every catalogue: the Chinese one is the original, the others have exactly its keys. */
export type Words = SameKeys<typeof zhCN>;

/** All that the interface says in one language. */
export interface Catalogue {
  readonly words: Words;
  /** What went wrong, by the code the server gives. */
  readonly error: (code: ErrorCode) => string;
}
