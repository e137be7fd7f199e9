import { type ElementNode, isText, type RichNode, type TextNode } from '@parley/shared/agreement';
import type { Language } from '@parley/shared/session';
import { wordChanges, wordsOf } from '../text/differences.ts';
import { meaningsOf } from './saying.ts';

/** Words of a block that stayed, went or came, as they look there. */
export interface Run {
  readonly kind: 'same' | 'out' | 'in';
  readonly content: readonly RichNode[];
}

/** How the words of one block became those of another. A sum, a date or a term is one word: it changes as a whole. */
export function wordRuns(before: ElementNode, after: ElementNode, language: Language): readonly Run[] {
  const [was, is] = [wordsIn(before, language), wordsIn(after, language)];
  let [old, next] = [0, 0];
  let [oldWord, nextWord] = [0, 0];
  return wordChanges(was.map(key), is.map(key)).map(({ kind, text: { length: count } }): Run => {
    const [oldStart, nextStart] = [old, next];
    if (kind !== 'in') {
      old += lengthOfWords(was, oldWord, count);
      oldWord += count;
    }
    if (kind !== 'out') {
      next += lengthOfWords(is, nextWord, count);
      nextWord += count;
    }
    return {
      kind,
      content: kind === 'out' ? cut(before.content, oldStart, old) : cut(after.content, nextStart, next),
    };
  });
}

interface Word {
  /** The same for words that say the same. */
  readonly key: string;
  readonly length: number;
}
const key = (word: Word): string => word.key;

const lengthOfWords = (words: readonly Word[], from: number, count: number): number =>
  words.slice(from, from + count).reduce((sum, { length }) => sum + length, 0);

/** No text has it. */
const MEANS = '\u0000';

function wordsIn({ content }: ElementNode, language: Language): readonly Word[] {
  const words: Word[] = [];
  /** What looks different in the middle of a word is one word all the same. */
  let plain = '';
  const flush = (): void => {
    for (const word of wordsOf(plain, language)) words.push({ key: word, length: word.length });
    plain = '';
  };
  for (const node of content) {
    if (!isText(node)) plain += '\n';
    else if (meaningsOf(node).length === 0) plain += node.text;
    else {
      flush();
      words.push({ key: keyOf(node), length: node.text.length });
    }
  }
  flush();
  return words;
}

const keyOf = (node: TextNode): string => [MEANS, node.text, JSON.stringify(meaningsOf(node))].join(MEANS);

export const lengthOf = (node: RichNode): number => (isText(node) ? node.text.length : 1);

/** From one offset to another, with the marks that are there. */
export function cut(content: readonly RichNode[], from: number, to: number): readonly RichNode[] {
  const parts: RichNode[] = [];
  let start = 0;
  for (const node of content) {
    const end = start + lengthOf(node);
    if (end > from && start < to)
      parts.push(
        isText(node) ? { ...node, text: node.text.slice(Math.max(0, from - start), to - start) } : node,
      );
    start = end;
  }
  return parts;
}
