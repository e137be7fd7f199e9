import { type ElementNode, isText, type RichNode } from '@parley/shared/agreement';
import type { Language } from '@parley/shared/session';
import { changesIn, phrasesOf, wordsOf } from '../text/differences.ts';
import { meaningsOf } from './saying.ts';

/** Words of a block that stayed, went or came, as they look there. */
export interface Run {
  readonly kind: 'same' | 'out' | 'in';
  readonly content: readonly RichNode[];
}

/** How the words of one block became those of another. A sum, a date or a term is one word: it changes as a whole. */
export function wordRuns(before: ElementNode, after: ElementNode, language: Language): readonly Run[] {
  let [old, next] = [0, 0];
  const words = (phrase: string): readonly string[] =>
    phrase.startsWith(MEANS) ? [phrase] : wordsOf(phrase, language);
  return changesIn(phrasesIn(before), phrasesIn(after), words).map(({ kind, text }): Run => {
    const length = text.reduce((sum, word) => sum + signsOf(word), 0);
    if (kind !== 'in') old += length;
    if (kind !== 'out') next += length;
    const content =
      kind === 'out' ? cut(before.content, old - length, old) : cut(after.content, next - length, next);
    return { kind, content };
  });
}

/** No text has it: it stands around what means something to a machine. */
const MEANS = '\u0000';

/** What looks different in the middle of a word is one word all the same. */
function phrasesIn({ content }: ElementNode): readonly string[] {
  const phrases: string[] = [];
  let plain = '';
  for (const node of content) {
    if (!isText(node)) plain += '\n';
    else if (meaningsOf(node).length === 0) plain += node.text;
    else {
      phrases.push(...phrasesOf(plain), [MEANS, node.text, MEANS, JSON.stringify(meaningsOf(node))].join(''));
      plain = '';
    }
  }
  return [...phrases, ...phrasesOf(plain)];
}

/** How many signs of the text a word is. */
const signsOf = (word: string): number => (word.startsWith(MEANS) ? word.indexOf(MEANS, 1) - 1 : word.length);

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
