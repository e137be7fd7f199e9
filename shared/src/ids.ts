import { z } from 'zod';

/** Ids are opaque, unguessable and branded: one cannot be passed where another is meant. */
const idOf = <B extends string>(brand: B) =>
  z
    .string()
    .regex(/^[A-Za-z0-9_-]{8,64}$/)
    .brand(brand);

export const CaseId = idOf('CaseId');
export type CaseId = z.infer<typeof CaseId>;
export const SessionId = idOf('SessionId');
export type SessionId = z.infer<typeof SessionId>;
export const RoomId = idOf('RoomId');
export type RoomId = z.infer<typeof RoomId>;
export const SideId = idOf('SideId');
export type SideId = z.infer<typeof SideId>;
export const ParticipantId = idOf('ParticipantId');
export type ParticipantId = z.infer<typeof ParticipantId>;
/** Someone named in a Case; in each of its Sessions they are a Participant. */
export const PersonId = idOf('PersonId');
export type PersonId = z.infer<typeof PersonId>;
/** A live socket. */
export const ConnectionId = idOf('ConnectionId');
export type ConnectionId = z.infer<typeof ConnectionId>;
/** One browser tab on one device: chosen by the client, it only tells two of a person's devices apart. */
export const DeviceId = idOf('DeviceId');
export type DeviceId = z.infer<typeof DeviceId>;
/** One media join of a participant: its two transports on the SFU. */
export const PeerId = idOf('PeerId');
export type PeerId = z.infer<typeof PeerId>;
export const ProducerId = idOf('ProducerId');
export type ProducerId = z.infer<typeof ProducerId>;
export const ConsumerId = idOf('ConsumerId');
export type ConsumerId = z.infer<typeof ConsumerId>;
export const MessageId = idOf('MessageId');
export type MessageId = z.infer<typeof MessageId>;
export const CaptionId = idOf('CaptionId');
export type CaptionId = z.infer<typeof CaptionId>;
export const FileId = idOf('FileId');
export type FileId = z.infer<typeof FileId>;
/** One keyed part of an agreement; the words it has in each language hang from it. */
export const ClauseId = idOf('ClauseId');
export type ClauseId = z.infer<typeof ClauseId>;
export const ProposalId = idOf('ProposalId');
export type ProposalId = z.infer<typeof ProposalId>;
export const CommentId = idOf('CommentId');
export type CommentId = z.infer<typeof CommentId>;
/** What somebody asks for once, however often it comes. */
export const AttemptId = idOf('AttemptId');
export type AttemptId = z.infer<typeof AttemptId>;
export const VersionId = idOf('VersionId');
export type VersionId = z.infer<typeof VersionId>;
/** A template that an organisation keeps for itself. */
export const OwnTemplateId = idOf('OwnTemplateId');
export type OwnTemplateId = z.infer<typeof OwnTemplateId>;
/** Of a case's glossary. */
export const TermId = idOf('TermId');
export type TermId = z.infer<typeof TermId>;
/** A personal join link; the signed token's `jti`. */
export const LinkId = idOf('LinkId');
export type LinkId = z.infer<typeof LinkId>;
export const StaffId = idOf('StaffId');
export type StaffId = z.infer<typeof StaffId>;

/** Grows by one with every move of a participant; whatever carries an older one is out of date. */
export const Epoch = z.number().int().min(0).max(1_000_000_000);
export type Epoch = z.infer<typeof Epoch>;

/** First in anything bound to a room, and in every log line about one. */
export interface Scope {
  readonly session: SessionId;
  readonly room: RoomId;
  readonly epoch: Epoch;
}
