import { type ElementNode, isText, type Mark, type RichNode, type RichText } from '@parley/shared/agreement';
import { assertNever } from '@parley/shared/lib';
import type { ReactNode } from 'react';

/** What stands around the words of a paragraph or a heading: what marks them all as gone, or as new. */
type Around = (words: ReactNode) => ReactNode;

/** A clause's text as everyone reads it: the very look it has while it is written. */
export const RichWords = ({ text }: { text: RichText }) => (
  <>{text.content.map((node, key) => richNode(node, key))}</>
);

export function richNode(node: RichNode, key: number, around: Around = (words) => words): ReactNode {
  if (isText(node)) return <span key={key}>{marked(node.text, node.marks)}</span>;
  const inside = node.content.map((child, index) => richNode(child, index, around));
  const isBlock = node.type === 'paragraph' || node.type === 'heading';
  return richElement(node, key, isBlock && inside.length > 0 ? around(inside) : inside);
}

/** An element as it stands in the page, around whatever is in it. */
export function richElement({ type, attrs }: ElementNode, key: number, inside: ReactNode): ReactNode {
  switch (type) {
    case 'paragraph':
      return <p key={key}>{isNothing(inside) ? <br /> : inside}</p>;
    case 'heading':
      // Of whatever level: below the clause, whose words begin with any of them.
      return (
        <h4 key={key} data-level={attrs['level']}>
          {inside}
        </h4>
      );
    case 'bulletList':
      return <ul key={key}>{inside}</ul>;
    case 'orderedList':
      return (
        <ol key={key} start={Number(attrs['start'])}>
          {inside}
        </ol>
      );
    case 'listItem':
      return <li key={key}>{inside}</li>;
    case 'table':
      return (
        <table key={key}>
          <tbody>{inside}</tbody>
        </table>
      );
    case 'tableRow':
      return <tr key={key}>{inside}</tr>;
    case 'tableCell':
      return (
        <td key={key} {...spans(attrs)}>
          {inside}
        </td>
      );
    case 'tableHeader':
      return (
        <th key={key} {...spans(attrs)}>
          {inside}
        </th>
      );
    case 'hardBreak':
      return <br key={key} />;
    case 'doc':
      return null;
    default:
      return assertNever(type);
  }
}

const isNothing = (inside: ReactNode): boolean => Array.isArray(inside) && inside.length === 0;

const spans = (attrs: ElementNode['attrs']): { colSpan: number; rowSpan: number } => ({
  colSpan: Number(attrs['colspan']),
  rowSpan: Number(attrs['rowspan']),
});

function marked(text: string, marks: readonly Mark[]): ReactNode {
  const [mark, ...rest] = marks;
  if (mark === undefined) return text;
  const inside = marked(text, rest);
  const { attrs } = mark;
  switch (mark.type) {
    case 'bold':
      return <strong>{inside}</strong>;
    case 'italic':
      return <em>{inside}</em>;
    case 'underline':
      return <u>{inside}</u>;
    case 'money':
      return <data value={[attrs['amount'], attrs['currency']].join(' ')}>{inside}</data>;
    case 'date':
      return <time dateTime={String(attrs['iso'])}>{inside}</time>;
    case 'term':
      return <span data-term={attrs['term']}>{inside}</span>;
    default:
      return assertNever(mark.type);
  }
}
