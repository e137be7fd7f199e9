import { type ParticipantId, RoomId, type SessionId } from '@parley/shared/ids';
import type { Kysely } from 'kysely';
import { answered } from '../store/answered.ts';
import type { Database } from '../store/tables.ts';

/** Whose notes, on which room. */
export interface NoteKey {
  readonly session: SessionId;
  readonly room: RoomId;
  readonly participant: ParticipantId;
}

export interface StoredNote {
  readonly room: RoomId;
  readonly text: string;
  /** Milliseconds since 1970. */
  readonly writtenAt: number;
}

/** What somebody keeps for themselves about a room. No part of the record: it is changed and emptied at will. */
export interface Notes {
  read(key: NoteKey): Promise<string>;
  /** Every note of this person's that is not empty, the newest first. */
  of(whose: Omit<NoteKey, 'room'>): Promise<readonly StoredNote[]>;
  /** Resolves when it is stored; of several under way for one key, what was asked last stays. */
  write(key: NoteKey, text: string, at: number): Promise<void>;
}

export class StoredNotes implements Notes {
  readonly #db: Kysely<Database>;
  /** By key, what is asked last of it; over several connections the database would take them in any order. */
  readonly #last = new Map<string, Promise<unknown>>();

  constructor(db: Kysely<Database>) {
    this.#db = db;
  }

  read(key: NoteKey): Promise<string> {
    const { session, room, participant } = key;
    return this.#inTurn(key, async () => {
      const row = await this.#db
        .selectFrom('note')
        .select('text')
        .where('session_id', '=', session)
        .where('room_id', '=', room)
        .where('participant_id', '=', participant)
        .executeTakeFirst();
      return row?.text ?? '';
    });
  }

  async of({ session, participant }: Omit<NoteKey, 'room'>): Promise<readonly StoredNote[]> {
    const rows = await answered(
      this.#db
        .selectFrom('note')
        .select(['room_id', 'text', 'written_at'])
        .where('session_id', '=', session)
        .where('participant_id', '=', participant)
        .where('text', '<>', '')
        .orderBy('written_at', 'desc')
        .execute(),
    );
    return rows.map((row) => ({
      room: RoomId.parse(row.room_id),
      text: row.text,
      writtenAt: row.written_at,
    }));
  }

  write(key: NoteKey, text: string, at: number): Promise<void> {
    const { session, room, participant } = key;
    return this.#inTurn(key, async () => {
      await this.#db
        .insertInto('note')
        .values({ session_id: session, room_id: room, participant_id: participant, text, written_at: at })
        .onConflict((conflict) =>
          conflict.columns(['session_id', 'room_id', 'participant_id']).doUpdateSet({ text, written_at: at }),
        )
        .execute();
    });
  }

  async #inTurn<T>(key: NoteKey, work: () => Promise<T>): Promise<T> {
    const name = JSON.stringify([key.session, key.room, key.participant]);
    const turn = (this.#last.get(name) ?? Promise.resolve()).then(work);
    const settled = turn.catch(() => undefined);
    this.#last.set(name, settled);
    try {
      return await answered(turn);
    } finally {
      if (this.#last.get(name) === settled) this.#last.delete(name);
    }
  }
}
