import type { Migration } from '../migrate.ts';

/** What a person notes for themselves about a room. */
export const notes: Migration = {
  name: '0005-notes',
  sql: `
    CREATE TABLE note (
      session_id text NOT NULL,
      room_id text NOT NULL,
      participant_id text NOT NULL,
      text text NOT NULL,
      written_at bigint NOT NULL,
      PRIMARY KEY (session_id, room_id, participant_id),
      FOREIGN KEY (session_id, participant_id) REFERENCES participant (session_id, id)
    );
  `,
};
