import { type PersonView, type SessionView, writtenAlong } from '@parley/shared/policy';
import { type Language, type Outlet, type Participant, type Side, sideOf } from '@parley/shared/session';
import { isHere } from '../../session/here.ts';
import type { LineState } from '../../session/line-state.ts';

/** Somebody who hears what is said here. */
export interface Listener {
  readonly person: PersonView;
  /** On the way out: until the SFU has confirmed it they might still hear. */
  readonly leaving: boolean;
}

/** What keeps everyone who is here from hearing me: where my own voice goes, as an interpreter. */
type Unheard = Exclude<Outlet, { readonly to: 'room' }>;

/** Who can hear me just now, by the server's own list; `private`: in a room that is not for everyone. */
export type Hearing =
  | { readonly kind: 'moving' }
  | { readonly kind: 'alone'; readonly coming: readonly Participant[] }
  /** Others are here, and none of them is one whom my voice is for. */
  | { readonly kind: 'unheard'; readonly outlet: Unheard; readonly coming: readonly Participant[] }
  | {
      readonly kind: 'channel';
      readonly language: Language;
      readonly listeners: readonly Listener[];
      readonly captions: boolean;
      readonly coming: readonly Participant[];
    }
  | {
      /** `captioned`: by nobody, and written along; `hushed`: held back until it is my turn. */
      readonly kind: 'open' | 'private' | 'booth' | 'captioned' | 'hushed' | 'muted' | 'observer' | 'unsure';
      readonly listeners: readonly Listener[];
      /** What I say is written along by the server: it hears me, whoever else does. */
      readonly captions: boolean;
      /** About to come in; they hear nothing yet. */
      readonly coming: readonly Participant[];
    };

export function hearing(view: SessionView, line: LineState): Hearing {
  const { place, powers, me, interpretation } = view;
  if (place.kind !== 'room') return { kind: 'moving' };
  const coming = comingIn(view);
  const listeners = listenersOf(view);
  const outlet: Outlet = interpretation?.mine?.outlet ?? { to: 'room' };
  const captions = isWrittenAlong(view, outlet);
  if (listeners.length === 0 && !captions) {
    return outlet.to === 'room' || peopleHere(view).length === 0
      ? { kind: 'alone', coming }
      : { kind: 'unheard', outlet, coming };
  }
  const heard = { listeners, captions, coming };
  if (!powers.speak) return { kind: 'observer', ...heard };
  if (interpretation?.turns?.hushed === true) return { kind: 'hushed', ...heard };
  if (me.microphone !== 'open') return { kind: 'muted', ...heard };
  if (line.kind !== 'online') return { kind: 'unsure', ...heard };
  if (listeners.length === 0) return { kind: 'captioned', ...heard };
  switch (outlet.to) {
    case 'channel':
      return { kind: 'channel', language: outlet.language, ...heard };
    case 'booth':
      return { kind: 'booth', ...heard };
    case 'room':
      return { kind: place.roomKind === 'plenary' ? 'open' : 'private', ...heard };
  }
}

/** The server listens in my room, and understands what I speak there; to partners it does not listen. */
const isWrittenAlong = ({ captions, powers, me }: SessionView, outlet: Outlet): boolean =>
  captions?.automatic === true &&
  powers.speak &&
  writtenAlong(captions.understood, outlet, me.participant) !== null;

/** Whether something of mine goes out to somebody, as far as is known. */
export function isHeard({ kind }: Hearing): boolean {
  switch (kind) {
    case 'open':
    case 'private':
    case 'channel':
    case 'booth':
    case 'captioned':
      return true;
    case 'moving':
    case 'alone':
    case 'unheard':
    case 'hushed':
    case 'muted':
    case 'observer':
    case 'unsure':
      return false;
  }
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

/** The languages in which what is said here is heard besides, by whoever listens to them; my own voice apart. */
export const interpretedInto = ({ interpretation, me }: SessionView): readonly Language[] =>
  (interpretation?.channels ?? []).flatMap(({ language, interpreter }) =>
    interpreter === me.participant.id ? [] : [language],
  );

/** The others in my room, always in the same order. */
export const peopleHere = (view: SessionView): readonly PersonView[] =>
  view.people.filter((person) => isHere(view, person));

/** Side by side, in the order of the sides; then those of none. */
export function bySide(
  listeners: readonly Listener[],
  sides: SessionView['sides'],
): readonly { readonly side: Side | null; readonly listeners: readonly Listener[] }[] {
  return [...sides, null]
    .map((side) => ({
      side,
      listeners: listeners.filter(({ person }) => sideOf(person.participant) === (side?.id ?? null)),
    }))
    .filter((group) => group.listeners.length > 0);
}
