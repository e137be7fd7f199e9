import { z } from 'zod';
import {
  ClauseId,
  CommentId,
  OwnTemplateId,
  ParticipantId,
  ProposalId,
  RoomId,
  SideId,
  VersionId,
} from '../ids.ts';
import { Language, MOST_PEOPLE } from '../session/people.ts';
import { Reason } from '../session/text.ts';
import { MAX_CLAUSES, Pen } from './book.ts';
import { Anchor, CommentText, Quote } from './comment.ts';
import { DocumentRef } from './document.ts';
import { TextHash } from './hash.ts';
import { Change, LapsedWhy } from './proposal.ts';
import { MAX_PUBLISHED, Published } from './publishing.ts';
import { RichText } from './rich-text.ts';
import { MAX_TEMPLATE_CLAUSES } from './templates/own.ts';
import { TemplateId } from './templates/template.ts';
import { FrozenClause, KeptWhy, VersionName } from './version.ts';

const by = ParticipantId;
const at = z.number().int();
const clause = ClauseId;

const remark = {
  document: DocumentRef,
  id: CommentId,
  by,
  at,
  side: SideId.nullable(),
  text: CommentText,
  mentions: z.array(ParticipantId).max(MOST_PEOPLE),
};

/**
 * What has happened to the agreement and to the drafts of caucuses. Words that a decision puts into a document are in
 * its event by value, so that the document can be given them again.
 */
