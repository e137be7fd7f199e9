import { z } from 'zod';
import {
  Anchor,
  ClauseHistory,
  CommentText,
  DocumentKind,
  MAX_PUBLISHED,
  MAX_TEMPLATE_CLAUSES,
  OwnClause,
  Pen,
  ProposedTexts,
  Quote,
  TemplateId,
  TemplateTitle,
  TextHash,
  VersionContent,
  VersionName,
} from '../agreement/index.ts';
import { ErrorReply } from '../errors/index.ts';
import {
  AttemptId,
  ClauseId,
  CommentId,
  DeviceId,
  Epoch,
  FileId,
  MessageId,
  OwnTemplateId,
  ParticipantId,
  ProposalId,
  RoomId,
  SideId,
  VersionId,
} from '../ids.ts';
import { RoomCard } from '../policy/index.ts';
import { ChatText } from '../session/chat.ts';
import { RoomTitle } from '../session/events.ts';
import { FileName } from '../session/file.ts';
import { HouseRules } from '../session/house-rules.ts';
import { Language, MOST_PEOPLE } from '../session/people.ts';
import { printable, Reason } from '../session/text.ts';
import { WishKind } from '../session/wish.ts';
import { RtpCapabilities } from '../sfu/index.ts';
import { captionRequests } from './caption-requests.ts';
import { interpretingRequests } from './interpreting-requests.ts';
import { mediaRequests } from './media-requests.ts';
import { AuthoredMessage, type Notice, type NoticeName } from './notices.ts';
import { nothing, person } from './parts.ts';
import { OfferedTemplate } from './templates.ts';

const openedHere = z.strictObject({ open: z.literal(true), epoch: Epoch });
const people = z.array(ParticipantId).min(1).max(MOST_PEOPLE);
/** Those of opposing sides that the mover was shown and confirmed; see `Mixing`. */
const mixing = z.array(ParticipantId).max(MOST_PEOPLE).default([]);
/** Those who lack an interpreter, whom the one who brings them was shown and goes on without; see `Unserved`. */
const unserved = z.array(ParticipantId).max(MOST_PEOPLE).default([]);
/** Seconds in which everyone hears and sees that they are about to be brought together, and who else will hear them then. */
export const LEAST_COUNTDOWN = 3;
const minutes = z.number().int().min(1).max(600).nullable();

/** What a personal note may be: plain text, at most 20,000 UTF-16 units. */
export const NoteText = z.string().max(20_000).transform(printable);

/** My own note on a room, as I look it up from anywhere. */
export const PastNote = z.object({
  room: RoomCard,
  /** Nobody comes into that room any more. */
  closed: z.boolean(),
  writtenAt: z.number().int(),
  text: z.string(),
});
export type PastNote = z.infer<typeof PastNote>;

export const FileTicket = z.string().regex(/^[A-Za-z0-9_-]{43}$/);
/** Where the bytes of files go and come from; the ticket travels as `Authorization: Ticket …`. */
export const filesPath = '/api/files';

/** Where documents are written in, over a WebSocket of its own; the ticket travels as the subprotocol `parley.<ticket>`. */
export const documentsPath = '/api/documents';
export const DocumentTicket = z.string().regex(/^[A-Za-z0-9_-]{43}$/);
/** The Yjs client id a connection writes under; the server mints it. */
export const DocumentClient = z.number().int().min(1).max(4_294_967_295);
/** Names that are asked about at a time. */
export const MAX_WRITERS = 500;
/** The document I write in; `epoch` is compared for the draft of the caucus I stand in. */
const document = z.strictObject({ doc: DocumentKind, epoch: Epoch });
/** A clause of the agreement. */
const clause = z.strictObject({ clause: ClauseId });
const side = z.strictObject({ side: SideId });
const remark = { id: CommentId, text: CommentText, mentions: z.array(ParticipantId).max(50) };
const proposal = { proposal: ProposalId };
/** What I would have. A new clause gets its id from the server; any other is named with the words I have before me. */
/** Minted by the page: what comes again under the same one, after an answer that was lost, is done once. */
const attempt = { attempt: AttemptId };
const suggestion = z.strictObject({
  ...attempt,
  change: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('change'), ...clause.shape, hash: TextHash, texts: ProposedTexts }),
    z.strictObject({ kind: z.literal('remove'), ...clause.shape, hash: TextHash }),
    z.strictObject({ kind: z.literal('new'), after: ClauseId.nullable(), texts: ProposedTexts }),
  ]),
  note: Reason,
});
const languages = z
  .array(Language)
  .min(1)
  .max(4)
  .refine((all) => new Set(all).size === all.length, { message: 'names a language twice' });

