import { Refusal } from '@parley/shared/errors';
import type { FileId, MessageId, RoomId, SessionId } from '@parley/shared/ids';
import type { Span } from '@parley/shared/policy';
import type { Actor, BoothMessage, ChatMessage, KeptCaption, SessionEvent } from '@parley/shared/session';

/** What has happened in each session, in order: durable, and chained so that a changed row is found. */
export interface EventLog {
  /**
   * Adds `events` after the first `expectedSeq` of the session, all or none; resolves when they are on disk. `at` is
   * milliseconds since 1970. Rejects, and surely nothing was added, with `Refusal('store.unavailable')`,
   * `ConcurrentWriter`, `DuplicateMessage` or `Unstorable`; with `OutcomeUnknown` only `head` can tell.
   */
  append(
    session: SessionId,
    expectedSeq: number,
    events: readonly SessionEvent[],
    by: Actor,
    at: number,
  ): Promise<void>;

  /** Everything that happened, or an empty list. Rejects with `ChainBroken` where a row is not what was added. */
  load(session: SessionId): Promise<SessionEvent[]>;

  /** How many events a session has; 0 for one that is unknown. */
  head(session: SessionId): Promise<number>;

  /** Every session that has a log, the oldest first. */
  sessions(): Promise<SessionId[]>;

  /**
   * The newest `limit` lines of a room whose number in the session is within one of `spans` and of its kind, and
   * that are older than `before` (milliseconds since 1970; null: the newest of all), the oldest first. A page never ends
   * inside a millisecond: what shares the oldest line's `at` comes along, so that going on from that `at` leaves nothing
   * out.
   */
  chatHistory(
    of: { readonly session: SessionId; readonly room: RoomId; readonly spans: readonly Span[] },
    before: number | null,
    limit: number,
  ): Promise<ChatMessage[]>;

  /**
   * The newest `limit` captions of a room that were written within one of `spans` from their beginning to their end; else
   * as `chatHistory`.
   */
  captionHistory(
    of: { readonly session: SessionId; readonly room: RoomId; readonly spans: readonly Span[] },
    before: number | null,
    limit: number,
  ): Promise<KeptCaption[]>;

  findMessage(session: SessionId, id: MessageId): Promise<ChatMessage | null>;

  /** What interpreters wrote to each other in a room; as `chatHistory`. */
  boothHistory(
    of: { readonly session: SessionId; readonly room: RoomId; readonly spans: readonly Span[] },
    before: number | null,
    limit: number,
  ): Promise<BoothMessage[]>;

  findBoothMessage(session: SessionId, id: MessageId): Promise<BoothMessage | null>;

  /** The line of chat that shows a file, and its number in the session. */
  findFile(session: SessionId, file: FileId): Promise<{ message: ChatMessage; seq: number } | null>;

  /** What happened in a session as its `seq`th event; null when there is no such. */
  event(session: SessionId, seq: number): Promise<SessionEvent | null>;

  /** Reads a session's whole chain; resolves to its length, or rejects with `ChainBroken`. */
  verifyChain(session: SessionId): Promise<number>;
}

/** The connection broke while the database was committing: the events may or may not have been added. */
export class OutcomeUnknown extends Error {
  override readonly name = 'OutcomeUnknown';
}

/** Someone else has added to the session since: this writer's state is out of date. */
export class ConcurrentWriter extends Error {
  override readonly name = 'ConcurrentWriter';
}

/** A message of this id has been said in the session; asking again finds it. */
export class DuplicateMessage extends Refusal {
  constructor() {
    super('store.unavailable');
    this.name = 'DuplicateMessage';
  }
}

/** An event that would not read back as it is. A fault in the program: nothing may be told that replay cannot tell. */
export class Unstorable extends Error {
  override readonly name = 'Unstorable';
}

/** A stored row is missing, changed or out of order. */
export class ChainBroken extends Error {
  override readonly name = 'ChainBroken';
  readonly session: SessionId;
  /** The first row that does not fit. */
  readonly seq: number;

  constructor(session: SessionId, seq: number, what: string) {
    super(`the log of session ${session} is broken at ${seq}: ${what}`);
    this.session = session;
    this.seq = seq;
  }
}
