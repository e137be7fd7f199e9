import { type ElementNode, isText, type RichNode, type RichText } from '@parley/shared/agreement';
import type { Language } from '@parley/shared/session';
import { compared, isSame } from '../text/compared.ts';
import { paired } from './pairs.ts';
import { type Run, wordRuns } from './runs.ts';
import { isComparable, isTextblock, sayingOf } from './saying.ts';

/** A block of a text beside what it was: left as it is, gone, new, with other words, or with something else inside. */
export type Redlined =
  | { readonly kind: 'same' | 'out' | 'in'; readonly node: ElementNode }
  | { readonly kind: 'words'; readonly node: ElementNode; readonly runs: readonly Run[] }
  | { readonly kind: 'inside'; readonly node: ElementNode; readonly content: readonly Redlined[] };

/**
 * How a text became another, block by block and in the blocks word by word. A table stays one, row by row and cell by
 * cell, and a list too. How something looks, such as bold, is no difference: nobody agrees to that.
 */
export const redline = (before: RichText, after: RichText, language: Language): readonly Redlined[] =>
  blocks(before.content, after.content, language);

export const hasChanges = (redlined: readonly Redlined[]): boolean =>
  redlined.some(({ kind }) => kind !== 'same');

const elements = (nodes: readonly RichNode[]): ElementNode[] => nodes.filter((node) => !isText(node));

function blocks(
  before: readonly RichNode[],
  after: readonly RichNode[],
  language: Language,
): readonly Redlined[] {
  const [was, is] = [elements(before), elements(after)];
  let [old, next] = [0, 0];
  return compared(was.map(sayingOf), is.map(sayingOf)).flatMap((stretch): readonly Redlined[] => {
    if (isSame(stretch)) {
      const { length } = stretch.same;
      old += length;
      next += length;
      return is.slice(next - length, next).map((node) => ({ kind: 'same', node }));
    }
    const out = was.slice(old, old + stretch.out.length);
    const put = is.slice(next, next + stretch.in.length);
    old += out.length;
    next += put.length;
    return paired(out, put).map(([gone, come]): Redlined => {
      if (gone !== null && come !== null) return within(gone, come, language);
      return gone === null ? { kind: 'in', node: come } : { kind: 'out', node: gone };
    });
  });
}

/** Two blocks of one kind, with different words. */
function within(before: ElementNode, after: ElementNode, language: Language): Redlined {
  if (isTextblock(after)) return { kind: 'words', node: after, runs: wordRuns(before, after, language) };
  const content =
    after.type === 'tableRow'
      ? elements(after.content).map((cell, index) => cellOf(elements(before.content)[index], cell, language))
      : blocks(before.content, after.content, language);
  return { kind: 'inside', node: after, content };
}

/** The cells of a row stay in their columns. */
const cellOf = (before: ElementNode | undefined, after: ElementNode, language: Language): Redlined =>
  before === undefined || !isComparable(before, after)
    ? { kind: 'in', node: after }
    : { kind: 'inside', node: after, content: blocks(before.content, after.content, language) };
