import type { ClauseId } from '@parley/shared/ids';
import { pino } from 'pino';
import { expect, test, vi } from 'vitest';
import type * as Y from 'yjs';
import { filesFolder } from '../files/testing.ts';
import { Random } from '../fuzz/testing/random.ts';
import { systemTimers } from '../session/grace.ts';
import { connectStore, type Store } from '../store/database.ts';
import { startEmbedded } from '../store/embedded/index.ts';
import { killDatabase, temporaryFolder } from '../store/testing/folders.ts';
import { documentOf } from './store/shadow-of.ts';
import { ServerChild } from './testing/kill/server-child.ts';
import { Survivor, valueOf } from './testing/kill/survivor.ts';

/** 1,000 in the nightly run. */
const KILLS = Number(process.env['KILLS'] ?? 50);
const SEED = Number(process.env['SEED'] ?? 1);
const WRITERS = ['王磊', 'Emma', '林晓'];
/** Edits under way at a time, of each writer. */
const AT_ONCE = 4;

/** The words that are stored, read by nobody who had a part in storing them. */
async function storedWords(store: Store): Promise<string> {
  const documents = store.documents({ timers: systemTimers, logger: pino({ level: 'silent' }) });
  const [session] = await store.events.sessions();
  if (session === undefined) throw new Error('no session');
  const { stored } = await documents.open({ session, document: 'agreement' });
  return wordsOf(documentOf(stored));
}

const wordsOf = (doc: Y.Doc): string =>
  [...doc.share.keys()]
    .toSorted()
    .map((root) => doc.getXmlFragment(root).toJSON())
    .join('\n')
    // A mark may stand in the middle of a word.
    .replaceAll(/<\/?(?:bold|italic)>/gu, '');

/** The server, its database, and people who write. */
class Scene {
  readonly random = new Random(SEED);
  readonly survivors = WRITERS.map((name) => new Survivor(name));
  readonly #store: Store;
  readonly #start: () => Promise<ServerChild>;
  readonly #crash: () => Promise<void>;
  #server: ServerChild;
  #clauses: readonly ClauseId[] = [];

  constructor(
    store: Store,
    server: ServerChild,
    start: () => Promise<ServerChild>,
    crash: () => Promise<void>,
  ) {
    this.#store = store;
    this.#server = server;
    this.#start = start;
    this.#crash = crash;
  }

  async begin(): Promise<void> {
    const mediator = new Survivor('陈静');
    const epoch = await this.#arrive(mediator);
    valueOf(
      await mediator.guest.ask('agreement.start', {
        doc: 'agreement',
        epoch,
        template: 'blank',
        languages: ['zh', 'en'],
        prevailing: 'zh',
      }),
    );
    for (let count = 0; count < 3; count += 1) {
      valueOf(
        await mediator.guest.ask('clause.add', {
          doc: 'agreement',
          epoch,
          after: null,
          pen: { kind: 'everyone' },
        }),
      );
    }
    const { view } = await mediator.guest.until(
      'agreement',
      ({ view: seen }) => (seen.agreement?.clauses.length ?? 0) >= 4,
    );
    this.#clauses = (view.agreement?.clauses ?? [])
      .filter(({ pen }) => pen.kind === 'everyone')
      .map(({ id }) => id);
    for (const survivor of this.survivors) {
      const arrival = this.#arrive(survivor);
      const waiting = await mediator.guest.until('view', ({ view: seen }) =>
        seen.people.some(
          ({ attendance, participant }) =>
            attendance === 'waiting' && participant.name.includes(survivor.name),
        ),
      );
      const who = waiting.view.people.find(({ participant }) => participant.name.includes(survivor.name));
      if (who === undefined) throw new Error('nobody waits');
      valueOf(await mediator.guest.ask('lobby.admit', { participant: who.participant.id }));
      await survivor.open(this.#server.started.url, await arrival);
    }
    mediator.leave();
  }

  /** Everyone writes until so many edits are acknowledged; then, in the middle of it, something dies. */
  async writeUntil(count: number, die: () => Promise<void>): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    let left = count;
    for (const survivor of this.survivors) {
      const more = (): void => {
        while (left > 0 && survivor.written - survivor.acknowledged < AT_ONCE)
          survivor.write(this.random, this.#clauses);
      };
      survivor.onStored = () => {
        left -= 1;
        if (left > 0) return more();
        if (left === 0) resolve(die());
      };
      more();
    }
    await promise;
  }

  async killServer(): Promise<void> {
    await this.#server.kill();
    await this.#nothingIsLost();
    this.#server = await this.#start();
    await Promise.all(
      this.survivors.map(async (survivor) => {
        survivor.write(this.random, this.#clauses);
        await survivor.open(this.#server.started.url, await this.#arrive(survivor));
      }),
    );
  }

  async killDatabase(): Promise<void> {
    await this.#crash();
    await this.#nothingIsLost();
  }

  /** What was written while nobody could store it is stored now. */
  async allSaved(): Promise<void> {
    await vi.waitFor(() => expect(this.survivors.map(({ isSaved }) => isSaved)).not.toContain(false), {
      timeout: 20_000,
      interval: 5,
    });
    await this.#nothingIsLost();
  }

  async allEqual(): Promise<void> {
    const words = await storedWords(this.#store);
    for (const { doc } of this.survivors)
      await vi.waitFor(() => expect(wordsOf(doc)).toBe(words), { timeout: 10_000 });
  }

  async end(): Promise<void> {
    for (const survivor of this.survivors) survivor.leave();
    await this.#server.kill();
  }

  async #nothingIsLost(): Promise<void> {
    const acknowledged = this.survivors.map((survivor) => ({ survivor, count: survivor.acknowledged }));
    const words = await vi.waitFor(() => storedWords(this.#store), { timeout: 20_000, interval: 10 });
    for (const { survivor, count } of acknowledged) {
      const lost = Array.from({ length: count }, (_, index) => survivor.said(index + 1)).filter(
        (said) => words.split(said).length !== 2,
      );
      expect(lost).toEqual([]);
      expect(survivor.refused).toEqual([]);
    }
  }

  #arrive(survivor: Survivor): Promise<number> {
    const { url, links } = this.#server.started;
    const token = links.find(({ name }) => name.includes(survivor.name))?.token ?? '';
    return survivor.arrive({ url, token });
  }
}

test('[KEEP-4] no acknowledged word is lost, whether the server or its database is killed, at whatever moment', {
  timeout: 120_000 + KILLS * 10_000,
}, async () => {
  await using folder = await temporaryFolder();
  const embedded = await startEmbedded({ dataDir: folder.path, report: () => undefined });
  const store = await connectStore(embedded.connection, () => undefined);
  const files = filesFolder();
  const start = (): Promise<ServerChild> => ServerChild.start(embedded.connection, files);
  const scene = new Scene(store, await start(), start, () => killDatabase(folder.path));
  await scene.begin();
  for (let kill = 0; kill < KILLS; kill += 1) {
    await scene.writeUntil(5 + scene.random.below(40), () =>
      kill % 2 === 0 ? scene.killServer() : scene.killDatabase(),
    );
    await scene.allSaved();
  }
  await scene.allEqual();
  const written = scene.survivors.reduce((sum, survivor) => sum + survivor.written, 0);
  expect(written).toBeGreaterThan(KILLS * 10);
  await scene.end();
  await store.close();
  await embedded.stop();
});
