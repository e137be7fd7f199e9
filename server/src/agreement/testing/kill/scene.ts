import assert from 'node:assert/strict';
import { setInterval, setTimeout } from 'node:timers/promises';
import { rootOf } from '@parley/shared/agreement';
import type { ClauseId } from '@parley/shared/ids';
import { pino } from 'pino';
import { vi } from 'vitest';
import * as Y from 'yjs';
import { Random } from '../../../fuzz/testing/random.ts';
import { systemTimers } from '../../../lib/timers.ts';
import type { Store } from '../../../store/database.ts';
import type { DocumentStore } from '../../store/document-store.ts';
import { documentOf } from '../../store/shadow-of.ts';
import type { ServerChild } from './server-child.ts';
import { Survivor, valueOf } from './survivor.ts';

const WRITERS = ['王磊', 'Emma', '林晓'];
/** Edits under way at a time, of each writer. */
const AT_ONCE = 4;
/** Between two keys that everyone presses who types and does not look. */
const KEY_MS = 50;
/** Whoever could not come back tries again. */
const AGAIN_MS = 200;
/** For whatever has to come to pass, also on a machine that is busy with all else. */
const PATIENCE_MS = 300_000;

/** The agreement as it is stored, for who has no part in what the server does with it. */
async function storedIn(store: Store): ReturnType<DocumentStore['open']> {
  const documents = store.documents({ timers: systemTimers, logger: pino({ level: 'silent' }) });
  const [session] = await store.events.sessions();
  if (session === undefined) throw new Error('no session');
  return documents.open({ session, document: 'agreement' });
}

async function storedWords(store: Store): Promise<string> {
  const { stored } = await storedIn(store);
  return wordsOf(documentOf(stored));
}

const wordsOf = (doc: Y.Doc): string =>
  [...doc.share.keys()]
    .toSorted()
    .map((root) => doc.getXmlFragment(root).toJSON())
    .join('\n')
    // A mark may stand in the middle of a word.
    .replaceAll(/<\/?(?:bold|italic)>/gu, '');

/** Read once from end to end: everyone's pages are on this one thread, and are cut off when it is held up for long. */
function timesSaid(words: string): ReadonlyMap<string, number> {
  const times = new Map<string, number>();
  for (const [said] of words.matchAll(/⟦[^⟧]*⟧/gu)) times.set(said, (times.get(said) ?? 0) + 1);
  return times;
}

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
  /** Whoever is on their way back. */
  readonly #coming = new Map<Survivor, Promise<void>>();
  /** What last kept somebody from coming back. */
  #trouble: unknown = null;
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
          attempt: `attempt-${count}`,
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

  /** Opens line and document again, however often that takes, as a page does; not while there is no server. */
  async #comeBack(survivor: Survivor): Promise<void> {
    const coming = this.#coming.get(survivor) ?? this.#tryToComeBack(survivor);
    this.#coming.set(survivor, coming);
    await coming;
    this.#coming.delete(survivor);
  }

  /** Never rejects. */
  async #tryToComeBack(survivor: Survivor): Promise<void> {
    while (this.#isUp && !survivor.isOnLine) {
      try {
        const epoch = await this.#arrive(survivor);
        await survivor.tryToOpen(this.#server.started.url, epoch);
      } catch (error) {
        this.#trouble = error;
        await setTimeout(AGAIN_MS);
      }
    }
  }

  #late(what: string): Error {
    const states = this.survivors.map(({ state }) => state).join(', ');
    return new Error(`${what}; ${states}`, { cause: this.#trouble });
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

  /** How many edits there were so far. */
  get written(): number {
    return this.survivors.reduce((sum, { written }) => sum + written, 0);
  }

  /** How many of them are not acknowledged yet. */
  get unsaved(): number {
    return this.survivors.reduce((sum, { acknowledged }) => sum - acknowledged, this.written);
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
      this.survivors.map((survivor) => {
        survivor.write(this.random, this.#clauses);
        return this.#comeBack(survivor);
      }),
    );
  }

  /** The database does only now what a server that is dead had asked of it. */
  async storeLate(): Promise<void> {
    const [clause] = this.#clauses;
    if (clause === undefined) throw new Error('there is nothing to write in');
    const page = new Y.Doc();
    const [paragraph, words] = [new Y.XmlElement('paragraph'), new Y.XmlText('…')];
    paragraph.insert(0, [words]);
    page.getXmlFragment(rootOf({ clause, language: 'zh' })).insert(0, [paragraph]);
    const { log } = await storedIn(this.#store);
    const update = Y.encodeStateAsUpdate(page);
    await log.append({ client: page.clientID, participant: null, at: Date.now(), update });
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
    const times = timesSaid(words);
    for (const { survivor, count } of acknowledged) {
      const said = Array.from({ length: count }, (_, index) => survivor.said(index + 1));
      assert.deepEqual(
        said.filter((each) => times.get(each) !== 1),
        [],
      );
      assert.deepEqual(survivor.refused, []);
    }
  }

  #arrive(survivor: Survivor): Promise<number> {
    const { url, links } = this.#server.started;
    const token = links.find(({ name }) => name.includes(survivor.name))?.token ?? '';
    return survivor.arrive({ url, token });
  }
}
