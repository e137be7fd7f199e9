import { parseRoot, type Root, rootOf } from '@parley/shared/agreement';
import * as Y from 'yjs';
import type { Piece } from '../../session/unstored.ts';

/** Words of this page's that are gone without anybody having meant to take them away. */
export interface Orphan {
  readonly root: Root;
  readonly words: string;
}

export interface Incoming {
  readonly transaction: Y.Transaction;
  /** What the server sent. */
  readonly update: Uint8Array;
  readonly client: number;
  /** What was written here before this clock is known to be stored. */
  readonly durable: number;
}

/**
 * Words written here that went with what an update takes away, though whoever took it away had never seen them: a
 * paragraph that was removed or made another while somebody went on writing in it. Also words the server never took,
 * which it says nothing of but that they are not there.
 */
export function orphansOf({ transaction, update, client, durable }: Incoming): Orphan[] {
  const gone = transaction.deleteSet.clients.get(client) ?? [];
  if (gone.length === 0) return [];
  const meant = Y.decodeUpdate(update).ds.clients.get(client) ?? [];
  const isIn = (ranges: readonly Range[], clock: number): boolean =>
    ranges.some((range) => clock >= range.clock && clock < range.clock + range.len);
  const isLost = (clock: number): boolean => !(clock < durable && isIn(meant, clock));
  return gathered(
    wordsOf(transaction.doc, client)
      .filter(({ clock }) => isIn(gone, clock))
      .flatMap(({ item, clock, words }) =>
        bitOf(
          item,
          signsOf(words, (index) => isLost(clock + index)),
        ),
      ),
  );
}

/** What was written in a row is one piece, of which somebody may have known the beginning alone. */
const signsOf = (words: string, isWanted: (index: number) => boolean): string =>
  Array.from({ length: words.length }, (_, index) => (isWanted(index) ? words.charAt(index) : '')).join('');

type Range = Y.Transaction['deleteSet']['clients'] extends Map<number, (infer R)[]> ? R : never;

/** Words under this name that are in one copy, and found no place in the copy that took over from it. */
export const missingIn = (next: Y.Doc, before: Y.Doc, client: number): Orphan[] =>
  missingOf(next, piecesSince(before, client, 0));

/** Those of these words that are not in the text. */
export function missingOf(doc: Y.Doc, pieces: readonly Piece[]): Orphan[] {
  const isThere = (client: number, clock: number): boolean => {
    const there = doc.store.clients.get(client) ?? [];
    const struct = clock < Y.getState(doc.store, client) ? there[Y.findIndexSS(there, clock)] : undefined;
    return struct instanceof Y.Item && !struct.deleted;
  };
  return gathered(
    pieces.map(({ root, block, client, clock, words }) => ({
      root,
      block,
      words: signsOf(words, (index) => !isThere(client, clock + index)),
    })),
  );
}

/** Words under a name that were written from this clock on, and are in the text. */
export const writtenSince = (doc: Y.Doc, client: number, since: number): Orphan[] =>
  gathered(piecesSince(doc, client, since));

/** The same, each with where it was written. */
export function piecesSince(doc: Y.Doc, client: number, since: number): Piece[] {
  const blocks = new Map<unknown, number>();
  return wordsOf(doc, client)
    .filter(({ item, clock, words }) => !item.deleted && clock + words.length > since)
    .flatMap(({ item, clock, words }) => {
      const skipped = Math.max(0, since - clock);
      const block = blocks.get(item.parent) ?? blocks.size;
      blocks.set(item.parent, block);
      return bitOf(item, words.slice(skipped)).map(({ root, words: own }) => ({
        root,
        block,
        client,
        clock: clock + skipped,
        words: own,
      }));
    });
}

interface Written {
  readonly item: Y.Item;
  readonly clock: number;
  readonly words: string;
}

/** Every word under a name, in the order in which it was written. */
const wordsOf = (doc: Y.Doc, client: number): Written[] =>
  (doc.store.clients.get(client) ?? []).flatMap((struct): Written[] =>
    struct instanceof Y.Item && struct.content instanceof Y.ContentString
      ? [{ item: struct, clock: struct.id.clock, words: struct.content.str }]
      : [],
  );

/** Words of a text, and of which block in it. */
interface Bit extends Orphan {
  readonly block: unknown;
}

/** Nothing for what hangs from no text. */
function bitOf({ parent }: Y.Item, words: string): Bit[] {
  const root = isType(parent) ? rootOfType(parent) : null;
  return root === null ? [] : [{ root, block: parent, words }];
}

/** Together by the text they belong to; a line for each block. */
function gathered(all: readonly Bit[]): Orphan[] {
  const orphans = new Map<string, Bit>();
  for (const { root, block, words } of all) {
    if (words === '') continue;
    const known = orphans.get(rootOf(root));
    const before = known === undefined || known.block === block ? '' : '\n';
    orphans.set(rootOf(root), { root, words: `${known?.words ?? ''}${before}${words}`, block });
  }
  return [...orphans.values()].map(({ root, words }) => ({ root, words }));
}

type SharedType = Exclude<NonNullable<Y.Item['parent']>, Y.ID>;

/** Yjs names a parent that it has not found yet. */
export const isType = (parent: unknown): parent is SharedType => parent instanceof Y.AbstractType;

/** Whose text a part of it belongs to. */
export function rootOfType(type: SharedType): Root | null {
  let top = type;
  while (top._item !== null) {
    const { parent } = top._item;
    if (!isType(parent)) return null;
    top = parent;
  }
  return top.doc === null ? null : parseRoot(Y.findRootTypeKey(top));
}
