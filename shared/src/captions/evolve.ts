import type { RoomId } from '../ids.ts';
import { assertNever } from '../lib/assert-never.ts';
import { patch } from '../session/patch.ts';
import type { SessionState } from '../session/state.ts';
import type { CaptionsEvent } from './events.ts';

/** Applies what has happened about captions. What was said is in the log alone. */
export function evolveCaptions(state: SessionState, event: CaptionsEvent): SessionState {
  switch (event.type) {
    case 'captions.chosen':
      return patch(state, event.participant, (person) => ({ ...person, reads: event.language }));
    case 'captioner.named': {
      const captioners = new Set(state.captioners);
      if (event.named) captioners.add(event.participant);
      else captioners.delete(event.participant);
      return { ...state, captioners };
    }
    case 'transcripts.set':
      return { ...state, transcripts: event.kept };
    case 'captions.provided': {
      const { provided, languages: understood } = event;
      // Whoever cannot listen any more does not.
      return provided
        ? { ...state, provided, understood }
        : { ...state, provided, understood, ears: new Map(), stalled: new Set() };
    }
    case 'captions.automated':
      return event.ear === null
        ? withoutEar(state, event.room)
        : { ...state, ears: new Map(state.ears).set(event.room, { peer: event.ear, from: state.seq }) };
    case 'captions.stalled': {
      const stalled = new Set(state.stalled);
      if (event.stalled) stalled.add(event.room);
      else stalled.delete(event.room);
      return { ...state, stalled };
    }
    case 'caption.said':
      return state;
    default:
      return assertNever(event);
  }
}

export function withoutEar(state: SessionState, room: RoomId): SessionState {
  if (!state.ears.has(room)) return state;
  const ears = new Map(state.ears);
  ears.delete(room);
  const stalled = new Set(state.stalled);
  stalled.delete(room);
  return { ...state, ears, stalled };
}
