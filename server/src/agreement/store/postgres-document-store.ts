import { randomInt } from 'node:crypto';
import { Refusal } from '@parley/shared/errors';
import { ParticipantId } from '@parley/shared/ids';
import type { Kysely, Transaction } from 'kysely';
import type { Database } from '../../store/tables.ts';
import type { Appender } from './appender.ts';
import { type Compactor, EDITS_BETWEEN } from './compactor.ts';
import {
  DocumentBroken,
  type DocumentKey,
  type DocumentLog,
  type DocumentStore,
  type Stored,
} from './document-store.ts';
import { isWhole, readEdits } from './edits.ts';
import { unpacked } from './packed.ts';

/** Names that edits are written under are numbers of 32 bits; 0 is nobody's. */
const CLIENTS = 2 ** 32;

/** More than any document has. */
const MOST_EDITS = 2 ** 31 - 1;

interface Parts {
  readonly db: Kysely<Database>;
  readonly appender: Appender;
  readonly compactor: Compactor;
}

/** Documents in PostgreSQL. */
export class PostgresDocumentStore implements DocumentStore {
  readonly #db: Kysely<Database>;
  readonly #appender: Appender;
  readonly #compactor: Compactor;

  constructor({ db, appender, compactor }: Parts) {
    this.#db = db;
    this.#appender = appender;
    this.#compactor = compactor;
  }

  async open(key: DocumentKey): Promise<{ readonly stored: Stored; readonly log: DocumentLog }> {
    const stored = await asked(this.#read(key));
    return { stored, log: this.#logOf(key, stored) };
  }

  /** Sees to it that there are never many edits behind the newest snapshot. */
  #logOf(key: DocumentKey, { head, updates }: Stored): DocumentLog {
    const log = this.#appender.log(key, head);
    let length = head;
    let loose = updates.length;
    const putTogether = (): void => {
      if (loose < EDITS_BETWEEN) return;
      loose = 0;
      this.#compactor.request(key, length);
    };
    const appended = (): void => {
      length += 1;
      loose += 1;
      putTogether();
    };
    putTogether();
    return { append: (row) => log.append(row).then(appended) };
  }

  async isOf(
    { session, document }: DocumentKey,
    client: number,
    participant: ParticipantId,
  ): Promise<boolean> {
    const found = await asked(
      this.#db
        .selectFrom('document_client')
        .select('participant_id')
        .where('session_id', '=', session)
        .where('document', '=', document)
        .where('client', '=', client)
        .executeTakeFirst(),
    );
    return found?.participant_id === participant;
  }

  async writers(
    { session, document }: DocumentKey,
    clients: readonly number[],
  ): Promise<ReadonlyMap<number, ParticipantId>> {
    if (clients.length === 0) return new Map();
    const found = await asked(
      this.#db
        .selectFrom('document_client')
        .select(['client', 'participant_id'])
        .where('session_id', '=', session)
        .where('document', '=', document)
        .where('client', 'in', [...clients])
        .execute(),
    );
    return new Map(found.map(({ client, participant_id: id }) => [client, ParticipantId.parse(id)]));
  }

  async newClient({ session, document }: DocumentKey, participant: ParticipantId): Promise<number> {
    for (;;) {
      const client = randomInt(1, CLIENTS);
      const made = await asked(
        this.#db
          .insertInto('document_client')
          .values({ session_id: session, document, client, participant_id: participant })
          .onConflict((conflict) => conflict.doNothing())
          .returning('client')
          .executeTakeFirst(),
      );
      if (made !== undefined) return client;
    }
  }

  async close(): Promise<void> {
    await this.#appender.close();
    await this.#compactor.close();
  }

  async #read(key: DocumentKey): Promise<Stored> {
    await this.#db
      .insertInto('document')
      .values({ session_id: key.session, document: key.document, head: 0 })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    // One look at all of it: a snapshot may be made meanwhile, and what it covers goes.
    return this.#db
      .transaction()
      .setIsolationLevel('repeatable read')
      .setAccessMode('read only')
      .execute((db) => read(db, key));
  }
}

async function read(db: Transaction<Database>, { session, document }: DocumentKey): Promise<Stored> {
  const { head } = await db
    .selectFrom('document')
    .select('head')
    .where('session_id', '=', session)
    .where('document', '=', document)
    .executeTakeFirstOrThrow();
  const snapshot = await db
    .selectFrom('document_snapshot')
    .select(['upto', 'state'])
    .where('session_id', '=', session)
    .where('document', '=', document)
    .orderBy('upto', 'desc')
    .limit(1)
    .executeTakeFirst();
  const from = snapshot?.upto ?? 0;
  const edits = await readEdits(db, { session, document }, { from, upto: MOST_EDITS });
  if (!isWhole(edits, from, head)) {
    throw new DocumentBroken(`edits of a document of session ${session} are missing`);
  }
  return { head, snapshot: snapshot ?? null, updates: unpacked(edits.packed) };
}

/** A question that fails changes nothing, so that asking again is safe. */
async function asked<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof DocumentBroken) throw error;
    throw new Refusal('store.unavailable', { cause: error });
  }
}
