import { onceFor } from '../lib/once-for.ts';
import type { Language } from '../session/people.ts';
import { type Presence, type SessionState, settledIn } from '../session/state.ts';
import type { Action, Actions } from './can.ts';
import { isCaptioner } from './captions.ts';
import type { CaptionsView } from './captions-shape.ts';
import { counted } from './counted.ts';
import { standingIn } from './outlets.ts';

type Allowed = <A extends Action>(action: A, target: Actions[A]) => boolean;

const spokenBy = onceFor(
  (people: SessionState['people']): ReadonlySet<Language> =>
    new Set([...people.values()].flatMap(({ participant }) => participant.languages)),
);

/** Captions in the room somebody stands in. */
export function captionsFor(state: SessionState, me: Presence, allowed: Allowed): CaptionsView | null {
  const room = settledIn(me)?.room;
  if (room === undefined) return null;
  const here = standingIn(state, room);
  return {
    reads: me.reads,
    languages: [...spokenBy(state.people)],
    captioners: here.filter((person) => isCaptioner(state, person)).map(({ participant }) => participant.id),
    kept: state.transcripts,
    automatic: state.ears.has(room),
    understood: state.understood && [...state.understood],
    stalled: state.stalled.has(room),
    mayAutomate: allowed('captions.automate', { room, on: true }),
    mayWrite: allowed('caption.write', {}),
    readers: allowed('captions.count', {})
      ? counted(here.flatMap((person) => (person === me ? [] : (person.reads ?? []))))
      : null,
  };
}
