import type { Migration } from '../migrate.ts';

/**
 * The words of documents: every edit in the order it was taken, behind the newest snapshot. `head` counts the edits;
 * who writes behind one that is not the newest is a writer that should have ended.
 */
export const documents: Migration = {
  name: '0008-documents',
  sql: `
    CREATE TABLE document (
      session_id text NOT NULL,
      document text NOT NULL,
      head integer NOT NULL CHECK (head >= 0),
      PRIMARY KEY (session_id, document)
    );

    CREATE TABLE document_update (
      session_id text NOT NULL,
      document text NOT NULL,
      seq integer NOT NULL CHECK (seq > 0),
      client bigint NOT NULL,
      -- Null: the server itself, which writes what the session has decided.
      participant_id text,
      at bigint NOT NULL,
      update bytea NOT NULL,
      PRIMARY KEY (session_id, document, seq),
      FOREIGN KEY (session_id, document) REFERENCES document
    );

    CREATE TABLE document_snapshot (
      session_id text NOT NULL,
      document text NOT NULL,
      upto integer NOT NULL CHECK (upto > 0),
      state bytea NOT NULL,
      PRIMARY KEY (session_id, document, upto),
      FOREIGN KEY (session_id, document) REFERENCES document
    );

    -- Who wrote under which name, so that nobody goes on under another's.
    CREATE TABLE document_client (
      session_id text NOT NULL,
      document text NOT NULL,
      client bigint NOT NULL,
      participant_id text NOT NULL,
      PRIMARY KEY (session_id, document, client),
      FOREIGN KEY (session_id, document) REFERENCES document
    );
  `,
};
