import type { ProducerId, RoomId } from '../ids.ts';
import type { Silence } from '../interpreting/silence.ts';
import { type Language, primaryOf } from '../session/people.ts';
import { isPresent, type Presence, type SessionState, settledIn } from '../session/state.ts';
import { isBoundElsewhere, isHeard, outletOf, standingIn, voicesInto } from './outlets.ts';

/** A language, and the room in which somebody listens to it. */
export interface Wanted {
  readonly room: RoomId;
  readonly language: Language;
}

/** Who listens to it there and is no interpreter, who might relay it; where people speak in turn there is nothing to hear. */
const listenersOf = (state: SessionState, { room, language }: Wanted): readonly Presence[] =>
  state.turns.has(room)
    ? []
    : standingIn(state, room).filter(
        ({ interpreting, listens, line }) =>
          interpreting === null && listens === language && line.kind !== 'offline',
      );

export const isWanted = (state: SessionState, wanted: Wanted): boolean =>
  listenersOf(state, wanted).length > 0;

/** Every language that somebody listens to where they stand. */
export function wantedIn(state: SessionState): readonly Wanted[] {
  const people = [...state.people.values()];
  const languages = [...new Set(people.flatMap(({ listens }) => listens ?? []))];
  return [...state.rooms.keys()]
    .flatMap((room) => languages.map((language) => ({ room, language })))
    .filter((wanted) => isWanted(state, wanted));
}

const isSame = (one: Wanted, other: Wanted): boolean =>
  one.room === other.room && one.language === other.language;

export const silenceOf = ({ silences }: SessionState, wanted: Wanted): Silence | undefined =>
  silences.find((each) => isSame(each, wanted));

/** Could interpret into it there. */
const servesHere = (person: Presence, { room, language }: Wanted): boolean =>
  settledIn(person)?.room === room &&
  person.interpreting?.languages.includes(language) === true &&
  !isBoundElsewhere(person, room);

export const isServedBySomebody = (state: SessionState, wanted: Wanted): boolean =>
  [...state.people.values()].some((person) => servesHere(person, wanted) && isPresent(person));

/** Somebody on the line interprets into it, with an open microphone. */
export const hasVoiceInto = (state: SessionState, { room, language }: Wanted): boolean =>
  voicesInto(state, room, language, null).some((voice) => isPresent(voice) && isHeard(state, voice));

/** What the sounds of a moment are to somebody who listens to a language in a room. */
export type Moment = 'rendered' | 'unrendered' | 'quiet';

/** Whose microphones are loud, and were so a while ago: whoever interprets goes on after the speaker has ended. */
export interface Sounds {
  readonly loud: ReadonlySet<ProducerId>;
  /** Those who are loud among them. */
  readonly lately: ReadonlySet<ProducerId>;
}

/**
 * An interpreter is heard by who listens to a language by its own channel, or by speaking to the whole room if they know
 * it. Into another channel they may render it or anything else: it is what was said in it if somebody lately spoke it. Of
 * everybody who does not interpret it is taken that they speak what all around them know, or else the language that the
 * case names first.
 */
export function momentOf(state: SessionState, { room, language }: Wanted, { loud, lately }: Sounds): Moment {
  const speaking = soundingIn(state, room, loud);
  const everybodyKnows = standingIn(state, room).every(
    (person) => person.interpreting !== null || knows(person, language),
  );
  const isSpokenBy = (people: readonly Presence[]): boolean =>
    floorOf(people).some((person) => everybodyKnows || isFirst(person, language));
  const wasSpoken = isSpokenBy(soundingIn(state, room, lately));
  const renders = (person: Presence): boolean => {
    if (person.interpreting?.languages.includes(language) !== true) return false;
    const outlet = outletOf(state, person);
    return outlet.to === 'room' || (outlet.to === 'channel' && (outlet.language === language || wasSpoken));
  };
  // Nobody needs to be told what they say themselves.
  const isHeardBySomebody = listenersOf(state, { room, language }).some((listener) =>
    floorOf(speaking).some((speaker) => speaker !== listener),
  );
  if (speaking.some(renders) || isSpokenBy(speaking)) return 'rendered';
  return isHeardBySomebody ? 'unrendered' : 'quiet';
}

const floorOf = (people: readonly Presence[]): readonly Presence[] =>
  people.filter(({ interpreting }) => interpreting === null);

const soundingIn = (
  state: SessionState,
  room: RoomId,
  sounding: ReadonlySet<ProducerId>,
): readonly Presence[] =>
  standingIn(state, room).filter(({ participant: { id } }) =>
    [...state.producers.values()].some(
      (producer) => producer.owner === id && producer.source === 'microphone' && sounding.has(producer.id),
    ),
  );

const knows = ({ participant: { languages } }: Presence, language: Language): boolean =>
  languages.some((own) => primaryOf(own) === primaryOf(language));

const isFirst = ({ participant: { languages } }: Presence, language: Language): boolean =>
  languages.slice(0, 1).some((own) => primaryOf(own) === primaryOf(language));

/** What an interpreter is told of the room they stand in. */
export const silencesBefore = (state: SessionState, me: Presence): readonly Silence[] =>
  state.silences.filter((silence) => servesHere(me, silence));

/** Whoever conducts is told wherever they stand, once it is theirs to know. */
export const silencesToConduct = ({ silences }: SessionState): readonly Silence[] =>
  silences.filter(({ told }) => told === 'conductors');

/** A silence ends with what it is about: nobody listens there any more, or in another way. */
export function withoutNeedless(state: SessionState): SessionState {
  if (state.silences.length === 0) return state;
  const silences = state.silences.filter((silence) => isWanted(state, silence));
  return silences.length === state.silences.length ? state : { ...state, silences };
}
