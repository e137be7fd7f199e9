import { type ElementNode, isText, type Mark, type RichNode, RichText, type TextNode } from '../rich-text.ts';

/** A stretch of the words of a paragraph or a heading, and what stands there instead. */
export interface Replacement {
  readonly from: number;
  readonly to: number;
  readonly by: string;
}

/** What a line break counts as: one sign that no word has. */
const BREAK = '\u2028';

/** One sign of a block's words each, so that a word is found also where part of it is bold. */
export interface Words {
  readonly text: string;
  /** The marks of the sign at a place. */
  readonly marksAt: (at: number) => readonly Mark[];
}

const isTextblock = ({ type }: ElementNode): boolean => type === 'paragraph' || type === 'heading';

/** The words of a paragraph or a heading as they are read, one after another. */
export const plainWords = ({ content }: ElementNode): string =>
  content.map((node) => (isText(node) ? node.text : BREAK)).join('');

/**
 * The text with some of its words replaced, in whatever list or table they stand. What would come out longer than a text
 * may be stays as it was.
 */
export function replaced(text: RichText, find: (words: Words) => readonly Replacement[]): RichText {
  const content = text.content.map((node) => inNode(node, find));
  const read = RichText.safeParse({ ...text, content });
  return read.success ? read.data : text;
}

function inNode(node: RichNode, find: (words: Words) => readonly Replacement[]): RichNode {
  if (isText(node)) return node;
  if (!isTextblock(node)) return { ...node, content: node.content.map((child) => inNode(child, find)) };
  const signs = node.content.flatMap((child): readonly Sign[] =>
    isText(child) ? unitsOf(child) : [{ sign: BREAK, marks: [] }],
  );
  const text = plainWords(node);
  const found = find({ text, marksAt: (at) => signs[at]?.marks ?? [] });
  if (found.length === 0) return node;
  return { ...node, content: written(signs, found) };
}

interface Sign {
  readonly sign: string;
  readonly marks: readonly Mark[];
}

/** In the units that places in a string are counted in. */
const unitsOf = ({ text, marks }: TextNode): readonly Sign[] =>
  Array.from({ length: text.length }, (_, at) => ({ sign: text.charAt(at), marks }));

const looks: ReadonlySet<Mark['type']> = new Set(['bold', 'italic', 'underline']);

/** What comes in looks as what it replaces, and means none of what that meant. */
function written(signs: readonly Sign[], found: readonly Replacement[]): readonly RichNode[] {
  const starts = new Map(found.map((each) => [each.from, each]));
  const content: RichNode[] = [];
  for (let at = 0; at < signs.length; ) {
    const put = starts.get(at);
    const { sign = '', marks = [] } = signs[at] ?? {};
    if (put !== undefined && put.to > at) {
      content.push({ type: 'text', text: put.by, marks: marks.filter(({ type }) => looks.has(type)) });
      at = put.to;
      continue;
    }
    let end = at + 1;
    if (sign === BREAK) {
      content.push({ type: 'hardBreak', attrs: {}, content: [] });
    } else {
      while (signs[end]?.marks === marks && signs[end]?.sign !== BREAK && !starts.has(end)) end += 1;
      const text = signs.slice(at, end).map((each) => each.sign);
      content.push({ type: 'text', text: text.join(''), marks });
    }
    at = end;
  }
  return content;
}
