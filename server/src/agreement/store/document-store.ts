import type { DocumentRef } from '@parley/shared/agreement';
import type { ParticipantId, SessionId } from '@parley/shared/ids';

/** One document of one session. */
export interface DocumentKey {
  readonly session: SessionId;
  /** `agreement`, or the caucus whose draft it is. */
  readonly document: string;
}

export const keyOf = (session: SessionId, ref: DocumentRef): DocumentKey => ({
  session,
  document: ref.kind === 'agreement' ? ref.kind : ref.room,
});

/** An edit that is to be kept. */
export interface Row {
  readonly client: number;
  /** Null: the server itself. */
  readonly participant: ParticipantId | null;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly update: Uint8Array;
}

/** A document as it was stored. */
export interface Stored {
  /** How many edits it has taken. */
  readonly head: number;
  /** The newest snapshot; null: there is none. */
  readonly snapshot: { readonly upto: number; readonly state: Uint8Array } | null;
  /** Everything after the snapshot, in order. */
  readonly updates: readonly Uint8Array[];
}

/** What a document writes through: it alone, from where it was read. */
export interface DocumentLog {
  /**
   * Resolves when the edit is on disk, however long that takes: while the database is away it waits. Edits are kept in
   * the order in which they were given. Rejects with `AnotherWriter`; then the document is not what its writer
   * believes, and nothing more is kept.
   */
  append(row: Row): Promise<void>;
}

/** Where the words of documents are kept. */
export interface DocumentStore {
  /**
   * Reads a document, which is empty when there is none yet, and opens it for its one writer. Rejects with
   * `Refusal('store.unavailable')`, or with `DocumentBroken` where a row is missing.
   */
  open(key: DocumentKey): Promise<{ readonly stored: Stored; readonly log: DocumentLog }>;

  /** Whether this participant has written under this name before. Rejects with `store.unavailable`. */
  isOf(key: DocumentKey, client: number, participant: ParticipantId): Promise<boolean>;

  /** Who has which of these names. Rejects with `store.unavailable`. */
  writers(key: DocumentKey, clients: readonly number[]): Promise<ReadonlyMap<number, ParticipantId>>;

  /** A name that nobody has written under yet, for this participant. Rejects with `store.unavailable`. */
  newClient(key: DocumentKey, participant: ParticipantId): Promise<number>;

  /** Ends once what was given is stored, or the database stays away. */
  close(): Promise<void>;
}

/** Somebody else has written since: this writer's document is out of date. */
export class AnotherWriter extends Error {
  override readonly name = 'AnotherWriter';
}

/** An edit is missing, or a snapshot cannot be read. */
export class DocumentBroken extends Error {
  override readonly name = 'DocumentBroken';
}