/** What a document begins with. */
const beginning = document
  .extend({
    template: z.union([TemplateId, z.strictObject({ own: OwnTemplateId })]),
    languages,
    prevailing: Language,
  })
  .refine(({ languages: all, prevailing }) => all.includes(prevailing), {
    message: 'prevails, and is not a language of it',
  });

/** The longest message to the server, in UTF-16 units; a join with all of a browser's codecs is well under this. */
export const MAX_REQUEST_CHARS = 64 * 1024;
/** A frame longer than this ends its line before it is read. No page sends one: no unit takes more than three bytes. */
export const MAX_FRAME_BYTES = 512 * 1024;

/** What the socket's handshake carries: the personal link's token and which device this is. */
export const Handshake = z.strictObject({
  token: z.string().min(20).max(2_048),
  device: DeviceId,
  /** The person pressed a button here; an automatic reconnect does not take over from another device. */
  takeOver: z.boolean(),
});
export type Handshake = z.infer<typeof Handshake>;

const keptClauses = z
  .array(ClauseId)
  .min(1)
  .max(MAX_TEMPLATE_CLAUSES)
  .refine((all) => new Set(all).size === all.length, { message: 'a clause is named twice' });

/**
 * Browser to server: one table from which the types and the checks of every event come. Each is answered by an
 * acknowledgement `Reply`. Nobody names the room they act in: the server knows it, `epoch` is only compared. Who
 * conducts the session names the room that others are to be moved to or told something in. A key that does not belong
 * to a request is refused with it, not overlooked.
 */
