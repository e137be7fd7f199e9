import type { SessionId } from '@parley/shared/ids';
import type { SessionEvent } from '@parley/shared/session';
import { by, server } from '@parley/shared/session/testing';
import { expect, test } from 'vitest';
import { openStore, type Store } from './database.ts';
import { OutcomeUnknown } from './event-log.ts';
import { newSession, said } from './testing/events.ts';
import { killDatabase, temporaryFolder } from './testing/folders.ts';

const WRITERS = 6;
const KILLS = 4;
/** Acknowledgements between one kill and the next. */
const BETWEEN = 150;

/** One session's writer: adds a line at a time and keeps what it was told. */
class Writer {
  readonly id: SessionId;
  readonly acknowledged: string[] = [];
  readonly refused: string[] = [];
  readonly unknown: string[] = [];
  readonly #store: Store;
  #seq = 1;
  #count = 0;

  private constructor(store: Store, id: SessionId) {
    this.#store = store;
    this.id = id;
  }

  static async begin(store: Store): Promise<Writer> {
    const first = newSession();
    await store.events.append(first.id, 0, [first], server, 1_000);
    return new Writer(store, first.id);
  }

  async say(): Promise<boolean> {
    const name = `m${(this.#count += 1)}`;
    try {
      await this.#store.events.append(this.id, this.#seq, [said(name, `offer ${name}`)], by('party'), 2_000);
    } catch (error) {
      if (!(error instanceof OutcomeUnknown)) {
        this.refused.push(name);
        return false;
      }
      this.unknown.push(name);
      return false;
    }
    this.#seq += 1;
    this.acknowledged.push(name);
    return true;
  }

  /** Finds out from the log, as a session's writer does. */
  async recover(): Promise<void> {
    this.#seq = await this.#store.events.head(this.id);
  }
}

const textOf = (event: SessionEvent): readonly string[] =>
  event.type === 'chat.said' ? [event.message.text.replace('offer ', '')] : [];

/** Resolves when the database answers again. */
async function answering(store: Store): Promise<void> {
  for (;;) {
    try {
      return await store.ping();
    } catch {
      // It is being started again.
    }
  }
}

test('[LOG-1] every acknowledged event survives kill -9 of the database, and no refused one was stored', async () => {
  await using folder = await temporaryFolder();
  const store = await openStore({
    databaseUrl: null,
    dataDir: folder.path,
    report: () => undefined,
    onIdleError: () => undefined,
  });
  const writers = await Promise.all(Array.from({ length: WRITERS }, () => Writer.begin(store)));
  for (let kill = 0; kill < KILLS; kill += 1) {
    let left = BETWEEN;
    const runs = writers.map(async (writer) => {
      while (await writer.say()) {
        left -= 1;
        // In the middle of what the other writers are adding.
        if (left === 0) await killDatabase(folder.path);
      }
    });
    await Promise.all(runs);
    await answering(store);
    for (const writer of writers) await writer.recover();
  }

  for (const writer of writers) {
    const stored = (await store.events.load(writer.id)).flatMap(textOf);
    const perhaps = new Set(writer.unknown);
    expect(stored.filter((name) => !perhaps.has(name))).toEqual(writer.acknowledged);
    expect(writer.refused.filter((name) => stored.includes(name))).toEqual([]);
  }
  expect(writers.flatMap(({ acknowledged }) => acknowledged).length).toBeGreaterThanOrEqual(KILLS * BETWEEN);
  expect(writers.flatMap(({ unknown }) => unknown).length).toBeGreaterThan(0);
  await store.close();
});
