import assert from 'node:assert/strict';
import { setInterval } from 'node:timers/promises';
import type { ClauseId } from '@parley/shared/ids';
import { pino } from 'pino';
import { vi } from 'vitest';
import type * as Y from 'yjs';
import { Random } from '../../../fuzz/testing/random.ts';
import { systemTimers } from '../../../lib/timers.ts';
import type { Store } from '../../../store/database.ts';
import { documentOf } from '../../store/shadow-of.ts';
import type { ServerChild } from './server-child.ts';
import { Survivor, valueOf } from './survivor.ts';

const WRITERS = ['王磊', 'Emma', '林晓'];
/** Edits under way at a time, of each writer. */
const AT_ONCE = 4;
/** Between two keys that everyone presses who types and does not look. */
const KEY_MS = 50;
/** For whatever has to come to pass, also on a machine that is busy with all else. */
const PATIENCE_MS = 300_000;

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

interface SceneParts {
  readonly seed: number;
  /** Of the test's own, beside the server's. */
  readonly store: Store;
  readonly server: ServerChild;
  readonly start: () => Promise<ServerChild>;
  /** Kills the database, which starts again by itself. */
  readonly crash: () => Promise<void>;
}

/** The server, its database, and people who write. */
export class Scene {
  readonly random: Random;
  readonly survivors = WRITERS.map((name) => new Survivor(name));
  readonly #store: Store;
  readonly #start: () => Promise<ServerChild>;
  readonly #crash: () => Promise<void>;
  #server: ServerChild;
  /** While it is not, whoever is cut off comes back to the next one. */
  #isUp = true;
  #clauses: readonly ClauseId[] = [];

  constructor({ seed, store, server, start, crash }: SceneParts) {
    this.random = new Random(seed);
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
      valueOf(await mediator.guest.ask('lobby.admit', { participants: [who.participant.id] }));
      await survivor.open(this.#server.started.url, await arrival);
    }
    mediator.leave();
    for (const survivor of this.survivors) survivor.onCutOff = () => void this.#comeBack(survivor);
  }

  /** A page that is held up for a second by a busy machine loses its line, and what it writes by; it opens both again. */
  async #comeBack(survivor: Survivor): Promise<void> {
    const server = this.#server;
    const isStill = (): boolean => this.#isUp && this.#server === server;
    if (!isStill()) return;
    try {
      const epoch = await this.#arrive(survivor);
      if (isStill()) await survivor.open(server.started.url, epoch);
    } catch (error) {
      if (isStill()) throw error;
    }
  }

  #late(what: string): Error {
    return new Error(`${what}; ${this.survivors.map(({ state }) => state).join(', ')}`);
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
    const late = AbortSignal.timeout(PATIENCE_MS);
    const stands = new Promise<never>((_, reject) =>
      late.addEventListener('abort', () => reject(this.#late('nothing is stored any more'))),
    );
    await Promise.race([promise, stands]);
  }

  /** How many edits are not acknowledged yet. */
  get unsaved(): number {
    return this.survivors.reduce((sum, { written, acknowledged }) => sum + written - acknowledged, 0);
  }

  /** Everyone types on, whatever becomes of it. */
  async typeUntil(isEnough: () => boolean): Promise<void> {
    const began = performance.now();
    for await (const _ of setInterval(KEY_MS)) {
      if (isEnough()) return;
      if (performance.now() - began > PATIENCE_MS) throw this.#late('it does not come to pass');
      for (const survivor of this.survivors) survivor.write(this.random, this.#clauses);
    }
  }

  async killServer(): Promise<void> {
    this.#isUp = false;
    await this.#server.kill();
    await this.#nothingIsLost();
    this.#server = await this.#start();
    this.#isUp = true;
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
    await vi.waitFor(
      () =>
        assert.ok(
          this.survivors.every(({ isSaved }) => isSaved),
          this.#late('not all is saved'),
        ),
      { timeout: PATIENCE_MS, interval: 5 },
    );
    await this.#nothingIsLost();
  }

  async allEqual(): Promise<void> {
    const words = await storedWords(this.#store);
    for (const { doc } of this.survivors)
      await vi.waitFor(() => assert.equal(wordsOf(doc), words), { timeout: PATIENCE_MS });
  }

  async end(): Promise<void> {
    this.#isUp = false;
    for (const survivor of this.survivors) survivor.leave();
    await this.#server.kill();
  }

  async #nothingIsLost(): Promise<void> {
    const acknowledged = this.survivors.map((survivor) => ({ survivor, count: survivor.acknowledged }));
    const words = await vi.waitFor(() => storedWords(this.#store), {
      timeout: PATIENCE_MS,
      interval: 10,
    });
    for (const { survivor, count } of acknowledged) {
      const lost = Array.from({ length: count }, (_, index) => survivor.said(index + 1)).filter(
        (said) => words.split(said).length !== 2,
      );
      assert.deepEqual(lost, []);
      assert.deepEqual(survivor.refused, []);
    }
  }

  #arrive(survivor: Survivor): Promise<number> {
    const { url, links } = this.#server.started;
    const token = links.find(({ name }) => name.includes(survivor.name))?.token ?? '';
    return survivor.arrive({ url, token });
  }
}
