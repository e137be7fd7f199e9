import type { RichNode, RichText } from '../rich-text.ts';

/** What templates are put together from. */

const words = (text: string): readonly RichNode[] => (text === '' ? [] : [{ type: 'text', text, marks: [] }]);
const holding = (
  type: 'bulletList' | 'orderedList' | 'listItem',
  content: readonly RichNode[],
  attrs: { readonly start?: number } = {},
): RichNode => ({ type, attrs, content });

export const paragraph = (text: string): RichNode => ({ type: 'paragraph', attrs: {}, content: words(text) });

/** The title of the whole, 1, or of a clause, 2. Clauses are numbered by their order, not in their words. */
export const heading = (level: 1 | 2 | 3, text: string): RichNode => ({
  type: 'heading',
  attrs: { level },
  content: words(text),
});

const items = (texts: readonly string[]): readonly RichNode[] =>
  texts.map((text) => holding('listItem', [paragraph(text)]));
export const bullets = (...texts: readonly string[]): RichNode => holding('bulletList', items(texts));
export const numbered = (...texts: readonly string[]): RichNode =>
  holding('orderedList', items(texts), { start: 1 });

export const clauseText = (...blocks: readonly RichNode[]): RichText => ({
  type: 'doc',
  attrs: {},
  content: blocks,
});

/** What is not known stands as a gap that nobody can overlook. */
export const gap = {
  zh: (what: string) => `【待填：${what}】`,
  en: (what: string) => `[to fill in: ${what}]`,
};
