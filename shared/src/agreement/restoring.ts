import type { ClauseId } from '../ids.ts';
import type { ClauseState } from './clause-state.ts';

/**
 * What becomes of a clause when its document is put back to a version. Nothing that was locked changes, and nothing that
 * came later is taken from the sides once it was put to them: who conducts reopens it first.
 */
export type Fate =
  /** Says what it said then. */
  | 'same'
  /** Gets the words it had then; it is a draft again, and nobody has agreed to it. */
  | 'rewritten'
  /** Was taken out since, and comes back as a draft. */
  | 'back'
  /** Came later, and is taken out. */
  | 'out'
  /** Says something else than then, and stays as it is: it is locked. */
  | 'locked'
  /** Came later, and stays: it was put to the sides. */
  | 'stays';

export interface Restoration {
  /** Of every clause there is and every one there was. */
  readonly fates: ReadonlyMap<ClauseId, Fate>;
  /** How the clauses stand afterwards. */
  readonly order: readonly ClauseId[];
}

export function restoration(
  now: readonly { readonly id: ClauseId; readonly state: ClauseState }[],
  then: readonly ClauseId[],
  differs: (clause: ClauseId) => boolean,
): Restoration {
  const states = new Map(now.map(({ id, state }) => [id, state]));
  const fates = new Map<ClauseId, Fate>();
  for (const id of then) {
    const state = states.get(id);
    if (state === undefined) fates.set(id, 'back');
    else if (!differs(id)) fates.set(id, 'same');
    else fates.set(id, state === 'locked' ? 'locked' : 'rewritten');
  }
  const order = [...then];
  let before: ClauseId | null = null;
  for (const { id, state } of now) {
    if (!fates.has(id)) {
      fates.set(id, state === 'draft' ? 'out' : 'stays');
      if (state === 'draft') continue;
      // Behind the clause that it follows now.
      order.splice(before === null ? 0 : order.indexOf(before) + 1, 0, id);
    }
    before = id;
  }
  return { fates, order };
}
