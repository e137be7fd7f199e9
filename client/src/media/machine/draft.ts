import type { Epoch } from '@parley/shared/ids';
import type { Direction } from '@parley/shared/sfu';
import type { Effect, Ice, State } from './state.ts';

type Mutable<T> = {
  -readonly [K in keyof T]: T[K] extends ReadonlyMap<infer A, infer B>
    ? Map<A, B>
    : T[K] extends ReadonlySet<infer A>
      ? Set<A>
      : T[K];
};

export const directions: readonly Direction[] = ['send', 'recv'];

/** A copy of a state in the making, and what has to be done; it never leaves `step`. */
export interface Draft extends Mutable<State> {
  readonly effects: Effect[];
}

export const draftOf = (state: State): Draft => ({
  ...state,
  outgoing: new Map(state.outgoing),
  incoming: new Map(state.incoming),
  clearing: new Set(state.clearing),
  refused: new Map(state.refused),
  setbacks: new Map(state.setbacks),
  waits: new Set(state.waits),
  effects: [],
});

/** Starts a timer unless it runs. */
export function wait(draft: Draft, name: string, ms: number): void {
  if (draft.waits.has(name)) return;
  draft.waits.add(name);
  draft.effects.push({ do: 'wait', name, ms });
}

/** 250 ms, doubled with each failure, up to `most`. */
export const backOff = (failures: number, most = 5_000): number => Math.min(250 * 2 ** failures, most);

/** The epoch of the room I stand in; null while I am in none, or on the way. */
export const epochOf = (state: State): Epoch | null =>
  state.me?.place.kind === 'room' ? state.me.place.epoch : null;

/** In a room or on the way to one: joining early makes the picture come sooner. */
export const placed = (state: State): boolean =>
  state.entered && (state.me?.place.kind === 'room' || state.me?.place.kind === 'moving');

/**
 * Nothing of this peer is left, here or in the browser, and what was refused to it may be granted to the next; a new
 * join follows if I still stand in a room.
 */
export function dropPeer(draft: Draft): void {
  if (draft.peer.kind !== 'none') draft.effects.push({ do: 'close-peer', key: draft.peer.key });
  draft.peer = { kind: 'none' };
  draft.outgoing.clear();
  draft.incoming.clear();
  draft.clearing.clear();
  draft.refused.clear();
  draft.early = [];
}

/**
 * A peer, or a join, that came to nothing: the next join waits a moment. What broke with the line is made again with
 * the next one, and says nothing about the SFU.
 */
export function giveUpPeer(draft: Draft): void {
  dropPeer(draft);
  if (!draft.up) return;
  draft.failures += 1;
  wait(draft, 'join', backOff(draft.failures));
}

/** The browser sets up one track more for its peer. */
export function countTrack(draft: Draft): void {
  if (draft.peer.kind === 'joined') draft.peer = { ...draft.peer, left: draft.peer.left - 1 };
}

export function setIce(draft: Draft, direction: Direction, change: Partial<Ice>): void {
  if (draft.peer.kind !== 'joined') return;
  const ice = { ...draft.peer.ice, [direction]: { ...draft.peer.ice[direction], ...change } };
  draft.peer = { ...draft.peer, ice };
}

/** Whatever has carried anything yet is to be mended, though it may not have noticed that it is broken. */
export function mendAll(draft: Draft): void {
  if (draft.peer.kind !== 'joined') return;
  for (const direction of directions) {
    const { transport, repair } = draft.peer.ice[direction];
    const idle = repair === null || repair === 'resting';
    if (transport !== 'new' && transport !== 'closed' && idle) setIce(draft, direction, { repair: 'due' });
  }
}
