import assert from 'node:assert/strict';
import * as Y from 'yjs';
import { Random } from '../../fuzz/testing/random.ts';
import { edit } from './edits.ts';
import { Writer } from './writer.ts';
import { filterUpdate } from '../update/filter.ts';
import { Places } from '../update/places.ts';

const ROOTS = ['clause-1/zh', 'clause-1/en', 'clause-2/zh', 'clause-3/zh'] as const;

/** What goes between one writer and the server, each way in its order, until it is dropped. */
class Desk {
  writer: Writer;
  /** To the server. */
  up: Uint8Array[] = [];
  /** What came to the server before what it goes on from. */
  early: Uint8Array[] = [];
  /** To the writer; a question for what the server lacks has its state. */
  down: (Uint8Array | 'refused' | { readonly lacks: Uint8Array })[] = [];
  /** Something of theirs was refused: they begin again. */
  spoilt = false;

  constructor(client: number) {
    this.writer = new Writer(client);
  }
}

/** A few people, a server, and locks that come and go; every message waits until chance lets it through. */
export class Play {
  readonly random: Random;
  readonly server = new Y.Doc();
  readonly shadow = { doc: this.server, places: new Places() };
  readonly desks: readonly Desk[];
  readonly shut = new Set<string>();
  readonly refusedMarkers: string[] = [];
  readonly counted = { taken: 0, refused: 0, homeless: 0, drops: 0, early: 0 };
  #clients = 1;
  #markers = 0;

  constructor(seed: number) {
    this.random = new Random(seed);
    for (const root of ROOTS) this.server.getXmlFragment(root);
    this.desks = [1, 2, 3, 4].map(() => new Desk(this.#clients++));
  }

  step(): void {
    const desk = this.random.maybe(this.desks);
    if (desk === undefined) return;
    const draw = this.random.next();
    if (draw < 0.4) this.#edit(desk);
    else if (draw < 0.65) this.#up(desk);
    else if (draw < 0.9) this.#down(desk);
    else if (draw < 0.95) this.#toggle();
    else this.#reconnect(desk);
  }

  settle(): void {
    for (const desk of this.desks) this.#reconnect(desk);
    for (let round = 0; round < 6; round += 1) {
      for (const desk of this.desks) while (desk.up.length > 0) this.#up(desk);
      for (const desk of this.desks) while (desk.down.length > 0) this.#down(desk);
    }
  }

  #edit(desk: Desk): void {
    // One that was told of a refusal begins again before its person goes on.
    if (desk.spoilt) return;
    const root = this.random.one(ROOTS);
    if (this.random.chance(0.1)) {
      const undo = desk.writer.undo(root);
      if (this.random.chance(0.6)) undo.undo();
      else undo.redo();
      return this.#send(desk);
    }
    const marker = `⟦${(this.#markers += 1)}⟧`;
    desk.writer.doc.transact(() => {
      edit(this.random, desk.writer.root(root), root, marker);
      if (this.random.chance(0.1)) {
        const other = this.random.one(ROOTS);
        edit(this.random, desk.writer.root(other), other, `⟦${(this.#markers += 1)}⟧`);
      }
    });
    this.#send(desk);
  }

  #send(desk: Desk): void {
    const written = desk.writer.take();
    if (written.length === 0) return;
    desk.up.push(...(this.random.chance(0.3) ? [Y.mergeUpdates(written)] : written));
  }

  #up(desk: Desk): void {
    const update = desk.up.shift();
    if (update === undefined) return;
    if (!this.#take(desk, update)) {
      this.counted.early += 1;
      desk.early.push(update);
    }
    desk.early = desk.early.filter((each) => !this.#take(desk, each));
  }

