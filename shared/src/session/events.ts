import { z } from 'zod';
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
import { ChatMessage } from './chat.ts';
import { Source } from './media.ts';
import { MediationKind, Participant, Side } from './people.ts';
import { printable } from './text.ts';

/** A reason or note one person writes for another. */
export const Reason = z.string().max(300).transform(printable);

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
  people: z.array(Participant).min(1).max(200),
});
export type SessionCreated = z.infer<typeof SessionCreated>;

const about = { participant: ParticipantId };
const by = ParticipantId;

/**
 * What has happened. Stored in the session's hash-chained log before anyone is told; `evolve` turns them back
 * into the state. Forward only: a type is never renamed, a field never changes its meaning.
 */
export const SessionEvent = z.discriminatedUnion('type', [
  SessionCreated,
  z.object({ type: z.literal('session.opened'), at: z.number().int() }),
  z.object({ type: z.literal('session.adjourned'), by, note: Reason }),
  z.object({ type: z.literal('session.resumed'), by, at: z.number().int() }),
  z.object({
    type: z.literal('participant.connected'),
    ...about,
    connection: ConnectionId,
    device: DeviceId,
  }),
  z.object({ type: z.literal('participant.lost'), ...about, at: z.number().int() }),
  z.object({ type: z.literal('participant.expired'), ...about }),
  z.object({ type: z.literal('participant.waiting'), ...about, at: z.number().int() }),
  z.object({ type: z.literal('participant.refused'), ...about, by, reason: Reason }),
  z.object({ type: z.literal('participant.moving'), ...about, by, to: RoomId, epoch: Epoch }),
  z.object({ type: z.literal('participant.settled'), ...about, room: RoomId, epoch: Epoch }),
  z.object({ type: z.literal('participant.left'), ...about }),
  z.object({ type: z.literal('participant.removed'), ...about, by, reason: Reason }),
  z.object({ type: z.literal('participant.recalled'), ...about, by }),
  z.object({ type: z.literal('hand.raised'), ...about, at: z.number().int() }),
  z.object({ type: z.literal('hand.lowered'), ...about, by }),
  z.object({ type: z.literal('microphone.opened'), ...about }),
  z.object({ type: z.literal('microphone.muted'), ...about, by }),
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
]);
export type SessionEvent = z.infer<typeof SessionEvent>;
