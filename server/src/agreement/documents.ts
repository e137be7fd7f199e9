import type { DocumentRef, RichText } from '@parley/shared/agreement';
import type { ClauseId, ConnectionId, ParticipantId } from '@parley/shared/ids';
import type { Language } from '@parley/shared/session';
import type { SessionActor } from '../session/actor.ts';

/** Who opens a document: a participant on the line they ask from. */
export interface Opening {
  readonly participant: ParticipantId;
  readonly connection: ConnectionId;
  readonly document: DocumentRef;
  /** The Yjs client id they wrote under before, which they may go on with; null for a new one. */
  readonly client: number | null;
}

/** The words of a clause in every language of its book. */
export type ClauseTexts = Readonly<Record<Language, RichText>>;
export interface ClauseWords {
  readonly clause: ClauseId;
  readonly texts: ClauseTexts;
}

/**
 * The words of one session's documents. Which clauses there are, and what is decided about them, is the session's;
 * whatever its log puts into a clause by value (`Clause.written`) is brought into the document here.
 */
export interface SessionDocuments {
  /** A ticket for the documents' socket, good once and for a minute. Rejects with what the policy says. */
  open(opening: Opening): Promise<{ readonly ticket: string; readonly client: number }>;

  /**
   * Reads clauses, in the order they are named, and lets nobody change their words until `decide` has ended, so that what
   * is decided there is decided about exactly these; where that puts others in their place, they are before anybody
   * writes on. `null` is every clause of the book, in its order. Rejects with
   * `document.unknown`, `clause.unknown`, or with whatever `decide` does.
   */
  withTexts<R>(
    document: DocumentRef,
    clauses: readonly ClauseId[] | null,
    decide: (texts: readonly ClauseWords[]) => Promise<R>,
  ): Promise<R>;

  /** Who wrote under these names, as far as anybody did. Rejects with `store.unavailable`. */
  writers(document: DocumentRef, clients: readonly number[]): Promise<ReadonlyMap<number, ParticipantId>>;

  /** Told of each document in which somebody writes, and of each that was read from the store. */
  onWritten(listener: (document: DocumentRef) => void): void;

  /** Somebody's link holds no more: their connections end at once, also while that cannot be stored. */
  cutOff(participant: ParticipantId): void;

  /** Every connection ends; what was acknowledged is stored. */
  close(): Promise<void>;
}

export interface Documents {
  /** Follows a session that comes to work on this server. */
  of(actor: SessionActor): SessionDocuments;
}
