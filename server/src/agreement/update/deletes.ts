import { Refusal } from '@parley/shared/errors';
import * as Y from 'yjs';
import type { Place } from './places.ts';
import type { Shadow, Structs } from './structs.ts';
import type { Range } from './wire.ts';

/** A part of a delete range that takes something away: one item, or a part of it, that is still there. */
export interface Deletion extends Range {
  readonly place: Place;
  /** The item in the document; null when it came with the same update. */
  readonly item: Y.Item | null;
}

/**
 * What an update deletes of what is there. A client that comes back tells of everything that it knows to be deleted,
 * which is nothing new. Null when it deletes what its own client has yet to send; throws `document.bad-edit` for
 * what nobody has.
 */
export function effective(
  ranges: readonly Range[],
  { doc, places }: Shadow,
  structs: Structs,
  client: number,
): readonly Deletion[] | null {
  const found: Deletion[] = [];
  const known = Y.getState(doc.store, client);
  const last = structs.located.at(-1)?.struct;
  const own = last === undefined ? known : last.clock + last.length;
  for (const range of ranges) {
    const isOwn = range.client === client;
    const end = range.clock + range.length;
    const known = Y.getState(doc.store, range.client);
    if (end > (isOwn ? Math.max(known, own) : known)) {
      if (isOwn) return null;
      throw new Refusal('document.bad-edit');
    }
    if (range.clock < known) inDocument(range, Math.min(end, known), doc, places, found);
    if (end > known) inUpdate(range, known, structs, found);
  }
  return found;
}

function inDocument(
  { client, clock }: Range,
  end: number,
  doc: Y.Doc,
  places: Shadow['places'],
  into: Deletion[],
): void {
  const structs = doc.store.clients.get(client) ?? [];
  for (let index = Y.findIndexSS(structs, clock); index < structs.length; index += 1) {
    const struct = structs[index];
    if (struct === undefined || struct.id.clock >= end) return;
    if (struct.deleted || !(struct instanceof Y.Item)) continue;
    const from = Math.max(clock, struct.id.clock);
    const to = Math.min(end, struct.id.clock + struct.length);
    into.push({ client, clock: from, length: to - from, place: places.ofItem(struct), item: struct });
  }
}

function inUpdate(range: Range, known: number, structs: Structs, into: Deletion[]): void {
  const start = Math.max(range.clock, known);
  const end = range.clock + range.length;
  for (let index = structs.indexAt(start); index < structs.located.length; index += 1) {
    const each = structs.located[index];
    if (each === undefined || each.clock >= end) return;
    const { spot, struct } = each;
    if (spot === null || struct.item?.content.kind === 'deleted') continue;
    const from = Math.max(start, each.clock);
    const to = Math.min(end, struct.clock + struct.length);
    into.push({ client: range.client, clock: from, length: to - from, place: spot.place, item: null });
  }
}
