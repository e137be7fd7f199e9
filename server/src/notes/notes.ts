import { Refusal } from '@parley/shared/errors';
import type { ParticipantId, RoomId, SessionId } from '@parley/shared/ids';
import type { Kysely } from 'kysely';
import type { Database } from '../store/tables.ts';

/** Whose notes, on which room. */
export interface NoteKey {
  readonly session: SessionId;
  readonly room: RoomId;
  readonly participant: ParticipantId;
}

/** What somebody keeps for themselves about a room. No part of the record: it is changed and emptied at will. */
export interface Notes {
  read(key: NoteKey): Promise<string>;
  /** Resolves when it is stored. */
  write(key: NoteKey, text: string, at: number): Promise<void>;
}

export class StoredNotes implements Notes {
  readonly #db: Kysely<Database>;

  constructor(db: Kysely<Database>) {
    this.#db = db;
  }

  async read({ session, room, participant }: NoteKey): Promise<string> {
    const row = await asked(
      this.#db
        .selectFrom('note')
        .select('text')
        .where('session_id', '=', session)
        .where('room_id', '=', room)
        .where('participant_id', '=', participant)
        .executeTakeFirst(),
    );
    return row?.text ?? '';
  }

  async write({ session, room, participant }: NoteKey, text: string, at: number): Promise<void> {
    await asked(
      this.#db
        .insertInto('note')
        .values({ session_id: session, room_id: room, participant_id: participant, text, written_at: at })
        .onConflict((conflict) =>
          conflict.columns(['session_id', 'room_id', 'participant_id']).doUpdateSet({ text, written_at: at }),
        )
        .execute(),
    );
  }
}

async function asked<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    throw new Refusal('store.unavailable', { cause: error });
  }
}
