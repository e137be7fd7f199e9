import { type ParticipantId, type RoomId, SideId } from '../ids.ts';
import type { SessionEvent } from '../session/events.ts';
import { create, evolve } from '../session/evolve.ts';
import type { Participant } from '../session/people.ts';
import { arrivalRoom } from '../session/rooms.ts';
import type { SessionState } from '../session/state.ts';
import {
  applicant,
  connection,
  device,
  participant,
  peer,
  producer,
  respondent,
  room,
  third,
  withThird,
} from '../session/testing.ts';

export const actorNames = [
  'mediator',
  'co-mediator',
  'lead',
  'party',
  'counsel',
  'interpreter',
  'interpreter of a side',
  'recorder',
  'observer',
] as const;
/** What the one who asks is: a role, the co-mediator who has taken the lead, an interpreter with a side. */
export type ActorName = (typeof actorNames)[number];

export const placeNames = [
  'expected',
  'waiting',
  'refused',
  'moving',
  'plenary',
  'arrival',
  'caucus',
  'left',
  'removed',
] as const;
/** Where they are; `moving` is on the way into the plenary, `arrival` the room of the applicant's side. */
export type Place = (typeof placeNames)[number];

export const phaseNames = ['scheduled', 'open', 'adjourned'] as const;
export type PhaseName = (typeof phaseNames)[number];

export interface Situation {
  readonly actor: ActorName;
  readonly place: Place;
  readonly phase: PhaseName;
}

export const situations: readonly Situation[] = actorNames.flatMap((actor) =>
  placeNames.flatMap((place) => phaseNames.map((phase) => ({ actor, place, phase }))),
);

export const arrival = arrivalRoom(applicant).id;
export const caucus = room('caucus');
export const plenary = room('plenary');

/** Who asks. */
export const x = participant('x');
/** The respondent's party, in the plenary, with camera `camera`; their counsel there has made a wish. */
export const other = participant('other');
export const wisher = participant('wisher');
/** The applicant's counsel, in the caucus. */
export const mate = participant('mate');
/** The respondent's, waiting; another of theirs, removed. */
export const guest = participant('guest');
export const gone = participant('gone');
/** Of a third side, which has not come: its party. */
const absentee = participant('absentee');
/** A mediator and a co-mediator who have not come. */
export const chair = participant('chair');
export const second = participant('second');
/** On their way into the caucus from the plenary: one has to be let in, one is announced. */
export const knocker = participant('knocker');
export const caller = participant('caller');

const moves = (who: ParticipantId, to: RoomId, epoch = 1): SessionEvent => ({
  type: 'participant.moving',
  participant: who,
  by: x,
  to,
  epoch,
});
export const stands = (who: ParticipantId, where: RoomId): readonly SessionEvent[] => [
  moves(who, where),
  { type: 'participant.settled', participant: who, room: where, epoch: 1 },
];
export const waits = (who: ParticipantId): SessionEvent => ({
  type: 'participant.waiting',
  participant: who,
  at: 1,
  returnTo: null,
});
export const online = (who: ParticipantId): SessionEvent => ({
  type: 'participant.connected',
  participant: who,
  connection: connection(`c-${who}`),
  device: device(`d-${who}`),
});
/** An interpreter who is off the line, for this party alone. */
export const worksFor = (party: ParticipantId): SessionEvent => ({
  type: 'interpreter.assigned',
  participant: knocker,
  by: chair,
  languages: ['zh', 'en'],
  bound: { to: 'party', participant: party },
});
const removed = (who: ParticipantId): SessionEvent => ({
  type: 'participant.removed',
  participant: who,
  by: chair,
  reason: '',
});

function participantX(actor: ActorName): Participant {
  const person = { id: x, name: 'X', languages: ['zh', 'en'] };
  switch (actor) {
    case 'mediator':
    case 'co-mediator':
    case 'recorder':
    case 'observer':
      return { ...person, role: actor };
    case 'lead':
      return { ...person, role: 'co-mediator' };
    case 'party':
    case 'counsel':
      return { ...person, role: actor, side: applicant };
    case 'interpreter':
      return { ...person, role: 'interpreter', side: null };
    case 'interpreter of a side':
      return { ...person, role: 'interpreter', side: applicant };
  }
}

