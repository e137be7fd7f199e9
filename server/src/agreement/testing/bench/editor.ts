import { documentsPath } from '@parley/shared/protocol';
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { writeSyncStep1, writeUpdate } from 'y-protocols/sync';
import { WebSocket } from 'ws';
import * as Y from 'yjs';
import { readUpdate } from '../../update/wire.ts';

const [SYNC, STORED] = [0, 7];

export interface Heard {
  /** Of one edit, from its writing to its arrival at one other page, milliseconds. */
  remote(ms: number): void;
  /** From its writing to its acknowledgement. */
  stored(ms: number): void;
}

/** When each edit was written, by client and clock: everyone of a measurement is in one process. */
const written = new Map<string, number>();

/** A page that types, and only looks at when others' edits arrive. */
export class Editor {
  readonly #doc = new Y.Doc();
  readonly #text: Y.XmlText;
  readonly #socket: WebSocket;
  readonly #heard: Heard;
  readonly #sent: number[] = [];
  #stored = 0;
  #closed: string | null = null;

  private constructor(socket: WebSocket, client: number, root: string, heard: Heard) {
    this.#socket = socket;
    this.#heard = heard;
    this.#doc.clientID = client;
    this.#text = new Y.XmlText();
    socket.on('message', (bytes: Buffer) => this.#hear(bytes));
    socket.on('close', (_code, reason) => (this.#closed = reason.toString()));
    this.#raw((encoder) => writeSyncStep1(encoder, this.#doc));
    this.#doc.on('update', (update: Uint8Array) => this.#send(update));
    const paragraph = new Y.XmlElement('paragraph');
    paragraph.insert(0, [this.#text]);
    this.#doc.getXmlFragment(root).insert(0, [paragraph]);
  }

  static async open(
    url: string,
    { ticket, client }: { readonly ticket: string; readonly client: number },
    root: string,
    heard: Heard,
  ): Promise<Editor> {
    const socket = new WebSocket(`${url.replace('http', 'ws')}${documentsPath}`, [`parley.${ticket}`], {
      origin: url,
    });
    await new Promise<void>((resolve, reject) => socket.once('open', resolve).once('error', reject));
    return new Editor(socket, client, root, heard);
  }

  get closed(): string | null {
    return this.#closed;
  }

  /** One key pressed. */
  press(): void {
    const { length } = this.#text;
    if (length > 400) this.#text.delete(0, 200);
    else this.#text.insert(length, '字');
  }

  /** Any update, as an attacker would send it. */
  sendRaw(update: Uint8Array): void {
    this.#raw((encoder) => writeUpdate(encoder, update));
  }

  get client(): number {
    return this.#doc.clientID;
  }

  get clock(): number {
    return Y.getState(this.#doc.store, this.client);
  }

  close(): void {
    this.#socket.terminate();
  }

  #send(update: Uint8Array): void {
    const now = performance.now();
    const [first] = readUpdate(update).blocks;
    if (first !== undefined) written.set(`${first.client}/${first.structs[0]?.clock}`, now);
    this.#sent.push(now);
    this.#raw((encoder) => writeUpdate(encoder, update));
  }

  #raw(write: (encoder: encoding.Encoder) => void): void {
    const encoder = encoding.createEncoder();
    encoding.writeVarUint(encoder, SYNC);
    write(encoder);
    this.#socket.send(encoding.toUint8Array(encoder));
  }

  #hear(bytes: Buffer): void {
    const decoder = decoding.createDecoder(bytes);
    const kind = decoding.readVarUint(decoder);
    if (kind === STORED) return this.#acknowledged(decoding.readVarUint(decoder));
    if (kind !== SYNC) return;
    const step = decoding.readVarUint(decoder);
    const content = decoding.readVarUint8Array(decoder);
    // Its answer is that it has nothing: what it has is sent already.
    if (step === 0) return this.#raw((encoder) => answerNothing(encoder));
    if (step !== 2) return;
    const now = performance.now();
    for (const { client, structs } of readUpdate(content).blocks) {
      const at = written.get(`${client}/${structs[0]?.clock}`);
      if (at !== undefined) this.#heard.remote(now - at);
    }
  }

  #acknowledged(count: number): void {
    const now = performance.now();
    for (; this.#stored < count; this.#stored += 1) {
      const at = this.#sent[this.#stored];
      if (at !== undefined) this.#heard.stored(now - at);
    }
  }
}

function answerNothing(encoder: encoding.Encoder): void {
  encoding.writeVarUint(encoder, 1);
  encoding.writeVarUint8Array(encoder, new Uint8Array(2));
}