  /** As the gate does it, with the same update taken whole by a copy of the document beside it. */
  #take(desk: Desk, update: Uint8Array): boolean {
    const before = this.#texts(this.server);
    const filtered = filterUpdate(update, {
      shadow: this.shadow,
      client: desk.writer.client,
      verdict: (root) => (this.shut.has(root) ? 'clause.not-draft' : null),
    });
    if (filtered === null) return false;
    const unfiltered = copyOf(this.server);
    Y.applyUpdate(unfiltered, update);
    for (const part of filtered.parts) Y.applyUpdate(this.server, part);
    assert.equal(this.server.store.pendingStructs, null);
    assert.equal(this.server.store.pendingDs, null);
    const [after, whole] = [this.#texts(this.server), this.#texts(unfiltered)];
    for (const root of ROOTS) {
      const wanted: ReadonlyMap<string, string> = filtered.refused.has(root) ? before : whole;
      assert.equal(after.get(root), wanted.get(root));
    }
    for (const root of this.shut) assert.equal(after.get(root), before.get(root));
    this.#note(desk, update, filtered.refused.size > 0, filtered.homeless);
    if (filtered.written !== null) {
      this.counted.taken += 1;
      for (const other of this.desks) if (other !== desk) other.down.push(filtered.written.update);
    }
    return true;
  }

  #note(desk: Desk, update: Uint8Array, refused: boolean, homeless: boolean): void {
    if (homeless) this.counted.homeless += 1;
    if (!refused) return;
    this.counted.refused += 1;
    desk.down.push('refused');
    const kept = Buffer.from(Y.encodeStateAsUpdate(this.server)).toString();
    const sent = Buffer.from(update).toString().match(/⟦\d+⟧/gu) ?? [];
    this.refusedMarkers.push(...sent.filter((marker) => !kept.includes(marker)));
  }

  #down(desk: Desk): void {
    const message = desk.down.shift();
    if (message === undefined) return;
    if (message === 'refused') {
      desk.spoilt = true;
      this.#reconnect(desk);
    } else if (message instanceof Uint8Array) {
      desk.writer.receive(message);
      // Yjs tidies marks after what another one wrote.
      this.#send(desk);
    } else desk.up.push(Y.encodeStateAsUpdate(desk.writer.doc, message.lacks));
  }

  #toggle(): void {
    const root = this.random.one(ROOTS);
    if (!this.shut.delete(root)) this.shut.add(root);
  }

  /** What was on its way is lost, except that now and then it reached the server first. */
  #reconnect(desk: Desk): void {
    this.counted.drops += 1;
    if (this.random.chance(0.5)) while (desk.up.length > 0) this.#up(desk);
    desk.spoilt ||= desk.down.includes('refused');
    desk.up = [];
    desk.early = [];
    desk.down = [];
    if (desk.spoilt) {
      desk.writer = new Writer(this.#clients++);
      desk.spoilt = false;
    }
    desk.writer.take();
    desk.down.push({ lacks: Y.encodeStateVector(this.server) });
    desk.down.push(Y.encodeStateAsUpdate(this.server, Y.encodeStateVector(desk.writer.doc)));
  }

  #texts(doc: Y.Doc): ReadonlyMap<string, string> {
    return new Map(ROOTS.map((root) => [root, JSON.stringify(readOf(doc.getXmlFragment(root)))]));
  }

  check(): void {
    const texts = this.#texts(this.server);
    for (const { writer } of this.desks) {
      assert.deepEqual(this.#texts(writer.doc), texts);
      assert.deepEqual(Y.encodeStateVector(writer.doc), Y.encodeStateVector(this.server));
      assert.equal(writer.doc.store.pendingStructs, null);
    }
    for (const doc of [this.server, ...this.desks.map(({ writer }) => writer.doc)]) {
      const bytes = Buffer.from(Y.encodeStateAsUpdate(doc)).toString();
      assert.deepEqual(
        this.refusedMarkers.filter((marker) => bytes.includes(marker)),
        [],
      );
    }
  }
}

function copyOf(doc: Y.Doc): Y.Doc {
  const copy = new Y.Doc();
  for (const root of ROOTS) copy.getXmlFragment(root);
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc));
  return copy;
}

/** What is read, marks by their text: how it is put together in structs is left out. */
function readOf(type: Y.XmlFragment | Y.XmlText): unknown {
  if (type instanceof Y.XmlText) return type.toDelta() as unknown;
  const children = type.toArray().map((child) => readOf(child as Y.XmlFragment | Y.XmlText));
  return type instanceof Y.XmlElement ? [type.nodeName, type.getAttributes(), children] : children;
}
