import type { ParticipantId } from '@parley/shared/ids';
import type { Participant, Roster, SessionCreated, SessionEvent } from '@parley/shared/session';
import { created, linkOf } from './cast.ts';
import type { Stage } from './stage.ts';
import { turn } from './turn.ts';

/** What happens when the session follows its case. */
export const OF_THE_ROSTER: ReadonlySet<string> = new Set<SessionEvent['type']>([
  'session.corrected',
  'people.invited',
  'participant.corrected',
  'participant.dismissed',
]);

/** What the rows of the case say of the session played, which the office changes while it goes on. */
export class Office {
  title: string;
  readonly kind: Roster['kind'];
  readonly organisation: string;
  readonly startsAt: number;
  sides: Roster['sides'];
  people: readonly Participant[];

  constructor({ title, kind, organisation, startsAt, sides, people }: SessionCreated) {
    this.title = title;
    this.kind = kind;
    this.organisation = organisation;
    this.startsAt = startsAt;
    this.sides = sides;
    this.people = people;
  }

  add(person: Participant): void {
    this.people = [...this.people, person];
  }

  correct(id: string, words: { readonly name: string; readonly languages: string[] }): void {
    this.people = this.people.map((person) => (person.id === id ? { ...person, ...words } : person));
  }

  dismiss(id: string): void {
    this.people = this.people.filter((person) => person.id !== id);
  }

  /** As somebody reads it at this moment. */
  roster(): Roster {
    const { title, kind, organisation, startsAt, sides, people } = this;
    return { title, kind, organisation, startsAt, sides, people: [...people] };
  }

  /** Who has a link that holds. */
  standing(): ReadonlySet<ParticipantId> {
    return new Set(this.people.map(({ id }) => id));
  }
}

/** The office has changed the case, and the session is told. */
export async function changed({ life }: Stage): Promise<void> {
  void life.registry.follow(created.id);
  await turn();
}

/** Somebody's link is withdrawn: whoever has come by it is dropped, and there or not they are cut off. */
export async function withdrawLink(
  { life: { registry, lines } }: Stage,
  participant: ParticipantId,
): Promise<void> {
  for (const line of lines.byLink(linkOf(participant))) line.drop('link.revoked');
  void registry.cutOff(created.id, participant);
  await turn();
}

/** Who belongs to the session by now and is not known there yet. */
export const strangers = ({ office, world }: Stage): ParticipantId[] =>
  office.people.map(({ id }) => id).filter((id) => !world.souls.has(id));
