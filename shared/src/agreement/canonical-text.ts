import { canonicalJson } from '../lib/canonical-json.ts';
import type { Language } from '../session/people.ts';
import { type ElementNode, isText, type Mark, type RichNode, type RichText } from './rich-text.ts';

/**
 * The text of a clause as one string, the same for everyone: what people agree to, compare and sign. Words, structure,
 * numbering, sums, dates and defined terms are in it; how it looks (bold, widths of columns) is not. Two texts that say
 * something different never have the same string: what could be taken for structure is escaped.
 */
export function canonicalText(text: RichText): string {
  return text.content.flatMap((block) => lines(block)).join('\n');
}

/** What the hash is taken over with which somebody names the words they saw, in all of the book's languages. */
export const hashedText = (texts: Readonly<Record<Language, string>>): string => canonicalJson(texts);

const INDENT = '  ';
/** Within a block. */
const LINE_BREAK = '\\n';

function lines(node: RichNode): readonly string[] {
  if (isText(node)) return [];
  switch (node.type) {
    case 'paragraph':
      return [words(node)];
    case 'heading':
      return [`${'#'.repeat(numberAt(node, 'level'))} ${words(node)}`];
    case 'bulletList':
      return node.content.flatMap((item) => under('- ', item));
    case 'orderedList': {
      const start = numberAt(node, 'start');
      return node.content.flatMap((item, index) => under(`${start + index}. `, item));
    }
    case 'table':
      return ['|>', ...node.content.flatMap((row) => lines(row)), '|<'];
    case 'tableRow':
      return ['|-', ...node.content.flatMap((cell) => under(cellSign(cell), cell))];
    case 'doc':
    case 'listItem':
    case 'tableCell':
    case 'tableHeader':
      return isText(node) ? [] : node.content.flatMap((block) => lines(block));
    case 'hardBreak':
      return [];
  }
}

/** What is in a list's item or a table's cell, the first line after its sign, the others set in. */
function under(sign: string, item: RichNode): readonly string[] {
  const [first = '', ...rest] = lines(item);
  return [`${sign}${first}`, ...rest.map((line) => INDENT + line)];
}

function cellSign(cell: RichNode): string {
  if (isText(cell)) return '| ';
  const [across, down] = [numberAt(cell, 'colspan'), numberAt(cell, 'rowspan')];
  const size = across === 1 && down === 1 ? '' : `${across}x${down}`;
  return `|${cell.type === 'tableHeader' ? '=' : ''}${size} `;
}

const numberAt = (node: ElementNode, name: string): number => Number(node.attrs[name]);

/** The words of a block on one line; what a sum, a date or a term means to a machine follows in brackets. */
function words(block: ElementNode): string {
  const parts: string[] = [];
  block.content.forEach((node, index) => {
    parts.push(isText(node) ? escaped(node.text) : LINE_BREAK);
    const next = block.content[index + 1];
    for (const mark of meanings(node)) {
      const goesOn = next !== undefined && meanings(next).some((other) => sameMark(other, mark));
      if (!goesOn) parts.push(`⟨${meaningOf(mark)}⟩`);
    }
  });
  return guarded(parts.join(''));
}

const meanings = (node: RichNode): readonly Mark[] =>
  isText(node) ? node.marks.filter(({ type }) => type === 'money' || type === 'date' || type === 'term') : [];

const sameMark = (one: Mark, other: Mark): boolean => JSON.stringify(one) === JSON.stringify(other);

const meaningOf = ({ type, attrs }: Mark): string =>
  [type, ...Object.values(attrs).map((value) => escaped(String(value)))].join(' ');

const escaped = (text: string): string =>
  text
    .replaceAll(/[\\⟨⟩]/gu, (sign) => `\\${sign}`)
    .replaceAll('\n', LINE_BREAK)
    .replaceAll('\t', '\\t');

/** A line that would look like a list, a heading or a cell is told from one. */
const guarded = (line: string): string => (/^(#|-|\||\d+\.| )/u.test(line) ? `\\${line}` : line);
