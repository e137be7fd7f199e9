import { RoomId, SideId } from '@parley/shared/ids';
import type { PersonView, RoomCard, SessionView } from '@parley/shared/policy';
import type { Participant, Side } from '@parley/shared/session';
import { boardOf, person, powers, view } from '../fixtures.test-support.ts';

const sideId = { a: SideId.parse('side-applicant'), r: SideId.parse('side-respondent') };
export const sides: readonly [Side, Side] = [
  { id: sideId.a, kind: 'applicant', name: 'Li' },
  { id: sideId.r, kind: 'respondent', name: 'Haitian' },
];

const plain = person('me');
export const PLENARY = plain.room ?? RoomId.parse('room-0001');
export const ARRIVAL = { a: RoomId.parse('a-side-applicant'), r: RoomId.parse('a-side-respondent') };

const arrival = (side: 'a' | 'r'): RoomCard => ({
  id: ARRIVAL[side],
  kind: 'arrival',
  side: sideId[side],
  title: null,
  openedAt: null,
  endsAt: null,
});

type Somebody = Partial<PersonView>;
const as = (participant: Participant, over: Somebody): PersonView => person('x', { participant, ...over });
const known = (id: string) => {
  const { id: participant, name, languages } = person(id).participant;
  return { id: participant, name, languages };
};

export const party = (id: string, side: 'a' | 'r', over: Somebody = {}): PersonView =>
  as({ ...known(id), role: 'party', side: sideId[side] }, { room: ARRIVAL[side], ...over });
export const mediator = (id = 'me', over: Somebody = {}): PersonView =>
  as({ ...known(id), role: 'mediator' }, over);
export const coMediator = (id: string, over: Somebody = {}): PersonView =>
  as({ ...known(id), role: 'co-mediator' }, over);
export const neutral = (id: string, over: Somebody = {}): PersonView => person(id, over);

/** What a mediator sees of two sides in their arrival rooms, before the joint session, and these caucuses. */
export const conducted = (
  people: readonly PersonView[],
  caucuses: readonly RoomCard[] = [],
  over: Partial<SessionView> = {},
): SessionView =>
  view({
    sides: [...sides],
    me: mediator(),
    powers: { ...powers, conduct: true, preside: true },
    people: [...people],
    board: boardOf({}, [arrival('a'), arrival('r'), ...caucuses]),
    ...over,
  });
