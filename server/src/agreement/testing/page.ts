import assert from 'node:assert/strict';
import type { ClauseId } from '@parley/shared/ids';
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { applyAwarenessUpdate, Awareness, encodeAwarenessUpdate } from 'y-protocols/awareness';
import { readSyncMessage, writeSyncStep1, writeUpdate } from 'y-protocols/sync';
import * as Y from 'yjs';
import type { DocumentConnection, Wire } from '../connection.ts';

const [SYNC, AWARENESS, STORED, REFUSED] = [0, 1, 7, 8];
const NOTHING = 2;

/** A browser's page over a wire in memory: what y-websocket's provider does, and nothing of its timers. */
export class Page implements Wire {
  readonly doc: Y.Doc;
  readonly awareness: Awareness;
  readonly client: number;
  /** Told by the server, not read yet. */
  readonly inbox: Uint8Array[] = [];
  /** Everything the server ever sent, byte for byte. */
  readonly heard: Uint8Array[] = [];
  readonly refused: { readonly clauses: readonly ClauseId[]; readonly code: string }[] = [];
  sent = 0;
  stored = 0;
  synced = false;
  closed: { readonly code: number; readonly reason: string } | null = null;
  paused = false;
  unsent = 0;
  #connection: DocumentConnection | null = null;
  #outbox: Uint8Array[] = [];

  constructor(client: number, doc = new Y.Doc()) {
    this.client = client;
    this.doc = doc;
    this.awareness = new Awareness(doc);
    this.awareness.setLocalState(null);
    doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== this) this.sendUpdate(update);
    });
    this.awareness.on('update', (_change: unknown, origin: unknown) => {
      if (origin === 'local') this.#sendCaret();
    });
  }

  /** The line stands: what y-websocket sends at once. */
  open(connect: (wire: Wire) => DocumentConnection): void {
    this.closed = null;
    this.synced = false;
    this.sent = 0;
    this.stored = 0;
    this.paused = false;
    this.#connection = connect(this);
    this.raw(message(SYNC, (encoder) => writeSyncStep1(encoder, this.doc)));
  }

  /** The line breaks, and what was on its way with it. */
  drop(): void {
    this.#connection?.gone();
    this.#connection = null;
    this.inbox.length = 0;
    this.#outbox = [];
  }

  get connected(): boolean {
    return this.#connection !== null && this.closed === null;
  }

  sendUpdate(update: Uint8Array): void {
    if (!this.connected) return;
    this.sent += 1;
    this.raw(message(SYNC, (encoder) => writeUpdate(encoder, update)));
  }

  /** Any bytes, as an attacker would send them. */
  raw(bytes: Uint8Array): void {
    this.#outbox.push(bytes);
  }

  /** What was sent reaches the server. */
  flush(): void {
    for (const bytes of this.#outbox.splice(0)) this.#connection?.received(bytes);
  }

  /** What the server told is read; answers whether there was anything. */
  read(): boolean {
    const all = this.inbox.splice(0);
    for (const bytes of all) this.#hear(bytes);
    return all.length > 0;
  }

  text(root: string): string {
    return this.doc.getXmlFragment(root).toJSON();
  }

  /** Words in a paragraph of their own. */
  write(root: string, words: string): void {
    const [paragraph, text] = [new Y.XmlElement('paragraph'), new Y.XmlText(words)];
    paragraph.insert(0, [text]);
    this.doc.getXmlFragment(root).insert(0, [paragraph]);
  }

  send(bytes: Uint8Array): void {
    assert.equal(this.closed, null, 'something was sent on a line that had ended');
    this.heard.push(bytes);
    this.inbox.push(bytes);
  }

  close(code: number, reason: string): void {
    this.closed = { code, reason };
  }

  pause(): void {
    this.paused = true;
  }

  resume(): void {
    this.paused = false;
  }

  #hear(bytes: Uint8Array): void {
    const decoder = decoding.createDecoder(bytes);
    switch (decoding.readVarUint(decoder)) {
      case SYNC:
        return this.#sync(decoder);
      case AWARENESS:
        return applyAwarenessUpdate(this.awareness, decoding.readVarUint8Array(decoder), this);
      case STORED:
        this.stored = decoding.readVarUint(decoder);
        return;
      case REFUSED:
        this.refused.push(JSON.parse(decoding.readVarString(decoder)) as Page['refused'][number]);
        return;
      default:
        throw new Error('the server said what nobody understands');
    }
  }

  #sync(decoder: decoding.Decoder): void {
    let kind = 0;
    const answer = message(SYNC, (encoder) => {
      kind = readSyncMessage(decoder, encoder, this.doc, this);
    });
    if (kind === 1 && !this.synced) {
      this.synced = true;
      // Not before: Yjs takes another name when it meets its own in what comes from elsewhere.
      this.doc.clientID = this.client;
      this.awareness.clientID = this.client;
    }
    if (answer.length <= 1) return;
    if (updateIn(answer).length > NOTHING) this.sent += 1;
    this.raw(answer);
  }

  #sendCaret(): void {
    if (this.connected) this.raw(message(AWARENESS, (encoder) => writeCaret(encoder, this.awareness)));
  }
}

const writeCaret = (encoder: encoding.Encoder, awareness: Awareness): void =>
  encoding.writeVarUint8Array(encoder, encodeAwarenessUpdate(awareness, [awareness.clientID]));

function message(kind: number, write: (encoder: encoding.Encoder) => void): Uint8Array {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, kind);
  write(encoder);
  return encoding.toUint8Array(encoder);
}

function updateIn(answer: Uint8Array): Uint8Array {
  const decoder = decoding.createDecoder(answer);
  decoding.readVarUint(decoder);
  decoding.readVarUint(decoder);
  return decoding.readVarUint8Array(decoder);
}
