import type { Migration } from '../migrate.ts';

/** What agreements are begun with that an organisation keeps for itself. Nothing in it tells of a case or a session. */
export const templates: Migration = {
  name: '0009-templates',
  sql: `
    CREATE TABLE agreement_template (
      id text PRIMARY KEY,
      -- As its cases name it.
      organisation text NOT NULL,
      title text NOT NULL,
      languages text[] NOT NULL,
      clauses jsonb NOT NULL,
      offered boolean NOT NULL,
      -- From an agreement; the staff did not write it.
      kept boolean NOT NULL,
      revision integer NOT NULL CHECK (revision > 0),
      changed_at bigint NOT NULL,
      -- Null: nobody of the staff yet.
      changed_by text REFERENCES staff
    );
    CREATE INDEX agreement_template_organisation ON agreement_template (organisation);
  `,
};
