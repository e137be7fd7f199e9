import { Refusal } from '@parley/shared/errors';
import { SessionId } from '@parley/shared/ids';
import { pino } from 'pino';
import { describe, expect, test } from 'vitest';
import { HandClock } from '../../fuzz/testing/clock.ts';
import { ConcurrentWriter, OutcomeUnknown } from '../../store/event-log.ts';
import { Appender, type Batch, type Table } from './appender.ts';
import { AnotherWriter, type DocumentKey, type DocumentLog } from './document-store.ts';

const settled = async (): Promise<void> => {
  for (let turn = 0; turn < 5; turn += 1) await new Promise<void>((resolve) => void setImmediate(resolve));
};

/** What happens to the next transaction; one that is stored late is stored when the next is asked for. */
type Fate = 'stored' | 'refused' | 'silently stored' | 'silently lost' | 'stored late' | 'taken' | 'held';

/** A table whose fate is in a test's hand. */
class FatedTable implements Table {
  readonly rows = new Map<string, string[]>();
  readonly transactions: string[][] = [];
  readonly fates: Fate[] = [];
  /** While set, it cannot be asked anything. */
  deaf = false;
  release: () => void = () => undefined;
  #late: readonly Batch[] = [];

  async add(batches: readonly Batch[]): Promise<ReadonlySet<Batch>> {
    const fate = this.fates.shift() ?? 'stored';
    if (fate === 'held') await new Promise<void>((resolve) => (this.release = resolve));
    if (fate === 'refused') throw new Refusal('store.unavailable');
    if (fate === 'taken' && batches.length > 1) throw new ConcurrentWriter('a row is there already');
    if (fate === 'silently lost') throw new OutcomeUnknown('the connection broke');
    if (fate === 'stored late') {
      this.#late = batches;
      throw new OutcomeUnknown('the connection broke');
    }
    this.#keep(this.#late);
    this.#late = [];
    const added = this.#keep(batches);
    if (fate === 'silently stored') throw new OutcomeUnknown('the connection broke');
    return added;
  }

  #keep(batches: readonly Batch[]): ReadonlySet<Batch> {
    const added = new Set<Batch>();
    for (const batch of batches) {
      const rows = this.of(batch.key);
      if (rows.length !== batch.after) continue;
      rows.push(...texts(batch));
      added.add(batch);
    }
    if (added.size > 0) this.transactions.push(batches.flatMap(texts));
    return added;
  }

  async has(batch: Batch): Promise<boolean> {
    if (this.deaf) throw new Refusal('store.unavailable');
    const rows = this.of(batch.key);
    return (
      rows.length === batch.after + batch.rows.length &&
      texts(batch).every((text, index) => rows[batch.after + index] === text)
    );
  }

  of({ document }: DocumentKey): string[] {
    const rows = this.rows.get(document) ?? [];
    this.rows.set(document, rows);
    return rows;
  }
}

const texts = ({ rows }: Batch): string[] => rows.map(({ update }) => Buffer.from(update).toString());

class Desk {
  readonly table = new FatedTable();
  readonly clock = new HandClock();
  readonly appender = new Appender(this.table, this.clock, pino({ level: 'silent' }));
  readonly done: string[] = [];

  log(document = 'agreement', head = 0): DocumentLog {
    return this.appender.log({ session: SessionId.parse('session-1'), document }, head);
  }

  add(log: DocumentLog, ...words: readonly string[]): Promise<unknown> {
    return Promise.allSettled(
      words.map(async (word) => {
        await log.append({ client: 1, participant: null, at: 1, update: Buffer.from(word) });
        this.done.push(word);
      }),
    );
  }
}

describe('[KEEP-5] group commit', () => {
  test('what comes while a transaction is under way goes into the next, of all documents together', async () => {
    const desk = new Desk();
    const [one, other] = [desk.log('a'), desk.log('b')];
    desk.table.fates.push('held');
    void desk.add(one, '1');
    await settled();
    void desk.add(one, '2', '3');
    void desk.add(other, 'x');
    await settled();
    expect(desk.done).toEqual([]);
    desk.table.release();
    await settled();
    expect(desk.table.transactions).toEqual([['1'], ['2', '3', 'x']]);
    expect(desk.done).toEqual(['1', '2', '3', 'x']);
  });

  test('a transaction holds so much at most, and nobody is forgotten', async () => {
    const desk = new Desk();
    const words = Array.from({ length: 4_500 }, (_, index) => `${index}`);
    void desk.add(desk.log('a'), ...words);
    void desk.add(desk.log('b'), 'last');
    await settled();
    expect(desk.table.transactions.map(({ length }) => length)).toEqual([2_000, 2_000, 501]);
    expect(desk.table.of({ session: SessionId.parse('session-1'), document: 'a' })).toEqual(words);
    expect(desk.done).toHaveLength(4_501);
  });
});