function comesTo(place: Place): readonly SessionEvent[] {
  switch (place) {
    case 'expected':
      return [];
    case 'waiting':
      return [waits(x)];
    case 'refused':
      return [{ type: 'participant.refused', participant: x, by: chair, reason: '' }];
    case 'moving':
      return [moves(x, plenary)];
    case 'plenary':
      return stands(x, plenary);
    case 'arrival':
      return stands(x, arrival);
    case 'caucus':
      return stands(x, caucus);
    case 'left':
      return [...stands(x, plenary), { type: 'participant.left', participant: x }];
    case 'removed':
      return [...stands(x, plenary), removed(x)];
  }
}

function goesInto(phase: PhaseName): readonly SessionEvent[] {
  const opened: readonly SessionEvent[] = [
    { type: 'session.opened', at: 1 },
    { type: 'joint.opened', at: 1 },
  ];
  switch (phase) {
    case 'scheduled':
      return [];
    case 'open':
      return opened;
    case 'adjourned':
      return [...opened, { type: 'session.adjourned', by: chair, note: '' }];
  }
}

const entering = (
  who: ParticipantId,
  consent: { kind: 'asked' } | { kind: 'announced'; due: number },
): SessionEvent => ({ type: 'entry.announced', participant: who, by: chair, room: caucus, at: 1, consent });
const camera = (owner: ParticipantId, name: string): SessionEvent => ({
  type: 'producer.opened',
  participant: owner,
  producer: producer(name),
  source: 'camera',
  room: plenary,
  epoch: 1,
});

/** The session in which `x` asks. */
export function stateOf(
  { actor, place, phase }: Situation,
  given: readonly SessionEvent[] = [],
): SessionState {
  const someone = { name: 'N', languages: ['zh'] };
  const state = create({
    ...withThird,
    people: [
      participantX(actor),
      { ...someone, id: other, role: 'party', side: respondent },
      { ...someone, id: wisher, role: 'counsel', side: respondent },
      { ...someone, id: mate, role: 'counsel', side: applicant },
      { ...someone, id: guest, role: 'party', side: respondent },
      { ...someone, id: gone, role: 'party', side: respondent },
      { ...someone, id: absentee, role: 'party', side: third },
      { ...someone, id: chair, role: 'mediator' },
      { ...someone, id: second, role: 'co-mediator' },
      { ...someone, id: knocker, role: 'interpreter', side: null },
      { ...someone, id: caller, role: 'recorder' },
    ],
  });
  const events: readonly SessionEvent[] = [
    ...(actor === 'lead' ? [{ type: 'lead.taken', by: x } as const] : []),
    ...goesInto(phase),
    { type: 'caucus.opened', by: chair, room: caucus, title: 'C', at: 1, endsAt: null },
    ...[other, wisher, knocker, caller].flatMap((who) => stands(who, plenary)),
    ...stands(mate, caucus),
    { type: 'wish.made', participant: wisher, kind: 'caucus', note: '', at: 1 },
    waits(guest),
    removed(gone),
    entering(knocker, { kind: 'asked' }),
    entering(caller, { kind: 'announced', due: 3_001 }),
    camera(other, 'camera'),
    ...comesTo(place),
    { type: 'media.joined', participant: x, peer: peer('x') },
    camera(x, 'mine'),
    ...given,
  ];
  return events.reduce(evolve, state);
}

export const mediatorHere: Situation = { actor: 'mediator', place: 'plenary', phase: 'open' };
export const partyHere: Situation = { actor: 'party', place: 'plenary', phase: 'open' };

export const nobodysSide = SideId.parse('no-such-side');

/** The others go on without it. */
export const excused = (side: SideId): SessionEvent => ({
  type: 'side.excused',
  by: chair,
  at: 1,
  side,
  reason: '',
});
