import assert from 'node:assert/strict';
import { type AgreementCommand, rootOf } from '@parley/shared/agreement';
import { connection, device, participant } from '@parley/shared/session/testing';
import * as Y from 'yjs';
import { readText } from '../text/read.ts';
import { Random } from '../../fuzz/testing/random.ts';
import { edit } from './edits.ts';
import { House, price, PRICE, settled, term, TERM } from './house.ts';
import type { Page } from './page.ts';

const ROOTS = [price, 'price---/en', term, 'term----/en'] as const;
const PEOPLE = ['party', 'respondent', 'counsel', 'recorder'] as const;

interface Desk {
  readonly name: string;
  page: Page;
  /** On a line of their own; a lost one ends the page's. */
  devices: number;
}

/**
 * People who write, a mediator who locks, and a network, a disk and a server that fail: every message, every flush
 * and every timer waits until chance lets it through.
 */
export class GatePlay {
  readonly random: Random;
  readonly counted = { written: 0, refused: 0, rebuilt: 0, drops: 0, restarts: 0, moves: 0, decided: 0 };
  readonly #house: House;
  readonly #desks: readonly Desk[];
  /** What the server before had asked of the disk, and what may still be done. */
  #late: () => void = () => undefined;
  #markers = 0;

  private constructor(random: Random, house: House, desks: readonly Desk[]) {
    this.random = random;
    this.#house = house;
    this.#desks = desks;
  }

  static async begin(seed: number): Promise<GatePlay> {
    const house = await House.open(...PEOPLE);
    const desks = await Promise.all(
      PEOPLE.map(async (name) => ({ name, page: await house.page(name), devices: 0 })),
    );
    return new GatePlay(new Random(seed), house, desks);
  }

  async step(): Promise<void> {
    const desk = this.random.maybe(this.#desks);
    const draw = this.random.next();
    if (desk === undefined) return;
    if (draw < 0.36) this.#write(desk);
    else if (draw < 0.56) desk.page.flush();
    else if (draw < 0.76) await this.#read(desk);
    else if (draw < 0.82) this.#disk();
    else if (draw < 0.9) await this.#decide();
    else if (draw < 0.95) await this.#reconnect(desk);
    else if (draw < 0.97) await this.#move(desk);
    else if (draw < 0.975) await this.#restart();
    else await this.#house.clock.pass(100, async () => undefined);
    await settled();
  }

  /** Everything arrives, everyone comes back, and all show the same. */
  async settle(): Promise<void> {
    this.#house.store.release();
    for (let round = 0; round < 6; round += 1) {
      await this.#house.pass();
      await this.#house.clock.pass(2_000, settled);
      for (const desk of this.#desks)
        if (!desk.page.connected || desk.page.refused.length > 0) await this.#reconnect(desk);
    }
    await this.#house.pass();
    this.#check();
  }

  #write({ page }: Desk): void {
    // A page that was told of a refusal takes nothing until it shows again what is so.
    if (page.refused.length > 0) return;
    const root = this.random.one(ROOTS);
    this.#markers += 1;
    this.counted.written += 1;
    page.doc.transact(() => edit(this.random, page.doc.getXmlFragment(root), root, `⟦${this.#markers}⟧`));
  }

  async #read(desk: Desk): Promise<void> {
    desk.page.read();
    if (desk.page.refused.length === 0) return;
    this.counted.refused += 1;
    await this.#reconnect(desk);
  }

  #disk(): void {
    this.#late();
    this.#late = () => undefined;
    if (this.random.chance(0.4)) this.#house.store.held = true;
    else this.#house.store.release();
  }

  /** The pen goes about; a clause is put to the sides, or opened again. While the disk hangs, nobody waits for it. */
  async #decide(): Promise<void> {
    this.counted.decided += 1;
    const clause = this.random.one([PRICE, TERM]);
    const pen = this.random.one<{ kind: 'mediator' } | { kind: 'everyone' }>([
      { kind: 'mediator' },
      { kind: 'everyone' },
    ]);
    const command = this.random.one<AgreementCommand>([
      { type: 'clause.pen', clause, pen },
      { type: 'clause.propose', clause },
      { type: 'clause.reopen', clause },
    ]);
    await this.#house.ask('mediator', command).catch(() => undefined);
    if (this.#house.store.held || !this.random.chance(0.3)) return;
    // What is read to be decided about is what is stored, and stays so while it is decided.
    await this.#house.documents.withTexts({ kind: 'agreement' }, null, async (words) => {
      await settled();
      const stored = this.#house.store.document();
      for (const { clause: id, texts } of words) {
        for (const [language, text] of Object.entries(texts)) {
          assert.deepEqual(text, readText(stored.getXmlFragment(rootOf({ clause: id, language }))));
        }
      }
    });
  }

  /** The page comes back on a new line: under its name when its copy is good, or with a new copy. */
  async #reconnect(desk: Desk): Promise<void> {
    this.counted.drops += 1;
    const { page } = desk;
    if (this.random.chance(0.5)) page.flush();
    const spoilt = page.refused.length > 0;
    page.drop();
    try {
      if (!spoilt) {
        desk.page = await this.#house.knock(desk.name, undefined, page);
      } else {
        this.counted.rebuilt += 1;
        desk.page = await this.#house.rebuild(desk.name, this.random.chance(0.5) ? page : null);
      }
      if (desk.page !== page) this.#house.forget(page);
    } catch {
      // They are on their way, or not on the line; there will be another time.
    }
  }

  /** Somebody goes out and comes back, or changes their device: every line of theirs ends. */
  async #move(desk: Desk): Promise<void> {
    this.counted.moves += 1;
    const who = participant(desk.name);
    desk.devices += 1;
    await this.#house.tell(
      {
        type: 'line.connected',
        participant: who,
        connection: connection(`c-${desk.name}`),
        device: device(`d-${desk.name}-${desk.devices}`),
        takeOver: true,
      },
      { kind: 'server' },
    );
    if (!this.random.chance(0.5)) return;
    await this.#house.ask(desk.name, { type: 'session.leave' });
    assert.equal(desk.page.connected, false);
    await this.#house.ask(desk.name, { type: 'session.enter' });
    await this.#house.admit(who);
    await this.#house.settle();
  }

  async #restart(): Promise<void> {
    this.counted.restarts += 1;
    for (const { page } of this.#desks) page.drop();
    this.#late = await this.#house.crash();
  }

  #check(): void {
    const server = this.#house.store.document();
    const texts = (doc: Y.Doc): unknown => ROOTS.map((root) => doc.getXmlFragment(root).toJSON());
    for (const { page } of this.#desks) {
      assert.equal(page.connected, true);
      assert.equal(page.stored, page.sent);
      assert.deepEqual(texts(page.doc), texts(server));
      assert.deepEqual(Y.encodeStateVector(page.doc), Y.encodeStateVector(server));
    }
    // Nobody was ever sent a word that is not on disk, and nothing that was refused is.
    const stored = this.#house.store.bytes().toString();
    const heard = Buffer.concat(this.#house.everyPage.flatMap((page) => page.heard)).toString();
    const told = new Set(heard.match(/⟦\d+⟧/gu));
    assert.deepEqual(
      [...told].filter((word) => !stored.includes(word)),
      [],
    );
  }
}
