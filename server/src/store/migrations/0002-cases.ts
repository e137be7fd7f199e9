import type { Migration } from '../migrate.ts';

export const cases: Migration = {
  name: '0002-cases',
  sql: `
    CREATE TABLE staff (
      id text PRIMARY KEY,
      username text NOT NULL UNIQUE,
      name text NOT NULL,
      administrator boolean NOT NULL,
      password_hash text NOT NULL,
      created_at bigint NOT NULL
    );

    CREATE TABLE staff_session (
      token_hash bytea PRIMARY KEY CHECK (octet_length(token_hash) = 32),
      staff_id text NOT NULL REFERENCES staff ON DELETE CASCADE,
      created_at bigint NOT NULL,
      seen_at bigint NOT NULL
    );
    CREATE INDEX staff_session_staff ON staff_session (staff_id);

    CREATE TABLE mediation_case (
      id text PRIMARY KEY,
      title text NOT NULL,
      kind text NOT NULL,
      organisation text NOT NULL,
      sample boolean NOT NULL,
      created_at bigint NOT NULL,
      created_by text REFERENCES staff
    );
    CREATE UNIQUE INDEX mediation_case_sample ON mediation_case (sample) WHERE sample;

    CREATE TABLE side (
      id text PRIMARY KEY,
      case_id text NOT NULL REFERENCES mediation_case,
      position integer NOT NULL,
      kind text NOT NULL,
      name text NOT NULL,
      UNIQUE (case_id, position),
      UNIQUE (case_id, id)
    );

    CREATE TABLE person (
      id text PRIMARY KEY,
      case_id text NOT NULL REFERENCES mediation_case,
      position integer NOT NULL,
      name text NOT NULL,
      languages text[] NOT NULL,
      role text NOT NULL,
      side_id text,
      UNIQUE (case_id, position),
      UNIQUE (case_id, id),
      FOREIGN KEY (case_id, side_id) REFERENCES side (case_id, id),
      -- Only a party and a counsel stand on a side.
      CHECK ((role IN ('party', 'counsel')) = (side_id IS NOT NULL))
    );

    CREATE TABLE mediation_session (
      id text PRIMARY KEY,
      case_id text NOT NULL REFERENCES mediation_case,
      title text NOT NULL,
      starts_at bigint NOT NULL,
      created_at bigint NOT NULL,
      created_by text REFERENCES staff,
      UNIQUE (case_id, id)
    );
    CREATE INDEX mediation_session_start ON mediation_session (starts_at);

    -- The case stands in the row so that nobody takes part in a session of another case.
    CREATE TABLE participant (
      id text PRIMARY KEY,
      case_id text NOT NULL,
      session_id text NOT NULL,
      person_id text NOT NULL,
      UNIQUE (session_id, person_id),
      UNIQUE (session_id, id),
      FOREIGN KEY (case_id, session_id) REFERENCES mediation_session (case_id, id),
      FOREIGN KEY (case_id, person_id) REFERENCES person (case_id, id)
    );

    CREATE TABLE link (
      id text PRIMARY KEY,
      number bigint GENERATED ALWAYS AS IDENTITY,
      session_id text NOT NULL,
      participant_id text NOT NULL,
      issued_at bigint NOT NULL,
      expires_at bigint NOT NULL CHECK (expires_at % 1000 = 0),
      opened_at bigint,
      joined_at bigint,
      revoked_at bigint,
      FOREIGN KEY (session_id, participant_id) REFERENCES participant (session_id, id)
    );
    CREATE INDEX link_session ON link (session_id);
    -- One link per participant holds at any time.
    CREATE UNIQUE INDEX link_standing ON link (participant_id) WHERE revoked_at IS NULL;

    -- How far a session is, without reading all that happened in it.
    CREATE INDEX event_phase ON event (session_id, seq DESC)
      WHERE type IN ('session.opened', 'session.adjourned', 'session.resumed');
  `,
};
