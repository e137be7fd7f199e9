import { type ElementNode, isText, type Mark, type RichNode, type TextNode } from '@parley/shared/agreement';

/** What two nodes must have in common to say the same. */

/** What a sum, a date or a term means, which is part of what is said; the other marks are how it looks. */
export const meaningsOf = ({ marks }: TextNode): readonly Mark[] =>
  marks.filter(({ type }) => type === 'money' || type === 'date' || type === 'term');

export const isTextblock = ({ type }: ElementNode): boolean => type === 'paragraph' || type === 'heading';

/** Signs that no text has. */
const [MEANS, BREAK, OPENS, CLOSES] = ['\u0000', '\u0001', '\u0002', '\u0003'];

export function sayingOf(node: ElementNode): string {
  const inside = isTextblock(node) ? wordsOf(node) : node.content.map(partOf).join('');
  return `${OPENS}${node.type}${JSON.stringify(attributesOf(node))}${inside}${CLOSES}`;
}

const partOf = (node: RichNode): string => (isText(node) ? node.text : sayingOf(node));

function wordsOf({ content }: ElementNode): string {
  let meant = '[]';
  return content
    .map((node) => {
      if (!isText(node)) return BREAK;
      const means = JSON.stringify(meaningsOf(node));
      const sign = means === meant ? '' : `${MEANS}${means}${MEANS}`;
      meant = means;
      return sign + node.text;
    })
    .join('');
}

/** The width of a column says nothing. */
const attributesOf = ({ attrs: { colwidth: _looks, ...attrs } }: ElementNode): object => attrs;

/** One can stand for the other with other words in it. */
export function isComparable(one: ElementNode, other: ElementNode): boolean {
  if (one.type !== other.type) return false;
  if (JSON.stringify(attributesOf(one)) !== JSON.stringify(attributesOf(other))) return false;
  if (one.type !== 'tableRow') return true;
  const cells = ({ content }: ElementNode): string =>
    JSON.stringify(content.map((cell) => (isText(cell) ? null : [cell.type, attributesOf(cell)])));
  return cells(one) === cells(other);
}
