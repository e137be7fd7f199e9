import { isMarkKind, type NodeKind, richTextSchema } from '@parley/shared/agreement';
import { Refusal } from '@parley/shared/errors';
import { z } from 'zod';
import type { Place } from './places.ts';
import type { Content } from './wire.ts';

type Checks = Readonly<Record<string, { readonly check: z.ZodType }>>;

const record = z.record(z.string(), z.unknown());

/**
 * Throws `document.bad-edit` for what no editor of ours puts there: an element where the schema has none, an
 * attribute or mark that it does not know, words outside a run of text.
 */
export function mustFit(content: Content, place: Place, parentSub: string | null): void {
  if (!fits(content, place, parentSub)) throw new Refusal('document.bad-edit');
}

function fits(content: Content, place: Place, parentSub: string | null): boolean {
  if (parentSub !== null) return fitsAttribute(content, place, parentSub);
  switch (content.kind) {
    case 'deleted':
      return true;
    case 'string':
      return place.kind === 'text';
    case 'format':
      return place.kind === 'text' && isMark(content.key, content.value);
    case 'element':
    case 'text':
      // Whether it may stand there is asked when its own place is made.
      return place.kind !== 'text';
    case 'attribute':
      return false;
  }
}

function fitsAttribute(content: Content, { kind }: Place, name: string): boolean {
  if (kind === 'text' || kind === 'doc') return false;
  if (content.kind === 'deleted') return true;
  return content.kind === 'attribute' && isAttribute(kind, name, content.value);
}

function isAttribute(kind: NodeKind, name: string, value: unknown): boolean {
  const checks: Checks = richTextSchema.nodes[kind].attributes;
  return Object.hasOwn(checks, name) && checks[name]?.check.safeParse(value).success === true;
}

/** A mark's beginning, with its attributes, or its end. */
function isMark(key: string, value: unknown): boolean {
  if (!isMarkKind(key)) return false;
  if (value === null) return true;
  const checks: Checks = richTextSchema.marks[key];
  const given = record.safeParse(value);
  return (
    given.success &&
    Object.keys(given.data).every((name) => Object.hasOwn(checks, name)) &&
    Object.entries(checks).every(([name, { check }]) => check.safeParse(given.data[name]).success)
  );
}
