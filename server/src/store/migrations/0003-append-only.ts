import type { Migration } from '../migrate.ts';

/** A slip in the program cannot rewrite what happened; the chain is for whoever means to. */
export const appendOnly: Migration = {
  name: '0003-append-only',
  sql: `
    CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      RAISE EXCEPTION 'rows of % are never changed', TG_TABLE_NAME;
    END
    $$;

    CREATE TRIGGER event_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON event
      FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
  `,
};
