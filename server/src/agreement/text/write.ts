import {
  type ElementNode,
  isText,
  type RichNode,
  type RichText,
  richTextSchema,
  type TextNode,
} from '@parley/shared/agreement';
import * as Y from 'yjs';

/** A text by value, as what a root holds. */
export const builtFrom = (text: RichText): Y.XmlElement[] => text.content.flatMap((node) => elements(node));

const elements = (node: RichNode): Y.XmlElement[] => (isText(node) ? [] : [built(node)]);

function built(node: ElementNode): Y.XmlElement {
  const element = new Y.XmlElement(node.type);
  for (const [name, value] of Object.entries(node.attrs)) {
    if (!isUsual(node, name, value)) set(element, name, value);
  }
  const holds: readonly string[] = richTextSchema.nodes[node.type].holds;
  element.insert(0, holds.includes('text') ? words(node.content) : node.content.flatMap(elements));
  return element;
}

function isUsual({ type }: ElementNode, name: string, value: unknown): boolean {
  const allowed: Readonly<Record<string, object>> = richTextSchema.nodes[type].attributes;
  const attribute = allowed[name] ?? {};
  return 'usual' in attribute && attribute.usual === value;
}

/** Yjs types attributes as strings, and stores whatever JSON can hold. */
function set(element: Y.XmlElement, name: string, value: unknown): void {
  const untyped: { setAttribute(name: string, value: unknown): void } = element;
  untyped.setAttribute(name, value);
}

/** A block has a text from the start, also an empty one: two people who begin to write at once write into the same. */
function words(content: readonly RichNode[]): (Y.XmlElement | Y.XmlText)[] {
  const lines: TextNode[][] = [[]];
  for (const node of content) {
    if (isText(node)) lines.at(-1)?.push(node);
    else lines.push([]);
  }
  return lines.flatMap((line, index) => {
    const text = new Y.XmlText();
    text.applyDelta(
      line.map(({ text: insert, marks }) => ({
        insert,
        attributes: Object.fromEntries(marks.map(({ type, attrs }) => [type, attrs])),
      })),
    );
    return index === 0 ? [text] : [new Y.XmlElement('hardBreak'), text];
  });
}
