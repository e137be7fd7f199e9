import type { DocumentRef } from '../agreement/document.ts';
import type { SideId } from '../ids.ts';
import { onceFor } from '../lib/once-for.ts';
import type { Participant } from '../session/people.ts';
import { type Presence, type SessionState, settledIn } from '../session/state.ts';
import { conducts, isPartyOf } from './roles.ts';

/** Everyone who conducts the session. */
export const conductorsOf = onceFor((people: SessionState['people']): readonly Presence[] =>
  [...people.values()].filter(({ participant: { role } }) => conducts(role)),
);

/** Who conducts the session; known to everyone from the invitation on. */
export const mediatorsOf = ({ people }: SessionState): readonly Participant[] =>
  conductorsOf(people).map(({ participant }) => participant);

/**
 * The parties of a side whom a new document may name. The agreement is between the parties and names all of them; it
 * is a mediator who begins it. A draft, which anybody in its caucus may begin, names no party who is not there. Neither
 * names a counsel, an interpreter, a recorder or an observer: of them the other side may not know.
 */
export const partiesNamedIn = (
  { people }: SessionState,
  document: DocumentRef,
  side: SideId,
): readonly Participant[] =>
  [...people.values()]
    .filter((person) => document.kind === 'agreement' || settledIn(person)?.room === document.room)
    .map(({ participant }) => participant)
    .filter((participant) => isPartyOf(participant, side));
