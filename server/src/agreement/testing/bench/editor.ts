import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { writeSyncStep1, writeUpdate } from 'y-protocols/sync';
import { WebSocket } from 'ws';
import * as Y from 'yjs';
import { readUpdate } from '../../update/wire.ts';

const [SYNC, AUTH, SYNC_REPLY, STORED] = [0, 2, 4, 7];
const TOKEN = 0;

/** How a server is reached. */
export interface Line {
  readonly url: string;
  readonly protocols: readonly string[];
  readonly origin: string;
  readonly client: number;
  /** Hocuspocus names the document in every message, and asks for a token in the first. */
  readonly document: string | null;
}

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
  readonly #line: Line;
  readonly #heard: Heard;
  readonly #sent: number[] = [];
  #stored = 0;
  #closed: string | null = null;

  private constructor(socket: WebSocket, line: Line, root: string, heard: Heard) {
    this.#socket = socket;
    this.#line = line;
    this.#heard = heard;
    this.#doc.clientID = line.client;
    this.#text = new Y.XmlText();
    socket.on('message', (bytes: Buffer) => this.#hear(bytes));
    socket.on('close', (_code, reason) => (this.#closed = reason.toString()));
    if (line.document !== null) this.sendFrame(tokenFrame());
    this.#sync((encoder) => writeSyncStep1(encoder, this.#doc));
    this.#doc.on('update', (update: Uint8Array) => this.#send(update));
    const paragraph = new Y.XmlElement('paragraph');
    paragraph.insert(0, [this.#text]);
    this.#doc.getXmlFragment(root).insert(0, [paragraph]);
  }

  static async open(line: Line, root: string, heard: Heard): Promise<Editor> {
    const { url, protocols, origin } = line;
    const socket = new WebSocket(url, [...protocols], { origin });
    await new Promise<void>((resolve, reject) => socket.once('open', resolve).once('error', reject));
    return new Editor(socket, line, root, heard);
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

  /** Any message, as an attacker would send it. */
  sendFrame(frame: Uint8Array): void {
    const { document } = this.#line;
    this.#socket.send(document === null ? frame : Buffer.concat([nameOf(document), frame]));
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
    this.#sync((encoder) => writeUpdate(encoder, update));
  }

  #sync(write: (encoder: encoding.Encoder) => void): void {
    this.sendFrame(syncFrame(write));
  }

  #hear(bytes: Buffer): void {
    const decoder = decoding.createDecoder(bytes);
    const named = this.#line.document !== null;
    if (named) decoding.readVarString(decoder);
    const kind = decoding.readVarUint(decoder);
    if (kind === STORED && !named) return this.#acknowledged(decoding.readVarUint(decoder));
    if (kind !== SYNC && !(kind === SYNC_REPLY && named)) return;
    const step = decoding.readVarUint(decoder);
    const content = decoding.readVarUint8Array(decoder);
    // Its answer is that it has nothing: what it has is sent already.
    if (step === 0) return this.#sync((encoder) => answerNothing(encoder));
    if (step !== 2) return;
    const now = performance.now();
    for (const { client, structs } of readUpdate(content).blocks) {
      for (const { clock } of structs) {
        const at = written.get(`${client}/${clock}`);
        if (at !== undefined) this.#heard.remote(now - at);
      }
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

function syncFrame(write: (encoder: encoding.Encoder) => void): Uint8Array {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, SYNC);
  write(encoder);
  return encoding.toUint8Array(encoder);
}

/** An update as it is sent. */
export const editFrame = (update: Uint8Array): Uint8Array =>
  syncFrame((encoder) => writeUpdate(encoder, update));

function nameOf(document: string): Uint8Array {
  const encoder = encoding.createEncoder();
  encoding.writeVarString(encoder, document);
  return encoding.toUint8Array(encoder);
}

function tokenFrame(): Uint8Array {
  const encoder = encoding.createEncoder();
  for (const number of [AUTH, TOKEN]) encoding.writeVarUint(encoder, number);
  encoding.writeVarString(encoder, 'anybody');
  return encoding.toUint8Array(encoder);
}
