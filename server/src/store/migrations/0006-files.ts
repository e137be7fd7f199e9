import type { Migration } from '../migrate.ts';

/** A file is found by its id however long its session has become. */
export const files: Migration = {
  name: '0006-files',
  sql: `
    CREATE INDEX event_file ON event (session_id, (body -> 'message' -> 'file' ->> 'id'))
      WHERE type = 'chat.said' AND (body -> 'message' -> 'file' ->> 'id') IS NOT NULL;
  `,
};
