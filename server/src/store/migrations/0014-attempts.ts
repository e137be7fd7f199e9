import type { Migration } from '../migrate.ts';

/** What each attempt to make something has made: asked for again, because its answer was lost, it is made once. */
export const attempts: Migration = {
  name: '0014-attempts',
  sql: `
    CREATE TABLE attempt (
      key bytea PRIMARY KEY,
      made text NOT NULL,
      at bigint NOT NULL
    );
  `,
};
