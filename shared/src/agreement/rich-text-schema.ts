import { z } from 'zod';
import { lineOfText } from '../session/text.ts';

/**
 * What a clause's text may be made of. The gate's whitelist, the editor's schema and the check of every text given
 * by value are all read from here.
 */

const CURRENCY = /^[A-Z]{3}$/;
/** Plain decimal, at most two places: what a sum of money is written as for a machine. */
const AMOUNT = /^(0|[1-9]\d{0,14})(\.\d{1,2})?$/;
const ISO_DATE = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;

const span = z.number().int().min(1).max(50);
const widths = z.array(z.number().int().min(1).max(10_000)).min(1).max(50);

/** One attribute: its check, and what it is when it is not stated; without that it has to be. */
interface Attribute {
  readonly check: z.ZodType<string | number | number[]>;
  readonly usual?: number;
  /** May be missing: says how something looks, not what it says. */
  readonly optional?: true;
}
type Attributes = Readonly<Record<string, Attribute>>;

const cell = {
  colspan: { check: span, usual: 1 },
  rowspan: { check: span, usual: 1 },
  colwidth: { check: widths, optional: true },
} as const satisfies Attributes;

const BLOCKS = ['paragraph', 'heading', 'bulletList', 'orderedList', 'table'] as const;
const INLINE = ['text', 'hardBreak'] as const;

/** Every element by its name in the editor: what may stand in it, and its attributes. */
export const nodeKinds = {
  doc: { holds: BLOCKS, attributes: {} },
  paragraph: { holds: INLINE, attributes: {} },
  heading: { holds: INLINE, attributes: { level: { check: z.literal([1, 2, 3]) } } },
  bulletList: { holds: ['listItem'], attributes: {} },
  orderedList: {
    holds: ['listItem'],
    attributes: { start: { check: z.number().int().min(1).max(9_999), usual: 1 } },
  },
  listItem: { holds: ['paragraph', 'heading', 'bulletList', 'orderedList'], attributes: {} },
  table: { holds: ['tableRow'], attributes: {} },
  tableRow: { holds: ['tableCell', 'tableHeader'], attributes: {} },
  tableCell: { holds: ['paragraph', 'heading', 'bulletList', 'orderedList'], attributes: cell },
  tableHeader: { holds: ['paragraph', 'heading', 'bulletList', 'orderedList'], attributes: cell },
  hardBreak: { holds: [], attributes: {} },
} as const satisfies Record<string, { readonly holds: readonly string[]; readonly attributes: Attributes }>;
export type NodeKind = keyof typeof nodeKinds;

/**
 * Every mark by its name in the editor. A sum, a date and a defined term are marks on ordinary text, so that they
 * are typed and merged like it; what they mean to a machine is their attributes.
 */
export const markKinds = {
  bold: {},
  italic: {},
  underline: {},
  money: {
    amount: { check: z.string().regex(AMOUNT) },
    currency: { check: z.string().regex(CURRENCY) },
  },
  date: { iso: { check: z.string().regex(ISO_DATE) } },
  term: { term: { check: lineOfText(80) } },
} as const satisfies Record<string, Attributes>;
export type MarkKind = keyof typeof markKinds;

/** How much one clause may be in one language. As deep as the nine levels that a word processor gives a list. */
export const richTextBounds = { characters: 100_000, nodes: 20_000, depth: 20 } as const;

/** What a clause's text is made of, in one value. */
export const richTextSchema = { nodes: nodeKinds, marks: markKinds, bounds: richTextBounds } as const;

export const isNodeKind = (name: unknown): name is NodeKind =>
  typeof name === 'string' && Object.hasOwn(nodeKinds, name);
export const isMarkKind = (name: unknown): name is MarkKind =>
  typeof name === 'string' && Object.hasOwn(markKinds, name);

type Attribution = Readonly<Record<string, string | number | readonly number[]>>;

/** The attributes as they are kept, in the schema's order; null when they are not what it allows. */
export function attributesOf(
  allowed: Attributes,
  given: Readonly<Record<string, unknown>>,
): Attribution | null {
  // The editor writes null for what is not set.
  const stated = Object.entries(given).filter(([, value]) => value !== null && value !== undefined);
  if (stated.some(([name]) => !Object.hasOwn(allowed, name))) return null;
  const kept: Record<string, string | number | readonly number[]> = {};
  for (const [name, { check, usual, optional }] of Object.entries(allowed)) {
    const value = stated.find(([each]) => each === name)?.[1] ?? usual;
    if (value === undefined && optional === true) continue;
    const parsed = check.safeParse(value);
    if (!parsed.success) return null;
    kept[name] = parsed.data;
  }
  return kept;
}