export const requests = {
  'session.enter': { input: nothing, output: z.object({ rtpCapabilities: RtpCapabilities }) },
  'session.leave': { input: nothing, output: nothing },
  'session.adjourn': { input: z.strictObject({ note: Reason }), output: nothing },
  'session.resume': { input: nothing, output: nothing },
  /** Of several whoever does not wait any more is passed over. */
  'lobby.admit': { input: z.strictObject({ participants: people, unserved }), output: nothing },
  'lobby.refuse': { input: person.extend({ reason: Reason }), output: nothing },
  'participant.mute': { input: person, output: nothing },
  'participant.remove': { input: person.extend({ reason: Reason }), output: nothing },
  'participant.recall': { input: person, output: nothing },
  'session.lock': { input: z.strictObject({ locked: z.boolean() }), output: nothing },
  'house-rules.set': { input: HouseRules.strict(), output: nothing },
  'lead.take': { input: nothing, output: nothing },
  'lead.return': { input: nothing, output: nothing },
  'ready.set': { input: z.strictObject({ ready: z.boolean() }), output: nothing },
  'caucus.open': {
    input: z.strictObject({ title: RoomTitle, participants: people, minutes, mixing }),
    output: z.object({ room: RoomId }),
  },
  'caucus.rename': { input: z.strictObject({ room: RoomId, title: RoomTitle }), output: nothing },
  'caucus.time': { input: z.strictObject({ room: RoomId, minutes }), output: nothing },
  'caucus.close': { input: z.strictObject({ room: RoomId }), output: nothing },
  'people.move': {
    input: z.strictObject({ participants: people, to: RoomId, mixing, unserved }),
    output: nothing,
  },
  /** As somebody who stands in the room of this epoch. */
  'entry.admit': { input: person.extend({ epoch: Epoch }), output: nothing },
  'entry.end': { input: person, output: nothing },
  'joint.gather': {
    input: z.strictObject({ seconds: z.number().int().min(LEAST_COUNTDOWN).max(120), unserved }),
    output: nothing,
  },
  'joint.close': { input: nothing, output: nothing },
  'gathering.call-off': { input: nothing, output: nothing },
  'wish.make': { input: z.strictObject({ kind: WishKind, note: Reason }), output: nothing },
  'wish.withdraw': { input: nothing, output: nothing },
  'wish.decline': { input: person.extend({ reason: Reason }), output: nothing },
  /** Into one room, or, with null, into every room of the session. */
  'room.tell': { input: z.strictObject({ to: RoomId.nullable(), text: ChatText }), output: nothing },
  'hand.raise': { input: z.strictObject({ epoch: Epoch }), output: nothing },
  'hand.lower': { input: person, output: nothing },
  /** Opened for those in the room of this epoch, and for no others; closed wherever I am by then. */
  'microphone.set': {
    input: z.discriminatedUnion('open', [openedHere, z.strictObject({ open: z.literal(false) })]),
    output: nothing,
  },
  /** `id` is minted by the writer, so that sending again after a lost acknowledgement says it once. */
  'chat.say': {
    input: z.strictObject({ id: MessageId, epoch: Epoch, text: ChatText }),
    output: z.object({ message: AuthoredMessage }),
  },
  /** The newest 100 of my room, older than `before` when given; oldest first. */
  'chat.history': {
    input: z.strictObject({ epoch: Epoch, before: z.number().int().nullable() }),
    output: z.object({ messages: z.array(AuthoredMessage), more: z.boolean() }),
  },
  /**
   * Before a file is sent: answered with a ticket, good once and for a minute, that `files.upload` takes. `id` is the
   * line of chat it becomes, so that sending again after a lost answer shares it once.
   */
  'file.offer': {
    input: z.strictObject({ id: MessageId, epoch: Epoch, name: FileName, size: z.number().int().min(0) }),
    output: z.object({ ticket: FileTicket }),
  },
  /** Before a file of my room is read: a ticket that `files.download` takes. */
  'file.fetch': {
    input: z.strictObject({ epoch: Epoch, file: FileId }),
    output: z.object({ ticket: FileTicket }),
  },
  /** My own notes on the room I am in; nobody else ever reads them. */
  'note.read': { input: z.strictObject({ epoch: Epoch }), output: z.object({ text: z.string() }) },
  /** Into my notes on the room of this epoch, the one I am in or left last; answered once they are stored. */
  'note.write': { input: z.strictObject({ epoch: Epoch, text: NoteText }), output: nothing },
  /** My own notes on every room, for those who conduct; the newest first. */
  'note.review': { input: nothing, output: z.object({ notes: z.array(PastNote) }) },
  /** I have lost what I was told of the agreement: tell me the whole. */
  'agreement.again': { input: nothing, output: nothing },
  /** The organisation's own that this document can be begun with. */
  'agreement.templates': {
    input: document,
    output: z.object({ templates: z.array(OfferedTemplate) }),
  },
  'agreement.start': { input: beginning, output: nothing },
  /** In place of what stands there, which is kept as a version. */
  'agreement.restart': { input: beginning, output: nothing },
  /** After another clause, or, with null, before all. */
  'clause.add': {
    input: document.extend({ ...attempt, after: ClauseId.nullable(), pen: Pen }),
    output: z.object({ clause: ClauseId }),
  },
  'clause.remove': { input: document.extend({ clause: ClauseId }), output: nothing },
  'clause.move': {
    input: document.extend({ clause: ClauseId, after: ClauseId.nullable() }),
    output: nothing,
  },
  'clause.pen': { input: clause.extend({ pen: Pen }), output: nothing },
  'clause.propose': { input: clause, output: nothing },
  /** `hash` names the words that I have before me. */
  'clause.agree': { input: clause.extend({ hash: TextHash }), output: nothing },
  'clause.disagree': { input: clause.extend({ reason: Reason }), output: nothing },
  'clause.reopen': { input: clause, output: nothing },
  'clause.lock': { input: clause, output: nothing },
  /** A side of which nobody has come is asked for its word no more; it is again once it comes, or when I say so. */
  'side.excuse': { input: side.extend({ reason: Reason.pipe(z.string().min(1)) }), output: nothing },
  'side.ask': { input: side, output: nothing },
  /** Its texts in all languages, which `hash` names, say the same. */
  'clause.align': { input: clause.extend({ hash: TextHash }), output: nothing },
  /** What was decided about a clause, and what was proposed. */
  'clause.history': { input: clause, output: ClauseHistory },
  /** Other words, a new clause, or one less, for the others to answer. */
  'proposal.make': { input: suggestion, output: z.object({ proposal: ProposalId }) },
  /** Answers a proposal with another one about the same. */
  'proposal.counter': { input: suggestion.extend(proposal), output: z.object({ proposal: ProposalId }) },
  /** `hash` names the words that I have before me; null where the proposal is of a new clause. */
  'proposal.accept': { input: z.strictObject({ ...proposal, hash: TextHash.nullable() }), output: nothing },
  'proposal.refuse': { input: z.strictObject({ ...proposal, reason: Reason }), output: nothing },
  'proposal.withdraw': { input: z.strictObject(proposal), output: nothing },
  /**
   * Words of my caucus's draft into the agreement, by value: new clauses, or, of a side, proposals of new clauses.
   * `hash` names exactly the preview (see `publishedText`).
   */
  'draft.publish': {
    input: z.strictObject({
      ...attempt,
      epoch: Epoch,
      clauses: z
        .array(ClauseId)
        .min(1)
        .max(MAX_PUBLISHED)
        .refine((all) => new Set(all).size === all.length, { message: 'names a clause twice' }),
      after: ClauseId.nullable(),
      hash: TextHash,
    }),
    output: nothing,
  },
  /** `id` is minted by the writer, so that sending again after a lost answer says it once. */
  'comment.make': {
    input: document.extend({
      ...remark,
      clause: ClauseId,
      language: Language,
      anchor: Anchor,
      quote: Quote,
      /** For the room I stand in, or for everyone who may know of the document; on a draft it makes no difference. */
      scope: z.enum(['room', 'everyone']),
    }),
    output: nothing,
  },
  /** Clauses of the agreement as a template of the organisation would have them, without what is of this case alone. */
  'template.preview': {
    input: z.strictObject({ clauses: keptClauses }),
    output: z.object({ clauses: z.array(OwnClause) }),
  },
  /** Keeps them for the organisation's staff; `hash` names exactly what the preview shows. */
  'template.keep': {
    input: z.strictObject({ ...attempt, title: TemplateTitle, clauses: keptClauses, hash: TextHash }),
    output: z.object({ template: OwnTemplateId }),
  },
  'comment.answer': { input: document.extend({ ...remark, comment: CommentId }), output: nothing },
  'comment.resolve': {
    input: document.extend({ comment: CommentId, resolved: z.boolean() }),
    output: nothing,
  },
  /** Keeps the document as it is under a name. */
  'version.make': {
    input: document.extend({ ...attempt, name: VersionName }),
    output: z.object({ version: VersionId }),
  },
  /** Puts the document back to a version; `hash` is that of the whole text as I have it before me. */
  'version.restore': {
    input: document.extend({ version: VersionId, hash: TextHash }),
    output: nothing,
  },
  /** Of those who wrote under these names the ones that I see. */
  'document.writers': {
    input: document.extend({ clients: z.array(DocumentClient).max(MAX_WRITERS) }),
    output: z.object({
      writers: z.array(z.object({ client: DocumentClient, participant: ParticipantId })),
    }),
  },
  'version.read': { input: document.extend({ version: VersionId }), output: VersionContent },
  /** Before I write: a ticket for `documentsPath`, good once and for a minute, and the id I write under. */
  'document.open': {
    input: document.extend({ client: DocumentClient.nullable() }),
    output: z.object({ ticket: DocumentTicket, client: DocumentClient }),
  },
  ...interpretingRequests,
  ...captionRequests,
  /** For whoever is placed already, after a reload; answered after what a line that came back is told first. */
  ...mediaRequests,
} as const satisfies Record<string, { input: z.ZodType; output: z.ZodType }>;

