import { z } from 'zod';
import { isShowable } from '../session/text.ts';
import {
  attributesOf,
  isMarkKind,
  isNodeKind,
  type MarkKind,
  markKinds,
  type NodeKind,
  nodeKinds,
  richTextBounds,
} from './rich-text-schema.ts';

export type Attributes = Readonly<Record<string, string | number | readonly number[]>>;

export type Mark = {
  readonly type: MarkKind;
  readonly attrs: Attributes;
};
export type TextNode = {
  readonly type: 'text';
  readonly text: string;
  /** In the order of the schema, each kind once. */
  readonly marks: readonly Mark[];
};
export type ElementNode = {
  readonly type: NodeKind;
  readonly attrs: Attributes;
  readonly content: readonly RichNode[];
};
export type RichNode = ElementNode | TextNode;

/** The words of a clause in one language, as the editor's JSON has them, brought into one form. */
export type RichText = ElementNode & { readonly type: 'doc' };

export const isText = (node: RichNode): node is TextNode => node.type === 'text';

/** Nothing has been written yet. */
export const noText: RichText = { type: 'doc', attrs: {}, content: [] };

/**
 * Any value to a text of the schema, or a refusal. Equal texts come out equal, however they were put together, and
 * what comes out goes in again unchanged.
 */
export const RichText = z.unknown().transform((value, context): RichText => {
  const parsed = new Reading().read(value);
  if (parsed !== null) return parsed;
  context.addIssue({ code: 'custom', message: 'is not a text of the schema' });
  return z.NEVER;
});

const record = z.record(z.string(), z.unknown());
const list = z.array(z.unknown()).max(richTextBounds.nodes);

/** One pass over a value from outside; ends as soon as it is too deep, too long or of another shape. */
class Reading {
  #nodes = 0;
  #characters = 0;

  read(value: unknown): RichText | null {
    const node = this.#node(value, 0);
    return node !== null && isDocument(node) ? node : null;
  }

  #node(value: unknown, depth: number): RichNode | null {
    this.#nodes += 1;
    if (this.#nodes > richTextBounds.nodes || depth > richTextBounds.depth) return null;
    const given = record.safeParse(value);
    if (!given.success) return null;
    const { type } = given.data;
    if (type === 'text') return this.#text(given.data);
    return isNodeKind(type) ? this.#element(type, given.data, depth) : null;
  }

  #text({ text, marks }: Readonly<Record<string, unknown>>): TextNode | null {
    if (typeof text !== 'string' || !isShowable(text)) return null;
    this.#characters += text.length;
    if (this.#characters > richTextBounds.characters) return null;
    const read = readMarks(marks ?? []);
    return read === null ? null : { type: 'text', text, marks: read };
  }

  #element(type: NodeKind, given: Readonly<Record<string, unknown>>, depth: number): ElementNode | null {
    const attrs = record.safeParse(given['attrs'] ?? {});
    const content = list.safeParse(given['content'] ?? []);
    if (!attrs.success || !content.success) return null;
    const kept = attributesOf(nodeKinds[type].attributes, attrs.data);
    if (kept === null) return null;
    const holds: readonly string[] = nodeKinds[type].holds;
    const inside: RichNode[] = [];
    for (const each of content.data) {
      const child = this.#node(each, depth + 1);
      if (child === null || !holds.includes(child.type)) return null;
      append(inside, child);
    }
    return { type, attrs: kept, content: inside };
  }
}

const isDocument = (node: RichNode): node is RichText => node.type === 'doc';

function readMarks(value: unknown): readonly Mark[] | null {
  const marks = list.safeParse(value);
  if (!marks.success) return null;
  const byKind = new Map<MarkKind, Mark>();
  for (const each of marks.data) {
    const given = record.safeParse(each);
    const type = given.success ? given.data['type'] : undefined;
    const attrs = record.safeParse(given.success ? (given.data['attrs'] ?? {}) : undefined);
    if (!isMarkKind(type) || !attrs.success || byKind.has(type)) return null;
    const kept = attributesOf(markKinds[type], attrs.data);
    if (kept === null) return null;
    byKind.set(type, { type, attrs: kept });
  }
  return Object.keys(markKinds).flatMap((kind) => (isMarkKind(kind) ? (byKind.get(kind) ?? []) : []));
}

/** Neighbouring texts with the same marks are one text; an empty one is none. */
function append(inside: RichNode[], node: RichNode): void {
  const last = inside.at(-1);
  if (isText(node) && node.text === '') return;
  if (isText(node) && last !== undefined && isText(last) && haveSameMarks(last, node)) {
    inside[inside.length - 1] = { ...last, text: last.text + node.text };
  } else {
    inside.push(node);
  }
}

const haveSameMarks = (one: TextNode, other: TextNode): boolean =>
  JSON.stringify(one.marks) === JSON.stringify(other.marks);