describe('[KEEP-6] while the database is away', () => {
  test('nothing is acknowledged; then everything is stored once and in its order', async () => {
    const desk = new Desk();
    const log = desk.log();
    desk.table.fates.push('refused', 'refused', 'silently lost', 'refused');
    void desk.add(log, '1', '2');
    await settled();
    void desk.add(log, '3');
    await settled();
    expect(desk.done).toEqual([]);
    await desk.clock.pass(10_000, settled);
    expect(desk.table.rows.get('agreement')).toEqual(['1', '2', '3']);
    expect(desk.done).toEqual(['1', '2', '3']);
  });

  test('what was stored though the answer was lost is not stored again', async () => {
    const desk = new Desk();
    desk.table.fates.push('silently stored');
    desk.table.deaf = true;
    const log = desk.log();
    void desk.add(log, '1');
    await settled();
    await desk.clock.pass(3_000, settled);
    expect(desk.done).toEqual([]);
    desk.table.deaf = false;
    await desk.clock.pass(3_000, settled);
    void desk.add(log, '2');
    await settled();
    expect(desk.table.rows.get('agreement')).toEqual(['1', '2']);
    expect(desk.done).toEqual(['1', '2']);
  });

  test('[KEEP-9] what is stored only after it was looked for is one’s own, and nobody else’s', async () => {
    const desk = new Desk();
    desk.table.fates.push('stored late');
    const log = desk.log();
    void desk.add(log, '1', '2');
    await settled();
    await desk.clock.pass(1_000, settled);
    void desk.add(log, '3');
    await settled();
    expect(desk.table.rows.get('agreement')).toEqual(['1', '2', '3']);
    expect(desk.done).toEqual(['1', '2', '3']);
  });

  test('closing ends the waiting: nothing is acknowledged that was not stored', async () => {
    const desk = new Desk();
    desk.table.fates.push('refused');
    const log = desk.log();
    const outcome = desk.add(log, '1', '2');
    await settled();
    await desk.appender.close();
    expect(await outcome).toMatchObject([
      { status: 'rejected', reason: { code: 'store.unavailable' } },
      { status: 'rejected', reason: { code: 'store.unavailable' } },
    ]);
    expect(desk.done).toEqual([]);
    await expect(
      log.append({ client: 1, participant: null, at: 1, update: new Uint8Array() }),
    ).rejects.toThrow(Refusal);
  });
});

describe('[KEEP-2] another writer', () => {
  test('ends this one’s writing, and nobody else’s', async () => {
    const desk = new Desk();
    const [stale, fine] = [desk.log('a', 0), desk.log('b', 0)];
    desk.table.of({ session: SessionId.parse('session-1'), document: 'a' }).push('theirs');
    const outcome = desk.add(stale, '1', '2');
    void desk.add(fine, 'x');
    await settled();
    expect(await outcome).toMatchObject([
      { status: 'rejected', reason: { name: 'AnotherWriter' } },
      { status: 'rejected', reason: { name: 'AnotherWriter' } },
    ]);
    expect(desk.done).toEqual(['x']);
    await expect(
      stale.append({ client: 1, participant: null, at: 1, update: new Uint8Array() }),
    ).rejects.toThrow(AnotherWriter);
  });

  test('whose row is in the way is found one by one', async () => {
    const desk = new Desk();
    desk.table.fates.push('taken');
    void desk.add(desk.log('a'), '1');
    void desk.add(desk.log('b'), 'x');
    await settled();
    expect(desk.table.transactions).toEqual([['1'], ['x']]);
    expect(desk.done).toEqual(['1', 'x']);
  });

  test('what another stored after an answer was lost is not taken for one’s own', async () => {
    const desk = new Desk();
    desk.table.fates.push('silently lost');
    const outcome = desk.add(desk.log(), 'mine');
    await settled();
    desk.table.of({ session: SessionId.parse('session-1'), document: 'agreement' }).push('theirs');
    await desk.clock.pass(5_000, settled);
    expect(await outcome).toMatchObject([{ status: 'rejected', reason: { name: 'AnotherWriter' } }]);
    expect(desk.done).toEqual([]);
  });
});
