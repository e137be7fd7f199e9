import type { ErrorCode } from '../errors/index.ts';
import type { ParticipantId, RoomId } from '../ids.ts';
import type { SessionEvent } from '../session/events.ts';
import { create, evolve } from '../session/evolve.ts';
import type { Participant } from '../session/people.ts';
import { arrivalRoom } from '../session/rooms.ts';
import type { SessionState } from '../session/state.ts';
import {
  applicant,
  connection,
  created,
  device,
  participant,
  peer,
  producer,
  respondent,
  room,
} from '../session/testing.ts';
import { type Action, type Actions, can } from './can.ts';

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

const situations: readonly Situation[] = actorNames.flatMap((actor) =>
  placeNames.flatMap((place) => phaseNames.map((phase) => ({ actor, place, phase }))),
);

/** The first reason that denies it, in plain conditions over the three words of a situation. */
export type Expectation = (s: Situation) => ErrorCode | null;

/** One line of the table: what is tried, in which circumstances, and what follows. */
export interface Row<A extends Action> {
  readonly target: Actions[A];
  /** What has happened as well, if it matters. */
  readonly given?: readonly SessionEvent[];
  readonly denial: Expectation;
}
export type Rows<A extends Action> = { readonly [B in A]: readonly Row<B>[] };

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
    ...created,
    people: [
      participantX(actor),
      { ...someone, id: other, role: 'party', side: respondent },
      { ...someone, id: wisher, role: 'counsel', side: respondent },
      { ...someone, id: mate, role: 'counsel', side: applicant },
      { ...someone, id: guest, role: 'party', side: respondent },
      { ...someone, id: gone, role: 'party', side: respondent },
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

/** The conditions of the table, written a second time and without a look at the policy. */

export const first =
  (...checks: readonly Expectation[]): Expectation =>
  (s) =>
    checks.map((check) => check(s)).find((code) => code !== null) ?? null;
export const unless =
  (holds: (s: Situation) => boolean, code: ErrorCode): Expectation =>
  (s) =>
    holds(s) ? null : code;

export const always: Expectation = () => null;
export const never =
  (code: ErrorCode): Expectation =>
  () =>
    code;

const isIn =
  (...places: readonly Place[]) =>
  (s: Situation): boolean =>
    places.includes(s.place);

/** Whoever was put out has no say any more, whatever their role. */
export const notPutOut = unless((s) => s.place !== 'removed', 'participant.removed');

export const isConductor = (s: Situation): boolean =>
  ['mediator', 'co-mediator', 'lead'].includes(s.actor) && s.place !== 'removed';
export const conducts = first(
  unless((s) => ['mediator', 'co-mediator', 'lead'].includes(s.actor), 'role.not-allowed'),
  notPutOut,
);
/** A lead ends when its holder goes out, and with an adjournment. */
const leads = (s: Situation): boolean =>
  s.actor === 'lead' &&
  s.phase !== 'adjourned' &&
  ['expected', 'moving', 'plenary', 'arrival', 'caucus'].includes(s.place);
export const presides = first(
  unless((s) => s.actor === 'mediator' || leads(s), 'role.not-allowed'),
  notPutOut,
);
export const isMediator = first(
  unless((s) => s.actor === 'mediator', 'role.not-allowed'),
  notPutOut,
);
export const standsIn = unless((s) => ['co-mediator', 'lead'].includes(s.actor), 'role.not-allowed');
export const speaks = unless((s) => s.actor !== 'observer', 'role.not-allowed');
export const petitions = unless((s) => ['party', 'counsel'].includes(s.actor), 'role.not-allowed');
export const hasSide = (s: Situation): boolean =>
  ['party', 'counsel', 'interpreter of a side'].includes(s.actor);

export const isPlaced = isIn('moving', 'plenary', 'arrival', 'caucus');
export const placed = unless(isPlaced, 'room.not-in');
export const standing = first(
  placed,
  unless((s) => s.place !== 'moving', 'room.not-settled'),
);
export const inPlenary = unless(isIn('plenary'), 'room.not-in');
export const inCaucus = unless(isIn('caucus'), 'room.not-in');
/** In a room, or last in one, in their first epoch. */
export const hasStayed = unless(isIn('plenary', 'arrival', 'caucus', 'left'), 'epoch.stale');
/** With somebody who stands in the plenary. */
export const together = unless(isIn('plenary'), 'participant.not-in-room');

export const sessionOpen = first(
  unless((s) => s.phase !== 'scheduled', 'session.not-open'),
  unless((s) => s.phase !== 'adjourned', 'session.adjourned'),
);

type SessionAction =
  | 'session.enter'
  | 'session.leave'
  | 'session.adjourn'
  | 'session.resume'
  | 'session.lock'
  | 'house-rules.set'
  | 'lead.take'
  | 'lead.return'
  | 'lobby.see'
  | 'lobby.admit'
  | 'lobby.refuse'
  | 'participant.see'
  | 'participant.locate'
  | 'participant.remove'
  | 'participant.recall'
  | 'ready.set';
type RoomAction =
  | 'board.see'
  | 'caucus.open'
  | 'caucus.change'
  | 'people.move'
  | 'entry.see'
  | 'entry.admit'
  | 'entry.end'
  | 'joint.gather'
  | 'joint.close'
  | 'gathering.call-off'
  | 'wish.make'
  | 'wish.withdraw'
  | 'wish.decline'
  | 'room.tell';
type Of<Subject extends string> = Extract<Action, `${Subject}.${string}`>;
type DocumentAction = Of<'document' | 'clause' | 'template'>;
type CommentAction = Of<'comment' | 'version'>;
type InterpretingAction = Of<'interpreter' | 'channel' | 'booth' | 'handover' | 'manner' | 'floor' | 'pace'>;
type CaptionsAction = Of<'captions' | 'captioner' | 'transcripts' | 'caption'>;
type TermAction = Of<'glossary' | 'term'>;
type ProposalAction = Of<'proposal' | 'draft'>;
/** The table in parts, complete by their types: an action without a row does not compile. */
export type SessionRows = Rows<SessionAction>;
export type RoomRows = Rows<RoomAction>;
export type DocumentRows = Rows<DocumentAction>;
export type ProposalRows = Rows<ProposalAction>;
export type CommentRows = Rows<CommentAction>;
export type TermRows = Rows<TermAction>;
export type InterpretingRows = Rows<InterpretingAction>;
export type CaptionsRows = Rows<CaptionsAction>;
export type MediaRows = Rows<
  Exclude<
    Action,
    | SessionAction
    | RoomAction
    | DocumentAction
    | ProposalAction
    | CommentAction
    | InterpretingAction
    | CaptionsAction
    | TermAction
  >
>;

/** One part of the table as a list of actions with what `can` says beside what is stated. */
export function judge<A extends Action>(part: Rows<A>) {
  const actions = Object.keys(part).filter((name): name is A => Object.hasOwn(part, name));
  return actions.map((action) => {
    const rows: readonly Row<A>[] = part[action];
    const all = rows.flatMap((row, line) => situations.map((s) => ({ row, line, s })));
    return {
      action,
      said: () =>
        all.map(({ row, line, s }) => ({ line, ...s, answer: ask(stateOf(s, row.given), action, row) })),
      stated: all.map(({ row, line, s }) => ({ line, ...s, answer: row.denial(s) })),
      toStranger: rows.map(({ target }) =>
        can(stateOf(mediatorHere), participant('stranger'), action, target),
      ),
    };
  });
}

function ask<A extends Action>(state: SessionState, action: A, { target }: Row<A>): ErrorCode | null {
  const verdict = can(state, x, action, target);
  return verdict.kind === 'deny' ? verdict.code : null;
}

export const mediatorHere: Situation = { actor: 'mediator', place: 'plenary', phase: 'open' };
export const partyHere: Situation = { actor: 'party', place: 'plenary', phase: 'open' };
