import { isDeepStrictEqual } from 'node:util';
import { Refusal } from '@parley/shared/errors';
import { type FileId, type MessageId, type RoomId, SessionId } from '@parley/shared/ids';
import type { Span } from '@parley/shared/policy';
import { type Actor, BoothMessage, ChatMessage, KeptCaption, SessionEvent } from '@parley/shared/session';
import { type Kysely, sql } from 'kysely';
import type pg from 'pg';
import { addRow } from './add-row.ts';
import { appendFailure } from './append-outcome.ts';
import { type ChainRow, chainRows, GENESIS } from './chain.ts';
import { readChain, type StoredRow } from './chain-reader.ts';
import { ConcurrentWriter, type EventLog, OutcomeUnknown, Unstorable } from './event-log.ts';
import type { Database } from './tables.ts';

/** How many sessions' newest hashes are remembered; any other is read when it is needed. */
const REMEMBERED = 10_000;

/**
 * One statement, hence one transaction and one flush. The rows are added only behind the very row that they were
 * hashed with; whoever comes second finds the sequence number taken.
 */
const APPEND = {
  name: 'event-append',
  text: `
    INSERT INTO event (session_id, seq, at, actor, type, body, prev_hash, hash)
    SELECT $1, $2::integer + row.place, $3, $4, row.type, row.body, row.prev_hash, row.hash
    FROM unnest($5::text[], $6::jsonb[], $7::bytea[], $8::bytea[])
      WITH ORDINALITY AS row (type, body, prev_hash, hash, place)
    WHERE $2 = 0 OR EXISTS (SELECT FROM event WHERE session_id = $1 AND seq = $2 AND hash = $9)`,
};

/** The same of a single row, as nearly every one is added; of a question about lists most of the work would be in the lists. */
const APPEND_ONE = {
  name: 'event-append-one',
  text: `
    INSERT INTO event (session_id, seq, at, actor, type, body, prev_hash, hash)
    SELECT $1, $2::integer + 1, $3::bigint, $4::jsonb, $5, $6::jsonb, $7::bytea, $8::bytea
    WHERE $2::integer = 0 OR EXISTS (
      SELECT FROM event WHERE session_id = $1 AND seq = $2::integer AND hash = $7::bytea
    )`,
};

/** Which part of what was written in a room. */
interface Read {
  readonly session: SessionId;
  readonly room: RoomId;
  readonly spans: readonly Span[];
}
type Written = 'chat.said' | 'booth.said';
/** As the indices have it, word for word. */
const isOf = { 'chat.said': sql`type = 'chat.said'`, 'booth.said': sql`type = 'booth.said'` };

/** The event log in PostgreSQL. */
export class PostgresEventLog implements EventLog {
  readonly #pool: pg.Pool;
  readonly #db: Kysely<Database>;
  /** By session, the hashes that its newest row may have, by that row's number: two after an unknown outcome. */
  readonly #heads = new Map<SessionId, ReadonlyMap<number, Buffer>>();

  constructor(pool: pg.Pool, db: Kysely<Database>) {
    this.#pool = pool;
    this.#db = db;
  }

  async append(
    session: SessionId,
    expectedSeq: number,
    events: readonly SessionEvent[],
    by: Actor,
    at: number,
  ): Promise<void> {
    for (const event of events) mustReadBack(event);
    const prev = await this.#hashAt(session, expectedSeq);
    const rows = chainRows({ session, after: expectedSeq, actor: by, at, prev }, events);
    const last = rows.at(-1);
    if (last === undefined) return;
    const after = [expectedSeq + rows.length, last.hash] as const;
    try {
      await this.#insert(rows, [session, `${expectedSeq}`, `${at}`, JSON.stringify(by)], prev);
      this.#remember(session, after);
    } catch (error) {
      // Whoever goes on from here must find the very rows it has in mind, before or after, and no one else's.
      if (error instanceof OutcomeUnknown) this.#remember(session, [expectedSeq, prev], after);
      else this.#heads.delete(session);
      throw error;
    }
  }

  async load(session: SessionId): Promise<SessionEvent[]> {
    const rows = await this.#rows(session);
    const events = readChain(session, rows);
    const last = rows.at(-1);
    if (last === undefined) this.#heads.delete(session);
    else this.#remember(session, [last.seq, last.hash]);
    return events;
  }

  async verifyChain(session: SessionId): Promise<number> {
    return (await this.load(session)).length;
  }

