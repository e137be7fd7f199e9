import type { Participant } from '@parley/shared/session';

/** Where an interpreter sends their voice: to the room, to those who interpret with them, or into a language. */
export type Voice = { readonly to: 'room' | 'booth' } | { readonly to: 'channel'; readonly language: string };

/** Whom they are there for. */
export type Patron =
  | { readonly to: 'session' }
  | { readonly to: 'room'; readonly room: string }
  | { readonly to: 'party'; readonly participant: string };

/** What an interpreter does. */
export interface Work {
  languages: readonly string[];
  patron: Patron;
  voice: Voice;
  /** When they last asked somebody to speak more slowly. */
  askedAt: number | null;
  /** Who heard them until one of these events, as long as nobody has said that the SFU follows. */
  fading: { readonly heardBy: ReadonlySet<string>; readonly after: number; readonly upTo: number } | null;
}

/** As the case has it: between the languages they are known to speak, for the one party of the side that brings them. */
export function workAtFirst(person: Participant, people: readonly Participant[]): Work | null {
  if (person.role !== 'interpreter') return null;
  const { languages, side } = person;
  const work: Work = {
    languages: [],
    patron: { to: 'session' },
    voice: { to: 'room' },
    askedAt: null,
    fading: null,
  };
  if (languages.length < 2) return work;
  const parties = people.filter((other) => other.role === 'party' && other.side === side);
  const [party] = parties;
  if (parties.length === 1 && party !== undefined) work.patron = { to: 'party', participant: party.id };
  return { ...work, languages };
}
