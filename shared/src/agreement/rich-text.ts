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

type Given = Readonly<Record<string, unknown>>;

// A version holds a whole document, and every event is read when its session is: this is done by hand, a node at a time.
const isRecord = (value: unknown): value is Given =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isList = (value: unknown): value is readonly unknown[] => Array.isArray(value);

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
    if (!isRecord(value)) return null;
    const type = value['type'];
    if (type === 'text') return this.#text(value);
    return isNodeKind(type) ? this.#element(type, value, depth) : null;
  }

  #text({ text, marks }: Given): TextNode | null {
    if (typeof text !== 'string' || !isShowable(text)) return null;
    this.#characters += text.length;
    if (this.#characters > richTextBounds.characters) return null;
    const read = readMarks(marks ?? []);
    return read === null ? null : { type: 'text', text, marks: read };
  }

  #element(type: NodeKind, given: Given, depth: number): ElementNode | null {
    const attrs = given['attrs'] ?? {};
    const content = given['content'] ?? [];
    if (!isRecord(attrs) || !isList(content)) return null;
    const kept = attributesOf(nodeKinds[type].attributes, attrs);
    if (kept === null) return null;
    const holds: readonly string[] = nodeKinds[type].holds;
    const inside: RichNode[] = [];
    for (const each of content) {
      const child = this.#node(each, depth + 1);
      if (child === null || !holds.includes(child.type)) return null;
      append(inside, child);
    }
    return { type, attrs: kept, content: inside };
  }
}

const isDocument = (node: RichNode): node is RichText => node.type === 'doc';

function readMarks(value: unknown): readonly Mark[] | null {
  if (!isList(value)) return null;
  const byKind = new Map<MarkKind, Mark>();
  for (const each of value) {
    if (!isRecord(each)) return null;
    const type = each['type'];
    const attrs = each['attrs'] ?? {};
    if (!isMarkKind(type) || !isRecord(attrs) || byKind.has(type)) return null;
    const kept = attributesOf(markKinds[type], attrs);
    if (kept === null) return null;
    byKind.set(type, { type, attrs: kept });
  }
  if (byKind.size < 2) return [...byKind.values()];
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
