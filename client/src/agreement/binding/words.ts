import type { Node } from '@tiptap/pm/model';
import * as Y from 'yjs';
import { commonEnd, commonStart } from './align.ts';
import { BREAK, deltaOf, piecesOf, type Spot, spotAt, stringOf } from './pieces.ts';
import type { Marks } from './shape.ts';

/** Signs that go in at once. */
const PART = 10_000;

/** A textblock's content in the editor. */
export type Run =
  | { readonly kind: 'text'; readonly text: string; readonly marks: Marks }
  | { readonly kind: 'break' };

export const runsOf = (block: Node): Run[] =>
  block.children.map((node) =>
    node.isText
      ? {
          kind: 'text',
          text: node.text ?? '',
          marks: Object.fromEntries(node.marks.map(({ type, attrs }) => [type.name, attrs])),
        }
      : { kind: 'break' },
  );

const lengthOf = (run: Run): number => (run.kind === 'text' ? run.text.length : 1);
const stringOfRuns = (runs: readonly Run[]): string =>
  runs.map((run) => (run.kind === 'text' ? run.text : BREAK)).join('');

/** Takes a change in; what is taken in together is one step for others, and for undoing it. */
export type Step = (change: () => void) => void;

interface Edit {
  readonly before: Node;
  readonly after: Node;
  /** The offset at which it began. */
  readonly hint: number | null;
  readonly step: Step;
}

/** Brings the shared words of a block to what the editor shows. */
export function writeWords(block: Y.XmlElement, { before, after, hint, step }: Edit): void {
  const was = stringOfRuns(runsOf(before));
  if (was !== stringOf(piecesOf(block))) throw new Error('the words are not as they are shown');
  const runs = runsOf(after);
  const { start, removed, added } = difference(was, stringOfRuns(runs), hint);
  if (removed > 0) step(() => remove(block, start, start + removed));
  insert(block, start, cut(runs, start, start + added), step);
  step(() => format(block, runs));
}

interface Difference {
  readonly start: number;
  readonly removed: number;
  readonly added: number;
}

/** The one stretch in which two strings differ; never half a character. */
function difference(was: string, is: string, hint: number | null): Difference {
  let start = commonStart(was, is, hint === null || hint < 0 ? undefined : hint);
  if (isSplit(was, start) || isSplit(is, start)) start -= 1;
  let end = commonEnd(was, is, start);
  if (isSplit(was, was.length - end) || isSplit(is, is.length - end)) end -= 1;
  return { start, removed: was.length - end - start, added: is.length - end - start };
}

/** Between the two halves of one character. */
function isSplit(text: string, at: number): boolean {
  const [high, low] = [text.charCodeAt(at - 1), text.charCodeAt(at)];
  return high >= 0xd800 && high <= 0xdbff && low >= 0xdc00 && low <= 0xdfff;
}

function cut(runs: readonly Run[], from: number, to: number): Run[] {
  let at = 0;
  return runs.flatMap((run): Run[] => {
    const start = at;
    at += lengthOf(run);
    if (at <= from || start >= to) return [];
    if (run.kind === 'break') return [run];
    return [{ ...run, text: run.text.slice(Math.max(from - start, 0), to - start) }];
  });
}

function remove(block: Y.XmlElement, from: number, to: number): void {
  let at = stringOf(piecesOf(block)).length;
  // From the end, so that what comes before keeps its place.
  for (const piece of piecesOf(block).toReversed()) {
    const length = piece.kind === 'text' ? piece.text.length : 1;
    const start = at - length;
    at = start;
    const [first, last] = [Math.max(from, start), Math.min(to, start + length)];
    if (first >= last) continue;
    if (piece.kind === 'break') block.delete(block.toArray().indexOf(piece.type));
    else piece.type.delete(piece.index + first - start, last - first);
  }
}

function insert(block: Y.XmlElement, offset: number, runs: readonly Run[], step: Step): void {
  if (runs.length === 0) return;
  let spot = spotAt(block, offset) ?? newText(block, offset, step);
  for (const run of runs) {
    if (run.kind === 'break') spot = splitAt(block, spot, step);
    else {
      for (const text of parts(run.text)) {
        const { type, index } = spot;
        step(() => type.insert(index, text, { ...run.marks }));
        spot = { type, index: index + text.length };
      }
    }
  }
}

/** Long words go in part by part; never half a character. */
function parts(text: string): string[] {
  const all: string[] = [];
  for (let start = 0; start < text.length; ) {
    const end = Math.min(start + PART, text.length);
    const whole = isSplit(text, end) ? end - 1 : end;
    all.push(text.slice(start, whole));
    start = whole;
  }
  return all;
}

/** Before the first break at or behind this offset. */
function newText(block: Y.XmlElement, offset: number, step: Step): Spot {
  const type = new Y.XmlText();
  const children: readonly unknown[] = block.toArray();
  let start = 0;
  const next = piecesOf(block).find((piece) => {
    const here = start;
    start += piece.kind === 'text' ? piece.text.length : 1;
    return here >= offset;
  });
  step(() => block.insert(next === undefined ? children.length : children.indexOf(next.type), [type]));
  return { type, index: 0 };
}

/** Puts a line break at the spot; what stood behind it goes into a text of its own. */
function splitAt(block: Y.XmlElement, { type, index }: Spot, step: Step): Spot {
  const rest = new Y.XmlText();
  const children: readonly unknown[] = block.toArray();
  const behind = tailOf(type, index);
  step(() => {
    type.delete(index, type.length - index);
    block.insert(children.indexOf(type) + 1, [new Y.XmlElement('hardBreak'), rest]);
    rest.applyDelta(behind);
  });
  return { type: rest, index: 0 };
}

function tailOf(type: Y.XmlText, from: number) {
  let at = 0;
  return deltaOf(type).flatMap(({ insert: content, attributes }) => {
    const start = at;
    at += typeof content === 'string' ? content.length : 1;
    if (at <= from) return [];
    return [
      {
        insert: typeof content === 'string' ? content.slice(Math.max(from - start, 0)) : content,
        attributes,
      },
    ];
  });
}

/** The words are as they are shown: now how they are marked. */
function format(block: Y.XmlElement, runs: readonly Run[]): void {
  let start = 0;
  for (const piece of piecesOf(block)) {
    const end = start + (piece.kind === 'text' ? piece.text.length : 1);
    let index = piece.kind === 'text' ? piece.index : 0;
    for (const run of cut(runs, start, end)) {
      if (run.kind === 'text' && piece.kind === 'text') {
        const change = changeOf(piece.marks, run.marks);
        if (change !== null) piece.type.format(index, run.text.length, change);
      }
      index += lengthOf(run);
    }
    start = end;
  }
}

/** What to state so that one set of marks becomes the other; null when they are the same. */
function changeOf(was: Marks, is: Marks): Record<string, object | null> | null {
  const change: Record<string, object | null> = {};
  for (const [name, attributes] of Object.entries(is)) {
    if (JSON.stringify(was[name]) !== JSON.stringify(attributes)) change[name] = { ...attributes };
  }
  for (const name of Object.keys(was)) if (!Object.hasOwn(is, name)) change[name] = null;
  return Object.keys(change).length === 0 ? null : change;
}
