import type { Migration } from '../migrate.ts';

/**
 * Since when somebody belongs to a case no more; null for those who do. From then on nobody is given a link for them,
 * whichever way it is asked for: whoever dismisses them and whoever makes a link wait for each other.
 */
export const dismissedPeople: Migration = {
  name: '0013-dismissed-people',
  sql: `
    ALTER TABLE person ADD COLUMN dismissed_at bigint;

    CREATE FUNCTION refuse_dismissed() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE
      gone bigint;
    BEGIN
      SELECT person.dismissed_at INTO gone
        FROM participant JOIN person ON person.id = participant.person_id
        WHERE participant.id = NEW.participant_id
        FOR SHARE OF person;
      IF gone IS NOT NULL THEN
        RAISE EXCEPTION 'nobody who is dismissed is given a link';
      END IF;
      RETURN NEW;
    END
    $$;

    CREATE TRIGGER link_of_nobody_dismissed BEFORE INSERT ON link
      FOR EACH ROW EXECUTE FUNCTION refuse_dismissed();
  `,
};
