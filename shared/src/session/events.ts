import { z } from 'zod';
import { AgreementEvent } from '../agreement/events.ts';
import { CaptionsEvent } from '../captions/events.ts';
import {
  CaseId,
  ConnectionId,
  DeviceId,
  Epoch,
  ParticipantId,
  PeerId,
  ProducerId,
  RoomId,
  SessionId,
} from '../ids.ts';
import { InterpretingEvent } from '../interpreting/events.ts';
import { ChatMessage } from './chat.ts';
import { HouseRules } from './house-rules.ts';
import { Source } from './media.ts';
import { Language, MediationKind, MOST_PEOPLE, Participant, PersonName, Side } from './people.ts';
import { lineOfText, Reason } from './text.ts';
import { WishKind } from './wish.ts';

/** What a caucus is called by those who may know of it. */
export const RoomTitle = lineOfText(60);

/** Everything a session needs to exist; its first event. */
export const SessionCreated = z.object({
  type: z.literal('session.created'),
  id: SessionId,
  caseId: CaseId,
  title: z.string().min(1).max(120),
  kind: MediationKind,
  organisation: z.string().min(1).max(120),
  startsAt: z.number().int(),
  plenary: RoomId,
  sides: z.array(Side).max(12),
  people: z.array(Participant).min(1).max(MOST_PEOPLE),
});
export type SessionCreated = z.infer<typeof SessionCreated>;

const about = { participant: ParticipantId };
const by = ParticipantId;
const at = z.number().int();

/**
 * What has happened. Stored in the session's hash-chained log before anyone is told; `evolve` turns them back
 * into the state. Forward only: a type is never renamed, a field never changes its meaning.
 */
