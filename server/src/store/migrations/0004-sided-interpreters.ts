import type { Migration } from '../migrate.ts';

/** A side may bring its own interpreter. */
export const sidedInterpreters: Migration = {
  name: '0004-sided-interpreters',
  sql: `
    ALTER TABLE person DROP CONSTRAINT person_check;
    ALTER TABLE person ADD CONSTRAINT person_side CHECK (
      CASE role
        WHEN 'party' THEN side_id IS NOT NULL
        WHEN 'counsel' THEN side_id IS NOT NULL
        WHEN 'interpreter' THEN true
        ELSE side_id IS NULL
      END
    );
  `,
};
