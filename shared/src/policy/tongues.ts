import { onceFor } from '../lib/once-for.ts';
import type { Presence, SessionState } from '../session/state.ts';

/** Speaks what nobody did for whom the session was made. */
export const speaksMore = ({ languages }: SessionState, { participant }: Presence): boolean =>
  participant.languages.some((language) => !languages.has(language));

/** Which languages there are besides would tell of them whom not everyone sees. */
export const speakersOfMore = onceFor((state: SessionState): readonly Presence[] =>
  [...state.people.values()].filter((person) => speaksMore(state, person)),
);
