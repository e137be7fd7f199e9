import type { DocumentKind } from '@parley/shared/agreement';
import type { ErrorReply } from '@parley/shared/errors';
import type { Epoch } from '@parley/shared/ids';
import { type Ask, replyTo } from '../../session/ask.ts';
import type { Clock } from '../../session/clock.ts';
import type { OpenTube, Tube } from './tube.ts';

export interface ChannelParts {
  readonly kind: DocumentKind;
  readonly ask: Ask;
  readonly clock: Clock;
  readonly openTube: OpenTube;
  /** 0 … 1 */
  readonly random: () => number;
}

export interface ChannelEvents {
  /** Who this page writes as; not before there is a line. */
  opened(client: number): void;
  frame(bytes: Uint8Array): void;
  closed(): void;
  /** The server will not open it as things are. */
  denied(error: ErrorReply): void;
}

const FIRST_DELAY_MS = 100;
const LAST_DELAY_MS = 2_000;
/** From asking for a ticket to an open socket. */
const GREETING_MS = 8_000;

/**
 * The way to one document: while I stand in a room and am on the line it comes back by itself, each time with a new
 * ticket.
 */
export class Channel {
  readonly #parts: ChannelParts;
  readonly #events: ChannelEvents;
  /** The room I stand in, while I am on the line. */
  #epoch: Epoch | null = null;
  /** Under which it is gone on writing; null for one of the server's choice. */
  #client: number | null = null;
  #tube: Tube | null = null;
  #open = false;
  /** Tells late answers from those to the latest question. */
  #turn = 0;
  #attempts = 0;
  #cancel: () => void = () => undefined;

  /** `client`: what this page wrote under before it was loaded anew. */
  constructor(parts: ChannelParts, client: number | null, events: ChannelEvents) {
    this.#parts = parts;
    this.#client = client;
    this.#events = events;
  }

  get isOpen(): boolean {
    return this.#open;
  }

  /** Null while I am not on the line or in no room. */
  place(epoch: Epoch | null): void {
    if (this.#epoch === epoch) return;
    this.#epoch = epoch;
    this.reopen();
  }

  /** Ends the present connection, and begins another one if there can be one. */
  reopen(): void {
    this.#letGo();
    this.#attempts = 0;
    if (this.#epoch !== null) void this.#attempt(this.#epoch);
  }

  /** The connection has been of use: the next one need not wait. */
  worked(): void {
    this.#attempts = 0;
  }

  send(bytes: Uint8Array): void {
    if (this.#open) this.#tube?.send(bytes);
  }

  close(): void {
    this.#epoch = null;
    this.#letGo();
  }

  async #attempt(epoch: Epoch): Promise<void> {
    const { kind: doc, ask, clock, openTube } = this.#parts;
    const turn = this.#turn;
    this.#cancel = clock.after(GREETING_MS, () => this.#lost());
    try {
      const { ticket, client } = await ask('document.open', { doc, epoch, client: this.#client });
      if (turn !== this.#turn) return;
      this.#client = client;
      this.#tube = openTube(ticket, {
        opened: () => {
          if (turn !== this.#turn) return;
          this.#cancel();
          this.#open = true;
          this.#events.opened(client);
        },
        frame: (bytes) => {
          if (turn === this.#turn) this.#events.frame(bytes);
        },
        closed: ({ reason }) => {
          if (turn !== this.#turn) return;
          // What it wrote under is not its own any more.
          if (reason === 'document.foreign-client') this.#client = null;
          this.#lost();
        },
      });
    } catch (error) {
      if (turn !== this.#turn) return;
      const reply = replyTo(error);
      if (reply.category === 'retry') return this.#lost();
      this.#letGo();
      this.#events.denied(reply);
    }
  }

  #lost(): void {
    const epoch = this.#epoch;
    this.#letGo();
    if (epoch === null) return;
    const delay = Math.min(FIRST_DELAY_MS * 2 ** this.#attempts, LAST_DELAY_MS);
    this.#attempts += 1;
    this.#cancel = this.#parts.clock.after(
      delay * (0.5 + this.#parts.random()),
      () => void this.#attempt(epoch),
    );
  }

  #letGo(): void {
    this.#turn += 1;
    this.#cancel();
    this.#tube?.close();
    this.#tube = null;
    if (!this.#open) return;
    this.#open = false;
    this.#events.closed();
  }
}
