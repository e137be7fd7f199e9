import { type Book, rootOf, type Written } from '@parley/shared/agreement';
import * as Y from 'yjs';
import { builtFrom } from './text/write.ts';
import { type Range, readUpdate } from './update/wire.ts';
import { type Change, pieceOf } from './update/write.ts';

/**
 * Names of people's clients have 32 bits; the words of the nth decision that put any into a document are written under
 * this and n. Everyone who reads it is told the name: the number of the event would count what happens elsewhere.
 */
const FIRST_SEED = 2 ** 33;
/** Under this and that number they stand in documents from before. */
const FIRST_BY_EVENT = 2 ** 32;

const isIn = ({ store }: Y.Doc, { turn, seq }: Pick<Written, 'turn' | 'seq'>): boolean =>
  [FIRST_SEED + turn, FIRST_BY_EVENT + seq].some((name) => Y.getState(store, name) > 0);

/**
 * What the session has decided about words and the document does not have yet, the earliest first. Each decision is
 * written under a name of its own, so that the document itself tells which of them it has.
 */
export function seedsFor(book: Book, doc: Y.Doc): readonly Change[] {
  const texts = book.clauses.flatMap(({ id, written }) =>
    Object.entries(written).map(([language, words]) => ({
      root: rootOf({ clause: id, language }),
      ...words,
    })),
  );
  const missing = texts.filter((words) => !isIn(doc, words));
  const byTurn = Map.groupBy(missing, ({ turn }) => turn);
  return [...byTurn]
    .toSorted(([one], [other]) => one - other)
    .map(([turn, each]) => seedOf(FIRST_SEED + turn, each, doc));
}

type Text = Readonly<{ root: string; text: Parameters<typeof builtFrom>[0] }>;

/** The new words in place of those that are there. */
function seedOf(client: number, texts: readonly Text[], doc: Y.Doc): Change {
  const scratch = new Y.Doc();
  scratch.clientID = client;
  for (const { root, text } of texts) scratch.getXmlFragment(root).insert(0, builtFrom(text));
  const words = Y.encodeStateAsUpdate(scratch);
  const [block] = readUpdate(words, Infinity).blocks;
  const pieces =
    block?.structs.map((struct) => pieceOf(words, client, { clock: struct.clock, struct })) ?? [];
  // Words that are none leave their mark too, or they would take away what people write later.
  if (pieces.length === 0) pieces.push({ clock: 0, length: 1, bytes: null });
  return { client, pieces, deletes: texts.flatMap(({ root }) => liveIn(doc.getXmlFragment(root))) };
}

/**
 * All that stands in a root, sign by sign: whoever wrote it is told by that that it was known to whoever decided, and not
 * that it went with something else.
 */
const liveIn = (root: Y.XmlFragment): Range[] =>
  rangesIn(root._start).toSorted((one, other) => one.client - other.client || one.clock - other.clock);

function rangesIn(first: Y.Item | null): Range[] {
  const ranges: Range[] = [];
  for (let item = first; item !== null; item = item.right) {
    if (item.deleted) continue;
    ranges.push({ client: item.id.client, clock: item.id.clock, length: item.length });
    if (item.content instanceof Y.ContentType) ranges.push(...rangesIn(item.content.type._start));
  }
  return ranges;
}
