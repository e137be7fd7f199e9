import { Refusal } from '@parley/shared/errors';
import type { Kysely } from 'kysely';
import type pg from 'pg';
import { z } from 'zod';
import { appendFailure } from '../../store/append-outcome.ts';
import type { Database } from '../../store/tables.ts';
import type { Batch, Table } from './appender.ts';
import { addOne } from './add-one.ts';

/**
 * One statement, hence one transaction and one flush, for however many documents. Each is moved on only from where its
 * writer believes it to be, and only the edits of those batches that moved it are added: also of two for one document.
 */
const ADD = {
  name: 'document-add',
  text: `
    WITH moved AS (
      UPDATE document SET head = batch.after + batch.count
      FROM unnest($1::integer[], $2::text[], $3::text[], $4::integer[], $5::integer[])
        AS batch (place, session, document, after, count)
      WHERE session_id = batch.session AND document.document = batch.document AND head = batch.after
      RETURNING batch.place, session_id, document.document
    ), added AS (
      INSERT INTO document_update (session_id, document, seq, client, participant_id, at, update)
      SELECT moved.session_id, moved.document, row.seq, row.client, row.participant, row.at, row.update
      FROM unnest($6::integer[], $7::integer[], $8::bigint[], $9::text[], $10::bigint[], $11::bytea[])
        AS row (place, seq, client, participant, at, update)
      JOIN moved ON moved.place = row.place
    )
    SELECT place FROM moved`,
};

const Moved = z.array(z.object({ place: z.number().int() }));

/** The edits of documents in PostgreSQL. */
export class UpdateTable implements Table {
  readonly #pool: pg.Pool;
  readonly #db: Kysely<Database>;
  /** Edits are added through one connection, transaction by transaction; it is given up when one fails. */
  #client: pg.PoolClient | null = null;

  constructor(pool: pg.Pool, db: Kysely<Database>) {
    this.#pool = pool;
    this.#db = db;
  }

  async add(batches: readonly Batch[]): Promise<ReadonlySet<Batch>> {
    const client = this.#client ?? (await this.#connect());
    try {
      return await added(client, batches);
    } catch (error) {
      // What it has yet to say, or was told to remember, is not known.
      if (this.#client === client) this.#drop();
      throw appendFailure(error);
    }
  }

  /** Gives the connection back until there is something to add again. */
  release(): void {
    this.#client?.release();
    this.#client = null;
  }

  #drop(): void {
    this.#client?.release(true);
    this.#client = null;
  }

  async has({ key, after, rows }: Batch): Promise<boolean> {
    const found = await this.#db
      .selectFrom('document_update')
      .innerJoin('document', (join) =>
        join
          .onRef('document.session_id', '=', 'document_update.session_id')
          .onRef('document.document', '=', 'document_update.document'),
      )
      .select(['seq', 'client', 'at', 'update', 'participant_id'])
      .where('document.session_id', '=', key.session)
      .where('document.document', '=', key.document)
      .where('head', '=', after + rows.length)
      .where('seq', '>', after)
      .orderBy('seq')
      .execute()
      .catch((error: unknown) => {
        throw new Refusal('store.unavailable', { cause: error });
      });
    return (
      found.length === rows.length &&
      rows.every((row, index) => {
        const kept = found[index];
        return (
          kept !== undefined &&
          kept.client === row.client &&
          kept.at === row.at &&
          kept.participant_id === row.participant &&
          kept.update.equals(row.update)
        );
      })
    );
  }

  async #connect(): Promise<pg.PoolClient> {
    const client = await this.#pool.connect().catch((error: unknown) => {
      throw new Refusal('store.unavailable', { cause: error });
    });
    this.#client = client;
    client.once('end', () => {
      if (this.#client === client) this.#drop();
    });
    return client;
  }
}

async function added(client: pg.PoolClient, batches: readonly Batch[]): Promise<ReadonlySet<Batch>> {
  const [batch, another] = batches;
  const [row, more] = batch?.rows ?? [];
  if (batch !== undefined && row !== undefined && another === undefined && more === undefined) {
    return new Set((await addOne(client, batch, row)) ? [batch] : []);
  }
  const { rows } = await client.query({ ...ADD, values: valuesOf(batches) });
  const moved = new Set(Moved.parse(rows).map(({ place }) => place));
  return new Set(batches.filter((_, place) => moved.has(place)));
}

const bufferOf = (bytes: Uint8Array): Buffer => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);

function valuesOf(batches: readonly Batch[]): unknown[] {
  const all = batches.flatMap(({ after, rows }, place) =>
    rows.map((row, index) => ({ ...row, place, seq: after + index + 1 })),
  );
  return [
    batches.map((_, place) => place),
    batches.map(({ key }) => key.session),
    batches.map(({ key }) => key.document),
    batches.map(({ after }) => after),
    batches.map(({ rows }) => rows.length),
    all.map(({ place }) => place),
    all.map(({ seq }) => seq),
    all.map(({ client }) => client),
    all.map(({ participant }) => participant),
    all.map(({ at }) => at),
    all.map(({ update }) => bufferOf(update)),
  ];
}
