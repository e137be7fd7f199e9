import { rootOf } from '@parley/shared/agreement';
import type { ClauseId } from '@parley/shared/ids';
import type { Reply } from '@parley/shared/protocol';
import { documentsPath } from '@parley/shared/protocol';
import * as decoding from 'lib0/decoding';
import { WebSocket } from 'ws';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import type { Random } from '../../../fuzz/testing/random.ts';
import { Guest } from '../../../gateway/testing/guest.ts';

const [SYNC, STORED, REFUSED] = [0, 7, 8];
const [ASK, ANSWER] = [0, 1];
const NOTHING = 2;

export interface Place {
  readonly url: string;
  readonly token: string;
}

/**
 * Somebody who writes through y-websocket's own client, over whatever line there is. Each thing they write has a
 * number; what the server says is stored is kept apart.
 */
export class Survivor {
  readonly doc = new Y.Doc();
  readonly name: string;
  readonly refused: string[] = [];
  /** So many of what was written are acknowledged. */
  acknowledged = 0;
  /** Told with each acknowledgement. */
  onStored: () => void = () => undefined;
  /** Told when the document's line is gone that was open, whoever ended it. */
  onCutOff: () => void = () => undefined;
  #written = 0;
  /** By frame of this connection, how much had been written when it was sent. */
  #frames: number[] = [];
  #stored = 0;
  #client: number | null = null;
  #guest: Guest | null = null;
  #provider: WebsocketProvider | null = null;
  #devices = 0;
  #cutOffs = 0;
  /** The document's line is open, and shows what is stored. */
  #isOnLine = false;
  /** Where its bytes go instead of straight to the server. */
  readonly #via: string | null;

  constructor(name: string, via: string | null = null) {
    this.name = name;
    this.#via = via;
  }

  get written(): number {
    return this.#written;
  }

  /** How often their document's line was gone that was open. */
  get cutOffs(): number {
    return this.#cutOffs;
  }

  get isOnLine(): boolean {
    return this.#isOnLine;
  }

  get isSaved(): boolean {
    return this.#isOnLine && this.acknowledged === this.#written;
  }

