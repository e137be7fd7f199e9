import { ParticipantId, RoomId, SideId } from '@parley/shared/ids';
import type { Assignment } from '@parley/shared/policy';
import { describe, expect, it } from 'vitest';
import { boardOf, person, view } from '../fixtures.test-support.ts';
import { type Bound, boundOf, companionsAmong, languagesFor, partiesFor, valueOf } from './assigning.ts';

const side = (name: string) => SideId.parse(`side-${name}`);
const partyOf = (id: string, name: string) =>
  person(id, { participant: { ...person(id).participant, role: 'party', side: side(name) } });
const interpreterOf = (id: string, name: string | null) =>
  person(id, {
    participant: {
      ...person(id).participant,
      role: 'interpreter',
      side: name === null ? null : side(name),
      languages: ['zh', 'ko'],
    },
  });

const li = partyOf('li', 'one');
const zhou = partyOf('zhou', 'two');
const neutral = interpreterOf('xu', null);
const brought = interpreterOf('sun', 'one');
const assignment: Assignment = {
  participant: brought.participant.id,
  languages: ['ko', 'zh'],
  bound: { to: 'party', participant: li.participant.id },
};
const seen = view({
  people: [li, zhou, neutral, brought],
  board: boardOf({ interpreters: [assignment] }),
});

describe('an interpreter can be there', () => {
  it('for any party, and one whom a side brings for its own alone', () => {
    expect(partiesFor(seen, neutral)).toEqual([li, zhou]);
    expect(partiesFor(seen, brought)).toEqual([li]);
  });

  it('in what they have, what people speak, and Chinese and English, each named once', () => {
    expect(languagesFor(seen, assignment)).toEqual(['ko', 'zh', 'en']);
  });

  it.each<Bound>([
    { to: 'session' },
    { to: 'room', room: RoomId.parse('room-0009') },
    { to: 'party', participant: ParticipantId.parse('person-li') },
  ])('for what an option says: %j', (bound) => {
    expect(boundOf(valueOf(bound))).toEqual(bound);
  });
});

it('who comes along with a party is told of those in question alone', () => {
  const ids = [li, brought].map(({ participant }) => participant.id);
  expect([...companionsAmong(seen, ids)]).toEqual([[brought.participant.id, li]]);
  expect(companionsAmong(seen, [li.participant.id, zhou.participant.id]).size).toBe(0);
});
