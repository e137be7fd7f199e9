import type { PersonView, SessionView } from '@parley/shared/policy';
import type { Participant } from '@parley/shared/session';
import { isHere } from '../../session/here.ts';
import type { LineState } from '../../session/model.ts';

/** Somebody who hears what is said here. */
export interface Listener {
  readonly person: PersonView;
  /** On the way out: until the SFU has confirmed it they might still hear. */
  readonly leaving: boolean;
}

/** Who can hear me just now, by the server's own list; `private`: in a room that is not for everyone. */
export type Hearing =
  | { readonly kind: 'moving' }
  | { readonly kind: 'alone'; readonly coming: readonly Participant[] }
  | {
      readonly kind: 'open' | 'private' | 'muted' | 'observer' | 'unsure';
      readonly listeners: readonly Listener[];
      /** About to come in; they hear nothing yet. */
      readonly coming: readonly Participant[];
    };

export function hearing(view: SessionView, line: LineState): Hearing {
  const { place, powers, me } = view;
  if (place.kind !== 'room') return { kind: 'moving' };
  const coming = comingIn(view);
  const listeners = listenersOf(view);
  if (listeners.length === 0) return { kind: 'alone', coming };
  if (!powers.speak) return { kind: 'observer', listeners, coming };
  if (me.microphone !== 'open') return { kind: 'muted', listeners, coming };
  if (line.kind !== 'online') return { kind: 'unsure', listeners, coming };
  return { kind: place.roomKind === 'plenary' ? 'open' : 'private', listeners, coming };
}

/** Exactly `hearers`, in their order: `viewFor` shows me everyone it names there. */
function listenersOf(view: SessionView): readonly Listener[] {
  const known = new Map(view.people.map((person) => [person.participant.id, person]));
  return view.hearers.flatMap((id) => {
    const person = known.get(id);
    return person === undefined ? [] : [{ person, leaving: !isHere(view, person) }];
  });
}

/** Whoever is about to come into the room I am in. */
function comingIn({ place, entries }: SessionView): readonly Participant[] {
  if (place.kind !== 'room') return [];
  return entries.filter(({ room }) => room === place.room).map(({ participant }) => participant);
}

/** The others in my room, always in the same order. */
export const peopleHere = (view: SessionView): readonly PersonView[] =>
  view.people.filter((person) => isHere(view, person));
