import { directions, draftOf, placed } from './draft.ts';
import { plan } from './plan.ts';
import type { Effect, Event, MediaState, State } from './state.ts';
import { take } from './take.ts';

/** So many joins in a row without a connection, and the person is told; trying goes on. */
const FAILED_AFTER = 3;

/**
 * What an event makes of the media's state, and what has to be done about it. Pure: the same state and event
 * always give the same answer.
 */
export function step(before: State, event: Event): { state: State; effects: readonly Effect[] } {
  const draft = draftOf(before);
  take(draft, event);
  plan(draft);
  const { effects, ...state } = draft;
  return { state, effects };
}

/** Sound and picture reach this browser, or would if anyone sent any. */
export const receives = ({ peer }: State): boolean =>
  peer.kind === 'joined' && peer.ice.recv.transport === 'connected';

/** How far audio and video are, as the person is told. */
export function mediaState(state: State): MediaState {
  if (!placed(state)) return 'idle';
  if (state.failures >= FAILED_AFTER) return 'failed';
  const { peer } = state;
  if (peer.kind !== 'joined') return state.worked ? 'recovering' : 'joining';
  const broken = directions.some((direction) => {
    const { transport, repair } = peer.ice[direction];
    return (
      transport === 'failed' || transport === 'disconnected' || (repair !== null && transport !== 'connected')
    );
  });
  return broken ? 'recovering' : 'joined';
}