  get guest(): Guest {
    if (this.#guest === null) throw new Error('nobody is on the line');
    return this.#guest;
  }

  /** What the nth thing written says; nobody else writes the same. */
  said(number: number): string {
    return `⟦${this.name}:${number}⟧`;
  }

  /** On the line, and in a room. */
  async arrive({ url, token }: Place): Promise<number> {
    this.#guest?.close();
    this.#devices += 1;
    const auth = { token, device: `survivor-device-${this.#devices}`, takeOver: true };
    const guest = new Guest(this.#via ?? url, auth, { origin: url });
    this.#guest = guest;
    await guest.connected();
    const { view } = await guest.until('view', () => true);
    if (view.place.kind === 'outside') valueOf(await guest.ask('session.enter', {}));
    const placed = await guest.until('view', (notice) => notice.view.place.kind === 'room');
    return placed.view.place.kind === 'room' ? placed.view.place.epoch : 0;
  }

  /**
   * Opens the agreement, or the draft of where it is, going on under the name it had. Again where the line is gone
   * before it is open, as a page does: on a busy machine what lets one in may have run out by then.
   */
  async open(url: string, epoch: number, doc: 'agreement' | 'draft' = 'agreement'): Promise<void> {
    while (!(await this.tryToOpen(url, epoch, doc)));
  }

  /** Whether it is open before its line is gone. */
  async tryToOpen(url: string, epoch: number, doc: 'agreement' | 'draft' = 'agreement'): Promise<boolean> {
    const reply = await this.guest.ask('document.open', { doc, epoch, client: this.#client });
    const { ticket, client } = valueOf(reply);
    if (this.#client !== null && this.#client !== client) throw new Error('the server has forgotten a name');
    this.#client = client;
    this.doc.clientID = client;
    this.#frames = [];
    this.#stored = 0;
    this.#isOnLine = false;
    this.#provider?.destroy();
    const provider = new WebsocketProvider(
      `${(this.#via ?? url).replace('http', 'ws')}${documentsPath}`,
      doc,
      this.doc,
      {
        connect: false,
        protocols: [`parley.${ticket}`],
        WebSocketPolyfill: this.#socket(url),
        disableBc: true,
        shouldReconnect: () => false,
      },
    );
    provider.messageHandlers[STORED] = (_encoder, decoder) =>
      this.#heardStored(decoding.readVarUint(decoder));
    provider.messageHandlers[REFUSED] = (_encoder, decoder) =>
      void this.refused.push(decoding.readVarString(decoder));
    this.#provider = provider;
    const opened = new Promise<boolean>((resolve) => {
      provider.on('sync', (is: boolean) => {
        if (!is || this.#provider !== provider) return;
        this.#isOnLine = true;
        resolve(true);
      });
      provider.on('connection-close', () => {
        resolve(false);
        if (!this.#isOnLine || this.#provider !== provider) return;
        this.#isOnLine = false;
        this.#cutOffs += 1;
        this.onCutOff();
      });
    });
    provider.connect();
    return opened;
  }

  /** How they stand, to be told when what is waited for does not come. */
  get state(): string {
    const line = this.isOnLine ? 'on the line' : 'without a line';
    return `${this.name} is ${line}, cut off ${this.#cutOffs} times: ${this.acknowledged} of ${this.#written} stored`;
  }

  /** One edit: its number in a paragraph somewhere, and now and then a mark or a deletion of what has none. */
  write(random: Random, clauses: readonly ClauseId[]): void {
    const clause = random.maybe(clauses);
    if (clause === undefined) throw new Error('there is nothing to write in');
    const fragment = this.doc.getXmlFragment(rootOf({ clause, language: 'zh' }));
    this.#written += 1;
    const words = this.said(this.#written);
    this.doc.transact(() => {
      const text = random.chance(0.1) ? null : textIn(random, fragment);
      if (text !== null) {
        // Never inside of what somebody else said.
        text.insert(random.chance(0.5) ? 0 : text.length, words, random.chance(0.1) ? { bold: {} } : {});
      } else {
        const [paragraph, fresh] = [new Y.XmlElement('paragraph'), new Y.XmlText(words)];
        paragraph.insert(0, [fresh]);
        fragment.insert(random.below(fragment.length + 1), [paragraph]);
      }
    });
  }

  /** The line is gone, wherever it went. */
  leave(): void {
    this.#isOnLine = false;
    this.#provider?.destroy();
    this.#provider = null;
    this.#guest?.close();
    this.#guest = null;
  }

  #heardStored(count: number): void {
    this.#stored = count;
    this.#acknowledge(this.#frames[this.#stored - 1] ?? 0);
  }

  #acknowledge(written: number): void {
    this.acknowledged = Math.max(this.acknowledged, written);
    this.onStored();
  }

  /** A browser's socket, of which it is seen what goes out. */
  #socket(origin: string): typeof globalThis.WebSocket {
    const sent = (bytes: Uint8Array): void => this.#sent(bytes);
    const Socket = class extends WebSocket {
      constructor(url: string, protocols: string[]) {
        super(url, protocols, { origin });
        // It is killed under us.
        this.on('error', () => undefined);
      }

      override send(bytes: Uint8Array): void {
        sent(bytes);
        super.send(bytes, () => undefined);
      }
    };
    return Socket as unknown as typeof globalThis.WebSocket;
  }

  #sent(bytes: Uint8Array): void {
    const decoder = decoding.createDecoder(bytes);
    if (decoding.readVarUint(decoder) !== SYNC) return;
    const step = decoding.readVarUint(decoder);
    if (step === ASK) return;
    if (decoding.readVarUint8Array(decoder).length > NOTHING) this.#frames.push(this.#written);
    // The server lacks nothing, and it tells what is stored of it: only the word for it was lost with the line before.
    else if (step === ANSWER) this.#acknowledge(this.#written);
  }
}

function textIn(random: Random, fragment: Y.XmlFragment): Y.XmlText | null {
  const paragraph = random.maybe(fragment.toArray());
  const text = paragraph instanceof Y.XmlElement ? paragraph.get(0) : null;
  return text instanceof Y.XmlText ? text : null;
}

export function valueOf<T>(reply: Reply<T>): T {
  if (!reply.ok) throw new Error(`refused: ${reply.error.code}`);
  return reply.value;
}