export const SessionEvent = z.discriminatedUnion('type', [
  SessionCreated,
  /** The case calls it otherwise now. */
  z.object({
    type: z.literal('session.corrected'),
    ...SessionCreated.pick({ title: true, kind: true, organisation: true, startsAt: true }).shape,
    sides: z.array(Side.pick({ id: true, name: true })).max(12),
  }),
  /** They belong to the case now and are expected. */
  z.object({ type: z.literal('people.invited'), people: z.array(Participant).min(1).max(MOST_PEOPLE) }),
  /** They are called otherwise, or speak something else; who they are in the session stays as it was. */
  z.object({
    type: z.literal('participant.corrected'),
    ...about,
    name: PersonName,
    languages: z.array(Language).min(1).max(5),
  }),
  /** They belong to the case no more, and have never come. */
  z.object({ type: z.literal('participant.dismissed'), ...about }),
  z.object({ type: z.literal('session.opened'), at }),
  z.object({ type: z.literal('session.adjourned'), by, note: Reason }),
  z.object({ type: z.literal('session.resumed'), by, at }),
  z.object({
    type: z.literal('participant.connected'),
    ...about,
    connection: ConnectionId,
    device: DeviceId,
  }),
  z.object({ type: z.literal('participant.lost'), ...about, at }),
  z.object({ type: z.literal('participant.expired'), ...about }),
  z.object({
    type: z.literal('participant.waiting'),
    ...about,
    at,
    returnTo: RoomId.nullable().default(null),
  }),
  z.object({ type: z.literal('participant.refused'), ...about, by, reason: Reason }),
  z.object({ type: z.literal('participant.moving'), ...about, by, to: RoomId, epoch: Epoch }),
  z.object({ type: z.literal('participant.settled'), ...about, room: RoomId, epoch: Epoch }),
  /** The SFU has acknowledged that whoever is in no room any more is cut off from the one they were in. */
  z.object({ type: z.literal('participant.cut'), ...about }),
  z.object({ type: z.literal('participant.left'), ...about }),
  z.object({ type: z.literal('participant.removed'), ...about, by, reason: Reason }),
  z.object({ type: z.literal('participant.recalled'), ...about, by }),
  z.object({ type: z.literal('hand.raised'), ...about, at }),
  z.object({ type: z.literal('hand.lowered'), ...about, by }),
  z.object({ type: z.literal('microphone.opened'), ...about }),
  z.object({ type: z.literal('microphone.muted'), ...about, by }),
  /** On the way out of a private room to where people of several sides are, and somebody else sends them. */
  z.object({ type: z.literal('microphone.closed'), ...about, by }),
  z.object({ type: z.literal('media.joined'), ...about, peer: PeerId }),
  z.object({
    type: z.literal('producer.opened'),
    ...about,
    producer: ProducerId,
    source: Source,
    room: RoomId,
    epoch: Epoch,
  }),
  z.object({ type: z.literal('producer.closed'), producer: ProducerId }),
  /** The SFU that held these peers is gone, and their producers with it. */
  z.object({ type: z.literal('media.lost'), peers: z.array(PeerId).max(1000) }),
  z.object({ type: z.literal('chat.said'), message: ChatMessage }),
  z.object({ type: z.literal('ready.set'), ...about, ready: z.boolean() }),
  z.object({ type: z.literal('session.locked'), by, locked: z.boolean() }),
  z.object({ type: z.literal('house-rules.set'), by, rules: HouseRules }),
  z.object({ type: z.literal('lead.taken'), by }),
  z.object({ type: z.literal('lead.returned'), by }),
  z.object({
    type: z.literal('caucus.opened'),
    by,
    room: RoomId,
    title: RoomTitle,
    at,
    endsAt: at.nullable(),
  }),
  z.object({ type: z.literal('caucus.renamed'), by, room: RoomId, title: RoomTitle }),
  z.object({ type: z.literal('caucus.timed'), by, room: RoomId, endsAt: at.nullable() }),
  /** The session is adjourned, and with it stops the time this caucus was given; so much of it is left. */
  z.object({ type: z.literal('caucus.stopped'), room: RoomId, left: z.number().int().min(0) }),
  z.object({ type: z.literal('caucus.closed'), by, room: RoomId }),
  /** A mediator was told that these people, of opposing sides, would be in one private room, and confirmed it. */
  z.object({
    type: z.literal('sides.mixed'),
    by,
    room: RoomId,
    people: z.array(ParticipantId).max(MOST_PEOPLE),
  }),
  /** A mediator was told that these people lack an interpreter in the joint session, and goes on without. */
  z.object({ type: z.literal('interpreter.forgone'), by, people: z.array(ParticipantId).max(MOST_PEOPLE) }),
  z.object({
    type: z.literal('entry.announced'),
    ...about,
    by,
    room: RoomId,
    at,
    consent: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('announced'), due: at }),
      z.object({ kind: z.literal('asked') }),
    ]),
  }),
  z.object({ type: z.literal('entry.admitted'), ...about, by }),
  z.object({ type: z.literal('entry.ended'), ...about, by: by.nullable() }),
  z.object({
    type: z.literal('gathering.announced'),
    by,
    due: at,
    /** Who lacks an interpreter, and comes all the same. */
    without: z.array(ParticipantId).default([]),
  }),
  z.object({
    type: z.literal('gathering.called-off'),
    by: by.nullable(),
    /** For whose sake: those who would have come without an interpreter, and not all of them were foreseen. */
    unserved: z.array(ParticipantId).max(MOST_PEOPLE).default([]),
  }),
  z.object({ type: z.literal('joint.opened'), at }),
  z.object({ type: z.literal('joint.closed'), by }),
  z.object({ type: z.literal('wish.made'), ...about, kind: WishKind, note: Reason, at }),
  z.object({
    type: z.literal('wish.ended'),
    ...about,
    by: by.nullable(),
    outcome: z.enum(['granted', 'declined', 'withdrawn']),
    reason: Reason,
  }),
  AgreementEvent,
  InterpretingEvent,
  CaptionsEvent,
]);
export type SessionEvent = z.infer<typeof SessionEvent>;
