import type { Anchor, Root } from '@parley/shared/agreement';

/** What somebody is about to remark on. */
export interface Remarking {
  readonly root: Root;
  readonly anchor: Anchor;
  /** The words as they are; none of a comment on the whole. */
  readonly quote: string;
}

/** The most of the words that is kept, as in the protocol. */
const LONGEST_QUOTE = 300;

export const quoteOf = (words: string): string => {
  const line = words.replaceAll(/\s+/g, ' ').trim();
  return line.length <= LONGEST_QUOTE ? line : `${line.slice(0, LONGEST_QUOTE - 1)}…`;
};
