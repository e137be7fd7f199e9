import type { Migration } from '../migrate.ts';

/**
 * The terms of a case. With a person it is that interpreter's own, or suggested by them; as soon as it is the case's
 * nothing tells whose it was.
 */
export const glossary: Migration = {
  name: '0011-glossary',
  sql: `
    CREATE TABLE term (
      id text PRIMARY KEY,
      case_id text NOT NULL REFERENCES mediation_case,
      person_id text,
      suggested boolean NOT NULL DEFAULT false,
      texts jsonb NOT NULL,
      note text NOT NULL,
      written_at bigint NOT NULL,
      FOREIGN KEY (case_id, person_id) REFERENCES person (case_id, id),
      CHECK (person_id IS NOT NULL OR NOT suggested)
    );
    CREATE INDEX term_case ON term (case_id, written_at);
  `,
};