export type RequestName = keyof typeof requests;
/** Those about the agreement and the drafts. */
export type AgreementRequestName = Extract<
  RequestName,
  | `agreement.${string}`
  | `clause.${string}`
  | `side.${string}`
  | `document.${string}`
  | `proposal.${string}`
  | `draft.${string}`
  | `comment.${string}`
  | `version.${string}`
  | `template.${string}`
>;
export type RequestInput<N extends RequestName> = z.input<(typeof requests)[N]['input']>;
export type RequestParsed<N extends RequestName> = z.output<(typeof requests)[N]['input']>;
export type RequestOutput<N extends RequestName> = z.output<(typeof requests)[N]['output']>;

export const replySchema = <T extends z.ZodType>(output: T) =>
  z.discriminatedUnion('ok', [
    z.object({ ok: z.literal(true), value: output }),
    z.object({ ok: z.literal(false), error: ErrorReply }),
  ]);
export type Reply<T> = { ok: true; value: T } | { ok: false; error: ErrorReply };

/** The event maps Socket.IO is typed with; both come from the tables above. */
export type ClientToServerEvents = {
  [N in RequestName]: (input: RequestInput<N>, reply: (reply: Reply<RequestOutput<N>>) => void) => void;
};
export type ServerToClientEvents = { [N in NoticeName]: (notice: Notice<N>) => void };
