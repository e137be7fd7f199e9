import type { Language } from '../session/people.ts';
import { type Presence, type SessionState, settledIn } from '../session/state.ts';
import type { Action, Actions } from './can.ts';
import { isCaptioner } from './captions.ts';
import type { CaptionsView } from './captions-shape.ts';
import { counted } from './counted.ts';
import { standingIn } from './outlets.ts';
import { speakersOfMore } from './tongues.ts';

type Allowed = <A extends Action>(action: A, target: Actions[A]) => boolean;

/** What was spoken from the beginning, and what is by those whom they see. */
function spokenBefore(state: SessionState, me: Presence, allowed: Allowed): Language[] {
  const seen = speakersOfMore(state).filter(
    (person) => person === me || allowed('participant.see', { participant: person.participant.id }),
  );
  return [...new Set([...state.languages, ...seen.flatMap(({ participant }) => participant.languages)])];
}

/** Captions in the room somebody stands in. */
export function captionsFor(state: SessionState, me: Presence, allowed: Allowed): CaptionsView | null {
  const room = settledIn(me)?.room;
  if (room === undefined) return null;
  const here = standingIn(state, room);
  return {
    reads: me.reads,
    languages: spokenBefore(state, me, allowed),
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
