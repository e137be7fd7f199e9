import type pg from 'pg';
import type { Batch } from './appender.ts';
import type { Row } from './document-store.ts';

/**
 * Adds one edit, as what adds many does. It is what most transactions hold, for people type one key at a time; so it is
 * asked in one piece, in PostgreSQL's own words, and answered by the number of rows alone: of what the driver does for
 * any question, this one needs little.
 */
const TEXT = `
  WITH moved AS (
    UPDATE document SET head = $3 + 1
    WHERE session_id = $1 AND document.document = $2 AND head = $3
    RETURNING session_id, document.document
  )
  INSERT INTO document_update (session_id, document, seq, client, participant_id, at, update)
  SELECT session_id, moved.document, $3 + 1, $4, $5, $6, $7 FROM moved`;
const NAME = 'document-add-one';
const ADDED = 'INSERT 0 1';

/** PostgreSQL's numbers for the types of what is asked. */
const [BYTES, LONG, NUMBER, WORDS] = [17, 20, 23, 25];
const TYPES = [WORDS, WORDS, NUMBER, LONG, WORDS, LONG, BYTES];

/** Connections that know the question by its name. */
const prepared = new WeakSet<pg.Connection>();

/** Whether the document was as long as was believed. Rejects with what the database says. */
export function addOne(client: pg.ClientBase, { key, after }: Batch, row: Row): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const done = (error: Error | null, added: boolean): void => {
      if (error === null) resolve(added);
      else reject(error);
    };
    client.query(new Adding(bind(key.session, key.document, after, row), done));
  });
}

/** A question under way, as the driver knows one. */
class Adding implements pg.Submittable {
  /** The driver puts another in its place, which knows of the time that has passed. */
  callback: (error: Error | null) => void;
  readonly #bytes: Uint8Array;
  #added = false;
  #connection: pg.Connection | null = null;

  constructor(bytes: Uint8Array, done: (error: Error | null, added: boolean) => void) {
    this.#bytes = bytes;
    this.callback = (error) => done(error, this.#added);
  }

  submit(connection: pg.Connection): void {
    this.#connection = connection;
    const { stream } = connection;
    // The driver tells of what is closed already.
    if (!stream.writable) return;
    stream.write(prepared.has(connection) ? this.#bytes : Buffer.concat([PARSE, this.#bytes]));
  }

  handleCommandComplete({ text }: { readonly text: string }): void {
    this.#added = text === ADDED;
  }

  handleError(error: Error): void {
    this.callback(error);
  }

  handleReadyForQuery(): void {
    if (this.#connection !== null) prepared.add(this.#connection);
    this.callback(null);
  }
}

/** A message: its letter, its length, what is in it. */
function message(letter: string, ...parts: readonly Buffer[]): Buffer {
  const inside = Buffer.concat(parts);
  const head = Buffer.alloc(5);
  head.write(letter, 'latin1');
  head.writeInt32BE(inside.length + 4, 1);
  return Buffer.concat([head, inside]);
}

const short = (value: number): Buffer => Buffer.from([value >> 8, value & 255]);
const long = (value: number): Buffer => Buffer.from([0, 0, value >> 8, value & 255]);
const text = (value: string): Buffer => Buffer.from(`${value}\0`);

const PARSE = message('P', text(NAME), text(TEXT), short(TYPES.length), ...TYPES.map(long));
/** The values are told as PostgreSQL has them in memory, all of them. */
const BINARY = [short(1), short(1)];
const BIND = message('B', text(''), text(NAME), ...BINARY, short(TYPES.length));
const NO_ROWS = short(0);
const REST = Buffer.concat([NO_ROWS, message('E', text(''), long(0)), message('S')]);
const NOTHING = -1;

/** The question in one piece: what is asked with which values, that it be done, and be done with. */
function bind(
  session: string,
  document: string,
  after: number,
  { client, participant, at, update }: Row,
): Buffer {
  const words = session.length + document.length + (participant?.length ?? 0);
  // All these names are of ASCII.
  const length = BIND.length + TYPES.length * 4 + words + 4 + 8 + 8 + update.length;
  const bytes = Buffer.allocUnsafe(length + REST.length);
  let to = BIND.copy(bytes);
  bytes.writeInt32BE(length + NO_ROWS.length - 1, 1);
  const word = (value: string): void => {
    to = bytes.writeInt32BE(value.length, to);
    to += bytes.write(value, to, 'latin1');
  };
  const big = (value: number): void => {
    to = bytes.writeInt32BE(8, to);
    to = bytes.writeInt32BE(Math.floor(value / 2 ** 32), to);
    to = bytes.writeUInt32BE(value % 2 ** 32, to);
  };
  word(session);
  word(document);
  to = bytes.writeInt32BE(4, to);
  to = bytes.writeInt32BE(after, to);
  big(client);
  if (participant === null) to = bytes.writeInt32BE(NOTHING, to);
  else word(participant);
  big(at);
  to = bytes.writeInt32BE(update.length, to);
  bytes.set(update, to);
  REST.copy(bytes, to + update.length);
  return bytes;
}
