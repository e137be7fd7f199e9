import { ParticipantId } from '@parley/shared/ids';
import { Participant } from '@parley/shared/session';
import { hasNeverCome } from '../oracle/roster.ts';
import { created, withThird } from '../cast.ts';
import { changed, withdrawLink } from '../office.ts';
import { unheard } from '../picks.ts';
import type { Random } from '../random.ts';
import type { Stage } from '../stage.ts';
import type { Operation } from './asking.ts';

/** What the office does about the case while its session goes on. Mostly the session is told at once. */

/** So many there are at most who were not there from the beginning. */
const MOST_ADDED = 3;

const original = new Set<string>(withThird.people.map(({ id }) => id));

async function tell(stage: Stage, random: Random): Promise<void> {
  if (random.chance(0.75)) await changed(stage);
  else stage.counters.add('changes that were not told');
}

export const addSomebody: Operation = async (stage, random) => {
  const { office } = stage;
  if (office.people.filter(({ id }) => !original.has(id)).length >= MOST_ADDED) return;
  const [left, right] = created.sides.map(({ id }) => id);
  const id = ParticipantId.parse(unheard('p-added'));
  const person = Participant.parse({
    id,
    name: unheard('name'),
    languages: random.one([['zh'], ['en'], ['zh', 'en'], ['zh', 'en', 'fr'], ['de']]),
    ...random.one([
      { role: 'counsel', side: left },
      { role: 'counsel', side: right },
      { role: 'interpreter', side: random.one([left, right, null]) },
      { role: 'observer' },
      { role: 'co-mediator' },
      // Of a side that the session does not have.
      { role: 'counsel', side: 'side-of-nobody' },
    ]),
  });
  office.add(person);
  stage.counters.add('people added');
  await tell(stage, random);
};

/** A name that was mistyped, or what somebody speaks. */
export const correctSomebody: Operation = async (stage, random) => {
  const { office } = stage;
  const person = random.maybe(office.people);
  if (person === undefined) return;
  const { id, role } = person;
  const others =
    role === 'interpreter' ? [['zh', 'en'], ['zh', 'en', 'fr'], ['zh', 'fr'], ['zh']] : [['zh'], ['en']];
  const languages = random.chance(0.25) ? (random.maybe(others) ?? person.languages) : person.languages;
  office.correct(id, { name: random.chance(0.7) ? unheard('name') : person.name, languages });
  await tell(stage, random);
};

export const renameSession: Operation = async (stage, random) => {
  const { office } = stage;
  if (random.chance(0.5)) office.title = unheard('session');
  else
    office.sides = office.sides.map((side) =>
      random.chance(0.5) ? { ...side, name: unheard('side') } : side,
    );
  await tell(stage, random);
};

/** Mostly somebody who has not come; of those who were there from the beginning hardly anybody. */
export const dismissSomebody: Operation = async (stage, random) => {
  const { office, world } = stage;
  const isNew = (id: string): boolean => !original.has(id);
  const mayGo = office.people.filter(({ id, role }) => {
    const soul = world.souls.get(id);
    const isExpected = soul === undefined || hasNeverCome(soul);
    return isNew(id)
      ? isExpected || random.chance(0.2)
      : role !== 'mediator' && isExpected && random.chance(0.1);
  });
  const person = random.maybe(mayGo);
  if (person === undefined) return;
  office.dismiss(person.id);
  stage.counters.add('people who belong to the case no more');
  await withdrawLink(stage, person.id);
  await tell(stage, random);
};
