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
    case 'caption.said':
      return state;
    default:
      return assertNever(event);
  }
}
