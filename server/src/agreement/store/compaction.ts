import { createHash } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Database } from '../../store/tables.ts';
import { type DocumentKey, DocumentBroken } from './document-store.ts';
import { isWhole, readEdits } from './edits.ts';
import { Workshop } from './workshop.ts';

/**
 * Puts a document's edits together into one snapshot, so that it opens quickly. It works from what is stored and never
 * from memory, beside the server's own thread; no edit goes before a snapshot that covers it was read back from the
 * disk as it was made.
 */
export class Compaction {
  readonly #db: Kysely<Database>;
  readonly #workshop = new Workshop();

  constructor(db: Kysely<Database>) {
    this.#db = db;
  }

  /** Resolves once the first `upto` edits are in a snapshot and gone. Rejects when that failed, and nothing is lost. */
  async compact(key: DocumentKey, upto: number): Promise<void> {
    const before = await this.#newest(key, upto);
    if (before?.upto === upto) return;
    const from = before?.upto ?? 0;
    const edits = await readEdits(this.#db, key, { from, upto });
    if (!isWhole(edits, from, upto)) throw new DocumentBroken('edits of a document are missing');
    const state = await this.#workshop.stateOf({ snapshot: before, packed: edits.packed });
    await this.#keep(key, upto, state);
    await this.#forget(key, upto, createHash('sha256').update(state).digest());
  }

  close(): Promise<void> {
    return this.#workshop.close();
  }

  async #newest({ session, document }: DocumentKey, upto: number) {
    const found = await this.#db
      .selectFrom('document_snapshot')
      .select(['upto', 'state'])
      .where('session_id', '=', session)
      .where('document', '=', document)
      .where('upto', '<=', upto)
      .orderBy('upto', 'desc')
      .limit(1)
      .executeTakeFirst();
    return found ?? null;
  }

  async #keep({ session, document }: DocumentKey, upto: number, state: Uint8Array): Promise<void> {
    await this.#db
      .insertInto('document_snapshot')
      .values({ session_id: session, document, upto, state: Buffer.from(state) })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }

  /** What the snapshot covers goes, if it is there as it was made. */
  async #forget({ session, document }: DocumentKey, upto: number, hash: Buffer): Promise<void> {
    await this.#db.transaction().execute(async (db) => {
      const kept = await db
        .selectFrom('document_snapshot')
        .select(({ fn }) => fn<Buffer>('sha256', ['state']).as('hash'))
        .where('session_id', '=', session)
        .where('document', '=', document)
        .where('upto', '=', upto)
        .executeTakeFirst();
      if (kept === undefined || !kept.hash.equals(hash)) {
        throw new DocumentBroken('a snapshot is not as it was made');
      }
      await db
        .deleteFrom('document_update')
        .where('session_id', '=', session)
        .where('document', '=', document)
        .where('seq', '<=', upto)
        .execute();
      await db
        .deleteFrom('document_snapshot')
        .where('session_id', '=', session)
        .where('document', '=', document)
        .where('upto', '<', upto)
        .execute();
    });
  }
}
