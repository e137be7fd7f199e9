import { parseRoot, type Root, rootOf } from '@parley/shared/agreement';
import { Awareness } from 'y-protocols/awareness';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import type { Edits } from '../../session/unstored.ts';
import { createUndo } from '../undo.ts';
import { editsSince } from './edits.ts';
import { type Frame, readFrame } from './frames.ts';
import { type Orphan, orphansOf, piecesSince, rootOfType, writtenSince } from './orphans.ts';
import { type ProviderSocket, socketClass } from './provider-socket.ts';

export interface ReplicaEvents {
  /** To the server. */
  send(bytes: Uint8Array, frame: Frame): void;
  /** Nothing has come for so long that the connection is given up. */
  dropped(): void;
  /** Somebody on this page has written. */
  wrote(update: Uint8Array, roots: readonly Root[]): void;
  /** The server has sent all it had. */
  synced(): void;
  orphaned(lost: readonly Orphan[]): void;
}

/**
 * This page's copy of one document: everything in it goes when it goes. It is written under the client id that the
 * server gave this page, which may have written under it before.
 */
export class Replica {
  readonly doc = new Y.Doc();
  readonly awareness: Awareness;
  readonly undo: Y.UndoManager;
  readonly client: number;
  /** Under which this page wrote before. */
  readonly #earlier: readonly number[];
  readonly #events: ReplicaEvents;
  readonly #provider: WebsocketProvider;
  #socket: ProviderSocket | null = null;
  /** What is being taken in just now. */
  #incoming: Uint8Array | null = null;
  #durable = 0;

  constructor(client: number, earlier: readonly number[], events: ReplicaEvents) {
    this.client = client;
    this.#earlier = earlier;
    this.#events = events;
    this.awareness = new Awareness(this.doc);
    this.awareness.setLocalState(null);
    this.undo = createUndo(this.doc);
    this.#provider = new WebsocketProvider('ws://document', 'shared', this.doc, {
      connect: false,
      awareness: this.awareness,
      disableBc: true,
      // Coming back is the channel's business: each connection needs a ticket of its own.
      shouldReconnect: () => false,
      WebSocketPolyfill: socketClass({
        made: (socket) => (this.#socket = socket),
        send: (bytes) => this.#send(bytes),
        closed: () => events.dropped(),
      }),
    });
    this.#provider.on('sync', (synced: boolean) => {
      if (!synced) return;
      if (!this.#isWritten) this.stored();
      events.synced();
    });
    this.doc.on('afterTransaction', (transaction: Y.Transaction) => this.#after(transaction));
    this.doc.on('update', (update: Uint8Array, origin: unknown, _doc: Y.Doc, transaction: Y.Transaction) => {
      if (origin !== this.#provider) events.wrote(update, rootsIn(transaction));
    });
  }

  /**
   * From here on it is written in, under its own name. Not before all that was ever written under it is here: Yjs
   * takes another name when it meets its own in what comes from elsewhere.
   */
  begin(): void {
    this.doc.clientID = this.client;
    this.awareness.clientID = this.client;
    this.awareness.setLocalState(null);
  }

  get #isWritten(): boolean {
    return this.doc.clientID === this.client;
  }

  get synced(): boolean {
    return this.#provider.synced;
  }

  textOf(root: Root): Y.XmlFragment {
    return this.doc.getXmlFragment(rootOf(root));
  }

  /** Whose words there are. */
  roots(): Root[] {
    return [...this.doc.share.keys()].flatMap((name) => parseRoot(name) ?? []);
  }

  opened(): void {
    this.#provider.connect();
    this.#socket?.opened();
  }

  received(bytes: Uint8Array): void {
    this.#takeIn(bytes, () => this.#socket?.received(bytes));
  }

  /** What was held, and came over a line that is no more: it says nothing about the present one. */
  late(bytes: Uint8Array): void {
    this.#takeIn(bytes, (update) => {
      if (update !== null) Y.applyUpdate(this.doc, update, this.#provider);
    });
  }

  /** All that was written here until now is stored. */
  stored(): void {
    this.#durable = Y.getState(this.doc.store, this.client);
  }

  /** Words that were written here and are not known to be stored. */
  unstored(): Orphan[] {
    return writtenSince(this.doc, this.client, this.#durable);
  }

  /**
   * The same as edits, which can be sent again; with all words of this page where others have done something that it has
   * not looked at, which may have taken any of them away.
   */
  unstoredEdits(isBehind: boolean): Edits {
    const { doc, client } = this;
    const pieces = isBehind
      ? [client, ...this.#earlier].flatMap((name) => piecesSince(doc, name, 0))
      : piecesSince(doc, client, this.#durable);
    return editsSince(doc, { client, since: this.#durable, pieces });
  }

  closed(): void {
    const socket = this.#socket;
    this.#socket = null;
    socket?.ended(1006);
  }

  destroy(): void {
    this.closed();
    this.#provider.destroy();
    this.undo.clear();
    this.undo.destroy();
    this.awareness.destroy();
    this.doc.destroy();
  }

  #send(bytes: Uint8Array): void {
    const frame = readFrame(bytes);
    // The provider passes on where others are; everyone says so themselves.
    if (frame.kind === 'awareness' && frame.client !== this.client) return;
    this.#events.send(bytes, frame);
  }

  #takeIn(bytes: Uint8Array, take: (update: Uint8Array | null) => void): void {
    const frame = readFrame(bytes);
    this.#incoming = frame.kind === 'edits' ? frame.update : null;
    take(this.#incoming);
    this.#incoming = null;
  }

  #after(transaction: Y.Transaction): void {
    // Before it is written in here, what comes of its own is from before.
    if (transaction.origin !== this.#provider || !this.#isWritten) return;
    const update = this.#incoming;
    if (update === null) return;
    const names = [
      { client: this.client, durable: this.#durable },
      ...this.#earlier.map((client) => ({ client, durable: Infinity })),
    ];
    const lost = names.flatMap((name) => orphansOf({ transaction, update, ...name }));
    if (lost.length > 0) this.#events.orphaned(lost);
  }
}

/** Whose words a transaction has changed. */
function rootsIn({ changed }: Y.Transaction): Root[] {
  const roots = new Map<string, Root>();
  for (const type of changed.keys()) {
    const root = rootOfType(type);
    if (root !== null) roots.set(rootOf(root), root);
  }
  return [...roots.values()];
}