  async head(session: SessionId): Promise<number> {
    const found = await asked(
      this.#db
        .selectFrom('event')
        .select(({ fn }) => fn.max('seq').as('seq'))
        .where('session_id', '=', session)
        .executeTakeFirst(),
    );
    return found?.seq ?? 0;
  }

  async sessions(): Promise<SessionId[]> {
    const found = await asked(
      this.#db
        .selectFrom('event')
        .select('session_id')
        .where('seq', '=', 1)
        .orderBy('at')
        .orderBy('session_id')
        .execute(),
    );
    return found.map((row) => SessionId.parse(row.session_id));
  }

  async chatHistory(of: Read, before: number | null, limit: number): Promise<ChatMessage[]> {
    const messages = await this.#history('chat.said', of, before, limit);
    return messages.map((message) => ChatMessage.parse(message));
  }

  async boothHistory(of: Read, before: number | null, limit: number): Promise<BoothMessage[]> {
    const messages = await this.#history('booth.said', of, before, limit);
    return messages.map((message) => BoothMessage.parse(message));
  }

  async #history(
    type: Written,
    { session, room, spans }: Read,
    before: number | null,
    limit: number,
  ): Promise<unknown[]> {
    const from = spans.map((span) => span.from);
    const to = spans.map((span) => span.to);
    const which = spans.map((span) => span.which);
    const { rows } = await asked(
      sql<{ message: unknown }>`
        SELECT message FROM (
          SELECT body -> 'message' AS message, (body -> 'message' ->> 'at')::bigint AS at, seq FROM event
          WHERE session_id = ${session} AND ${isOf[type]} AND body -> 'message' ->> 'room' = ${room}
            AND (body -> 'message' ->> 'at')::bigint < coalesce(${before}::bigint, 9223372036854775807)
            AND EXISTS (
              SELECT FROM unnest(${from}::integer[], ${to}::integer[], ${which}::text[]) AS span(first, last, which)
              WHERE seq > span.first AND seq < coalesce(span.last, 2147483647) AND (
                span.which = 'all' OR body -> 'message' ->> 'kind' = 'announced'
                OR (span.which = 'told' AND body -> 'message' ->> 'kind' = 'sent')
              )
            )
          ORDER BY (body -> 'message' ->> 'at')::bigint DESC
          FETCH FIRST ${limit} ROWS WITH TIES
        ) AS page ORDER BY at, seq`.execute(this.#db),
    );
    return rows.map(({ message }) => message);
  }

  async captionHistory(
    { session, room, spans }: { session: SessionId; room: RoomId; spans: readonly Span[] },
    before: number | null,
    limit: number,
  ): Promise<KeptCaption[]> {
    const whole = spans.filter(({ which }) => which === 'all');
    const from = whole.map((span) => span.from);
    const to = whole.map((span) => span.to);
    const { rows } = await asked(
      sql<{ line: unknown }>`
        SELECT line FROM (
          SELECT body -> 'line' AS line, (body -> 'line' ->> 'at')::bigint AS at, seq FROM event
          WHERE session_id = ${session} AND type = 'caption.said' AND body -> 'line' ->> 'room' = ${room}
            AND (body -> 'line' ->> 'at')::bigint < coalesce(${before}::bigint, 9223372036854775807)
            AND EXISTS (
              SELECT FROM unnest(${from}::integer[], ${to}::integer[]) AS span(first, last)
              WHERE (body -> 'line' ->> 'began')::integer > span.first AND seq < coalesce(span.last, 2147483647)
            )
            AND NOT EXISTS (
              SELECT FROM event AS earlier
              WHERE earlier.session_id = ${session} AND earlier.type = 'caption.said'
                AND earlier.body -> 'line' ->> 'id' = event.body -> 'line' ->> 'id'
                AND earlier.body -> 'line' ->> 'by' = event.body -> 'line' ->> 'by'
                AND earlier.seq < event.seq
            )
          ORDER BY (body -> 'line' ->> 'at')::bigint DESC
          FETCH FIRST ${limit} ROWS WITH TIES
        ) AS page ORDER BY at, seq`.execute(this.#db),
    );
    return rows.map(({ line }) => KeptCaption.parse(line));
  }

  async findMessage(session: SessionId, id: MessageId): Promise<ChatMessage | null> {
    return ChatMessage.nullable().parse(await this.#message('chat.said', session, id));
  }

  async findBoothMessage(session: SessionId, id: MessageId): Promise<BoothMessage | null> {
    return BoothMessage.nullable().parse(await this.#message('booth.said', session, id));
  }

  async #message(type: Written, session: SessionId, id: MessageId): Promise<unknown> {
    const { rows } = await asked(
      sql<{ message: unknown }>`
        SELECT body -> 'message' AS message FROM event
        WHERE session_id = ${session} AND ${isOf[type]} AND body -> 'message' ->> 'id' = ${id}`.execute(
        this.#db,
      ),
    );
    return rows[0]?.message ?? null;
  }

  async findFile(session: SessionId, file: FileId): Promise<{ message: ChatMessage; seq: number } | null> {
    const { rows } = await asked(
      sql<{ message: unknown; seq: number }>`
        SELECT body -> 'message' AS message, seq FROM event
        WHERE session_id = ${session} AND type = 'chat.said'
          AND body -> 'message' -> 'file' ->> 'id' = ${file}`.execute(this.#db),
    );
    const found = rows[0];
    return found === undefined ? null : { message: ChatMessage.parse(found.message), seq: found.seq };
  }

  async event(session: SessionId, seq: number): Promise<SessionEvent | null> {
    const found = await asked(
      this.#db
        .selectFrom('event')
        .select('body')
        .where('session_id', '=', session)
        .where('seq', '=', seq)
        .executeTakeFirst(),
    );
    return found === undefined ? null : SessionEvent.parse(found.body);
  }

  #rows(session: SessionId): Promise<StoredRow[]> {
    return asked(
      this.#db
        .selectFrom('event')
        .select(['seq', 'at', 'type', 'prev_hash', 'hash'])
        .select([sql<string>`actor::text`.as('actor'), sql<string>`body::text`.as('body')])
        .where('session_id', '=', session)
        .orderBy('seq')
        .execute(),
    );
  }

  /** The hash of a session's `seq`th row, or rejects with ConcurrentWriter: then there is no such row. */
  async #hashAt(session: SessionId, seq: number): Promise<Buffer> {
    if (seq === 0) return GENESIS;
    const remembered = this.#heads.get(session)?.get(seq);
    if (remembered !== undefined) return remembered;
    const found = await asked(
      this.#db
        .selectFrom('event')
        .select('hash')
        .where('session_id', '=', session)
        .where('seq', '=', seq)
        .executeTakeFirst(),
    );
    if (found === undefined) throw new ConcurrentWriter('the session is not as long as its writer believes');
    return found.hash;
  }

  async #insert(rows: readonly ChainRow[], of: readonly string[], prev: Buffer): Promise<void> {
    const client = await asked(this.#pool.connect());
    let failure: Error | undefined;
    try {
      const added = await inserted(client, rows, of, prev);
      if (!added) throw new ConcurrentWriter('the session is not as its writer believes');
    } catch (error) {
      failure = error instanceof ConcurrentWriter ? error : appendFailure(error);
      throw failure;
    } finally {
      // A connection whose last answer is missing is not used again.
      client.release(failure instanceof OutcomeUnknown);
    }
  }

  #remember(session: SessionId, ...heads: readonly (readonly [seq: number, hash: Buffer])[]): void {
    this.#heads.set(session, new Map(heads));
    const [oldest] = this.#heads.keys();
    if (this.#heads.size > REMEMBERED && oldest !== undefined) this.#heads.delete(oldest);
  }
}

/** Whether the row before was the one that these were hashed with. `of` is the session, its length, when, and by whom. */
async function inserted(
  client: pg.ClientBase,
  rows: readonly ChainRow[],
  of: readonly string[],
  prev: Buffer,
): Promise<boolean> {
  const [first, ...more] = rows;
  if (first !== undefined && more.length === 0) {
    return addRow(client, APPEND_ONE, [...of, first.type, first.body, first.prev, first.hash]);
  }
  const { rowCount } = await client.query({ ...APPEND, values: [...of, ...columns(rows), prev] });
  return rowCount !== 0;
}

const columns = (rows: readonly ChainRow[]): readonly unknown[] => [
  rows.map(({ type }) => type),
  rows.map(({ body }) => body),
  rows.map(({ prev }) => prev),
  rows.map(({ hash }) => hash),
];

/** What the state was changed by must be what replay will change it by. */
function mustReadBack(event: SessionEvent): void {
  const parsed = SessionEvent.safeParse(event);
  if (!parsed.success || !isDeepStrictEqual(parsed.data, event)) {
    throw new Unstorable(`an event «${event.type}» would not read back as it is`);
  }
}

/** A question that fails changes nothing, so that asking again is safe. */
async function asked<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    throw new Refusal('store.unavailable', { cause: error });
  }
}
