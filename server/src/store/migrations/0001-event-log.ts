import type { Migration } from '../migrate.ts';

export const eventLog: Migration = {
  name: '0001-event-log',
  sql: `
    CREATE TABLE event (
      session_id text NOT NULL,
      seq integer NOT NULL CHECK (seq > 0),
      at bigint NOT NULL,
      actor jsonb NOT NULL,
      type text NOT NULL,
      body jsonb NOT NULL,
      prev_hash bytea NOT NULL CHECK (octet_length(prev_hash) = 32),
      hash bytea NOT NULL CHECK (octet_length(hash) = 32),
      PRIMARY KEY (session_id, seq)
    );

    -- A message is said once, however often its writer sends it.
    CREATE UNIQUE INDEX event_message ON event (session_id, (body -> 'message' ->> 'id'))
      WHERE type = 'chat.said';

    CREATE INDEX event_chat ON event
      (session_id, (body -> 'message' ->> 'room'), ((body -> 'message' ->> 'at')::bigint), seq)
      WHERE type = 'chat.said';

    CREATE TABLE setting (
      name text PRIMARY KEY,
      value bytea NOT NULL
    );
  `,
};