export const AgreementEvent = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('agreement.started'),
    document: DocumentRef,
    by,
    at,
    /** Null: one of the organisation's own, which `own` names. */
    template: TemplateId.nullable(),
    own: OwnTemplateId.nullable().default(null),
    languages: z.array(Language).min(1).max(4),
    prevailing: Language,
    clauses: z
      .array(z.object({ id: ClauseId, pen: Pen, texts: z.record(Language, RichText) }))
      .max(MAX_CLAUSES),
  }),
  z.object({
    type: z.literal('clause.added'),
    document: DocumentRef,
    by,
    clause,
    after: ClauseId.nullable(),
    pen: Pen,
  }),
  z.object({ type: z.literal('clause.removed'), document: DocumentRef, by, clause }),
  z.object({
    type: z.literal('clause.moved'),
    document: DocumentRef,
    by,
    clause,
    after: ClauseId.nullable(),
  }),
  z.object({ type: z.literal('clause.handed'), by, clause, pen: Pen }),
  z.object({ type: z.literal('clause.proposed'), by, at, clause, side: SideId.nullable() }),
  /** `complete`: with this every side has agreed. */
  z.object({
    type: z.literal('clause.agreed'),
    by,
    at,
    clause,
    side: SideId,
    hash: TextHash,
    complete: z.boolean(),
  }),
  z.object({ type: z.literal('clause.disagreed'), by, at, clause, side: SideId, reason: Reason }),
  z.object({ type: z.literal('clause.reopened'), by, at, clause }),
  /** `without`: the sides that have not agreed to it, and are not bound by it. */
  z.object({ type: z.literal('clause.locked'), by, at, clause, without: z.array(SideId).default([]) }),
  z.object({ type: z.literal('side.excused'), by, at, side: SideId, reason: Reason }),
  z.object({ type: z.literal('side.asked'), by, at, side: SideId }),
  /** Somebody of a side that was excused has come; these clauses, agreed without it, are put to it. */
  z.object({ type: z.literal('side.came'), at, side: SideId, clauses: z.array(ClauseId).max(MAX_CLAUSES) }),
  /** With the side that was excused nobody else is asked: agreed as it stands. */
  z.object({ type: z.literal('clause.completed'), at, clause, without: SideId }),
  z.object({
    type: z.literal('clause.aligned'),
    by,
    at,
    clause,
    texts: z.record(Language, z.string()),
  }),
  z.object({
    type: z.literal('proposal.made'),
    by,
    at,
    id: ProposalId,
    side: SideId.nullable(),
    change: Change,
    base: z.record(Language, z.string()),
    note: Reason,
    /** The one it counters, which is answered with it. */
    counters: ProposalId.nullable(),
  }),
  /** `complete`: with this everybody asked has accepted, and its words are put into the document. */
  z.object({
    type: z.literal('proposal.accepted'),
    by,
    at,
    proposal: ProposalId,
    side: SideId,
    complete: z.boolean(),
  }),
  z.object({
    type: z.literal('proposal.refused'),
    by,
    at,
    proposal: ProposalId,
    side: SideId,
    reason: Reason,
  }),
  z.object({ type: z.literal('proposal.withdrawn'), by, at, proposal: ProposalId }),
  /** With the side that was excused nobody else is asked: its words are put into the document. */
  z.object({ type: z.literal('proposal.completed'), at, proposal: ProposalId }),
  /** With the side that was excused nobody else is asked, and it cannot be done. */
  z.object({
    type: z.literal('proposal.lapsed'),
    at,
    proposal: ProposalId,
    without: SideId,
    why: LapsedWhy,
  }),
  /** Words of a caucus's draft, by value: new clauses of the agreement, or, of a side, what it proposes. */
  z.object({
    type: z.literal('draft.published'),
    by,
    at,
    room: RoomId,
    side: SideId.nullable(),
    after: ClauseId.nullable(),
    /** Of exactly what was previewed. */
    hash: TextHash,
    clauses: z.array(Published).min(1).max(MAX_PUBLISHED),
  }),
  /** Words of these clauses, without what is of this case alone, for the organisation's templates. */
  z.object({
    type: z.literal('template.kept'),
    by,
    at,
    template: OwnTemplateId,
    clauses: z.array(ClauseId).min(1).max(MAX_TEMPLATE_CLAUSES),
    /** Of exactly what was previewed. */
    hash: TextHash,
  }),
  z.object({
    type: z.literal('comment.made'),
    ...remark,
    clause,
    language: Language,
    anchor: Anchor,
    quote: Quote,
    /** The room it is of, or null: everyone's. */
    room: RoomId.nullable(),
  }),
  z.object({ type: z.literal('comment.answered'), ...remark, comment: CommentId }),
  z.object({
    type: z.literal('comment.resolved'),
    document: DocumentRef,
    by,
    at,
    comment: CommentId,
    resolved: z.boolean(),
  }),
  /** The whole document by value, so that it can be read again as it was. */
  z.object({
    type: z.literal('version.kept'),
    document: DocumentRef,
    id: VersionId,
    name: VersionName.nullable(),
    why: KeptWhy.nullable().default(null),
    by: by.nullable(),
    at,
    hash: TextHash,
    languages: z.array(Language).min(1).max(4),
    prevailing: Language,
    clauses: z.array(FrozenClause).max(MAX_CLAUSES),
  }),
  /** All clauses as they stand afterwards, with the words by value that come back; what is not among them is taken out. */
  z.object({
    type: z.literal('version.restored'),
    document: DocumentRef,
    by,
    at,
    version: VersionId,
    clauses: z.array(z.object({ id: ClauseId, texts: z.record(Language, RichText) })).max(MAX_CLAUSES),
  }),
]);
export type AgreementEvent = z.infer<typeof AgreementEvent>;
export type ProposalEvent = Extract<AgreementEvent, { type: `proposal.${string}` | 'draft.published' }>;

export type CommentEvent = Extract<AgreementEvent, { type: `comment.${string}` }>;

const types: { readonly [T in AgreementEvent['type']]: true } = {
  'agreement.started': true,
  'clause.added': true,
  'clause.removed': true,
  'clause.moved': true,
  'clause.handed': true,
  'clause.proposed': true,
  'clause.agreed': true,
  'clause.disagreed': true,
  'clause.reopened': true,
  'clause.locked': true,
  'side.excused': true,
  'side.asked': true,
  'side.came': true,
  'clause.completed': true,
  'clause.aligned': true,
  'proposal.made': true,
  'proposal.accepted': true,
  'proposal.refused': true,
  'proposal.withdrawn': true,
  'proposal.completed': true,
  'proposal.lapsed': true,
  'draft.published': true,
  'template.kept': true,
  'comment.made': true,
  'comment.answered': true,
  'comment.resolved': true,
  'version.kept': true,
  'version.restored': true,
};

export const isAgreementEvent = <E extends { readonly type: string }>(
  event: E,
): event is Extract<E, AgreementEvent> => Object.hasOwn(types, event.type);
