import type pg from 'pg';
import type { Batch } from './appender.ts';
import type { Row } from './document-store.ts';

/**
 * Adds one edit, as what adds many does. It is what most transactions hold, for people type one key at a time; and of a
 * question about rows and lists of them, most of the work would be in the lists.
 */
const NAME = 'document-add-one';
const TEXT = `
  WITH moved AS (
    UPDATE document SET head = $3::integer + 1
    WHERE session_id = $1 AND document.document = $2 AND head = $3::integer
    RETURNING session_id, document.document
  )
  INSERT INTO document_update (session_id, document, seq, client, participant_id, at, update)
  SELECT session_id, moved.document, $3::integer + 1, $4::bigint, $5::text, $6::bigint, $7::bytea FROM moved`;
/** What PostgreSQL says of one row. */
const ADDED = 'INSERT 0 1';

/** Connections that know the question by its name. */
const prepared = new WeakSet<pg.Connection>();

/** Whether the document was as long as was believed. Rejects with what the database says. */
export function addOne(
  db: pg.ClientBase,
  { key, after }: Batch,
  { client, participant, at, update }: Row,
): Promise<boolean> {
  const bytes = Buffer.from(update.buffer, update.byteOffset, update.byteLength);
  const values = [key.session, key.document, `${after}`, `${client}`, participant, `${at}`, bytes];
  return new Promise((resolve, reject) => {
    db.query(
      new Adding(values, (error, added) => {
        if (error === null) resolve(added);
        else reject(error);
      }),
    );
  });
}

/**
 * The question as the driver knows one, without what it does for questions in general: nothing is asked of what the
 * rows look like, for there are none, and no answer is made but that it was done.
 */
class Adding implements pg.Submittable {
  /** The driver puts another in its place, which knows of the time that has passed. */
  callback: (error: Error | null) => void;
  readonly #values: (string | Buffer | null)[];
  #added = false;
  #connection: pg.Connection | null = null;

  constructor(values: (string | Buffer | null)[], done: (error: Error | null, added: boolean) => void) {
    this.#values = values;
    this.callback = (error) => done(error, this.#added);
  }

  submit(connection: pg.Connection): void {
    this.#connection = connection;
    const { stream } = connection;
    // In one piece.
    stream.cork();
    if (!prepared.has(connection)) connection.parse({ name: NAME, text: TEXT, types: [] }, true);
    connection.bind({ statement: NAME, values: this.#values }, true);
    connection.execute(null, true);
    connection.sync();
    stream.uncork();
  }

  handleCommandComplete({ text }: { readonly text: string }): void {
    this.#added = text === ADDED;
  }

  handleReadyForQuery(): void {
    if (this.#connection !== null) prepared.add(this.#connection);
    this.callback(null);
  }

  handleError(error: Error): void {
    this.callback(error);
  }
}
