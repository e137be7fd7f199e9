import type { ColumnType, Generated } from 'kysely';
import type { CaseTables } from './case-tables.ts';

/** One thing that happened in a session. Rows are added, never changed. */
interface EventTable {
  session_id: string;
  /** From 1, without gaps. */
  seq: number;
  /** Milliseconds since 1970. */
  at: number;
  actor: ColumnType<unknown, string, never>;
  type: string;
  body: ColumnType<unknown, string, never>;
  /** The row before it, 32 bytes; zeros for the first. */
  prev_hash: Buffer;
  /** SHA-256 over this row and `prev_hash`. */
  hash: Buffer;
}

/** What the installation keeps about itself, such as its keys. */
interface SettingTable {
  name: string;
  value: Buffer;
}

/** What a person notes for themselves about a room. */
interface NoteTable {
  session_id: string;
  room_id: string;
  participant_id: string;
  text: string;
  /** Milliseconds since 1970. */
  written_at: number;
}

/** A body of text; see `documentKey`. */
interface DocumentTable {
  session_id: string;
  document: string;
  /** How many edits it has taken. */
  head: number;
}

/** One edit as it was taken. Rows go once a snapshot covers them. */
interface DocumentUpdateTable {
  session_id: string;
  document: string;
  /** From 1, without gaps. */
  seq: number;
  client: number;
  participant_id: string | null;
  /** Milliseconds since 1970. */
  at: number;
  update: Buffer;
}

/** A document as it was after `upto` edits. */
interface DocumentSnapshotTable {
  session_id: string;
  document: string;
  upto: number;
  state: Buffer;
}

/** Whose a name is that edits are written under. */
interface DocumentClientTable {
  session_id: string;
  document: string;
  client: number;
  participant_id: string;
}

/** The migrations that have been applied. */
interface MigrationTable {
  number: number;
  name: string;
  applied_at: Generated<Date>;
}

/** Every table, as the newest migration leaves it. */
export interface Database extends CaseTables {
  event: EventTable;
  setting: SettingTable;
  note: NoteTable;
  document: DocumentTable;
  document_update: DocumentUpdateTable;
  document_snapshot: DocumentSnapshotTable;
  document_client: DocumentClientTable;
  migration: MigrationTable;
}
