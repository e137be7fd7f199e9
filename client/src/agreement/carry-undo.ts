import * as Y from 'yjs';

type Step = Y.UndoManager['undoStack'][number];
type Ranges = Step['insertions'];

/** A sign by the name and the clock it was written under, wherever it is now. */
interface Sign {
  readonly client: number;
  readonly clock: number;
}

/**
 * What may be taken back goes along to a copy that takes the place of another: the same signs are there under the same
 * names. A step that took words away could bring them back only where the copy still knows them; elsewhere it would be
 * done by half, and is left behind.
 */
export function carryOver(from: Y.UndoManager, to: Y.UndoManager): void {
  for (const stack of ['undoStack', 'redoStack'] as const) {
    const steps = from[stack];
    from[stack] = [];
    to[stack] = steps.filter((step) => suits(step, from.doc, to.doc));
  }
}

/** Makes a step one of the other copy's; false where there is nothing in it, or more than could be done there. */
function suits(step: Step, before: Y.Doc, now: Y.Doc): boolean {
  const brought = signsIn(step.insertions)
    .map((sign) => lastOf(before, sign))
    .filter((sign) => isAlive(now, sign));
  const taken = signsIn(step.deletions).filter(
    (sign) => !Y.isDeleted(step.insertions, Y.createID(sign.client, sign.clock)) && !isRedone(before, sign),
  );
  const lacking = taken.filter((sign) => !isAlive(now, sign));
  if (brought.length === 0 || lacking.length > 0) return false;
  step.insertions.clients = rangesOf(brought);
  step.deletions.clients = new Map();
  return true;
}

const signsIn = ({ clients }: Ranges): Sign[] =>
  [...clients].flatMap(([client, ranges]) =>
    ranges.flatMap(({ clock, len }) =>
      Array.from({ length: len }, (_, index) => ({ client, clock: clock + index })),
    ),
  );

function rangesOf(signs: readonly Sign[]): Ranges['clients'] {
  const clients: Ranges['clients'] = new Map();
  for (const [client, own] of Map.groupBy(signs, (sign) => sign.client)) {
    const ranges: { clock: number; len: number }[] = [];
    for (const { clock } of own.toSorted((one, other) => one.clock - other.clock)) {
      const last = ranges.at(-1);
      if (last !== undefined && last.clock + last.len === clock) last.len += 1;
      else ranges.push({ clock, len: 1 });
    }
    clients.set(client, ranges);
  }
  return clients;
}

function itemAt(doc: Y.Doc, { client, clock }: Sign): Y.Item | null {
  const structs = doc.store.clients.get(client) ?? [];
  const struct = clock < Y.getState(doc.store, client) ? structs[Y.findIndexSS(structs, clock)] : undefined;
  return struct instanceof Y.Item ? struct : null;
}

const isAlive = (doc: Y.Doc, sign: Sign): boolean => itemAt(doc, sign)?.deleted === false;
const isRedone = (doc: Y.Doc, sign: Sign): boolean => (itemAt(doc, sign)?.redone ?? null) !== null;

/** What was undone and done again is there under another clock. */
function lastOf(doc: Y.Doc, sign: Sign): Sign {
  let last = sign;
  for (let item = itemAt(doc, last); item !== null && item.redone !== null; item = itemAt(doc, last))
    last = { client: item.redone.client, clock: item.redone.clock + (last.clock - item.id.clock) };
  return last;
}
