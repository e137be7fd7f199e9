import { parseRoot, type Root, rootOf } from '@parley/shared/agreement';
import * as Y from 'yjs';

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
  return gathered(
    wordsOf(transaction.doc, client)
      .filter(({ clock }) => isIn(gone, clock) && !(clock < durable && isIn(meant, clock)))
      .map(({ item, words }) => ({ item, words })),
  );
}

type Range = Y.Transaction['deleteSet']['clients'] extends Map<number, (infer R)[]> ? R : never;

/** Words under this name that are in one copy, and found no place in the copy that took over from it. */
export function missingIn(next: Y.Doc, before: Y.Doc, client: number): Orphan[] {
  const there = next.store.clients.get(client) ?? [];
  const known = Y.getState(next.store, client);
  const isThere = (clock: number): boolean => {
    const struct = clock < known ? there[Y.findIndexSS(there, clock)] : undefined;
    return struct instanceof Y.Item && !struct.deleted;
  };
  return gathered(
    wordsOf(before, client)
      .filter(({ item }) => !item.deleted)
      .map(({ item, clock, words }) => ({
        item,
        words: Array.from({ length: words.length }, (_, index) =>
          isThere(clock + index) ? '' : words.charAt(index),
        ).join(''),
      })),
  );
}

/** Words under a name that were written from this clock on, and are in the text. */
export const writtenSince = (doc: Y.Doc, client: number, since: number): Orphan[] =>
  gathered(
    wordsOf(doc, client)
      .filter(({ item }) => !item.deleted)
      .map(({ item, clock, words }) => ({ item, words: words.slice(Math.max(0, since - clock)) })),
  );

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

/** Together by the text they belong to; a line for each block. */
function gathered(all: readonly Pick<Written, 'item' | 'words'>[]): Orphan[] {
  const orphans = new Map<string, Orphan & { readonly block: Y.Item['parent'] }>();
  for (const { item, words } of all) {
    const root = isType(item.parent) ? rootOfType(item.parent) : null;
    if (root === null || words === '') continue;
    const known = orphans.get(rootOf(root));
    const before = known === undefined || known.block === item.parent ? '' : '\n';
    orphans.set(rootOf(root), { root, words: `${known?.words ?? ''}${before}${words}`, block: item.parent });
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
