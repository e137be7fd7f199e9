import type { Migration } from '../migrate.ts';

/** What interpreters write to each other is said once, and read room by room, as chat is and apart from it. */
export const boothChat: Migration = {
  name: '0010-booth-chat',
  sql: `
    CREATE UNIQUE INDEX event_booth_message ON event (session_id, (body -> 'message' ->> 'id'))
      WHERE type = 'booth.said';

    CREATE INDEX event_booth ON event
      (session_id, (body -> 'message' ->> 'room'), ((body -> 'message' ->> 'at')::bigint), seq)
      WHERE type = 'booth.said';
  `,
};
