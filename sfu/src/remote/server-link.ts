import { type ErrorCode, Refusal } from '@parley/shared/errors';
import { assertNever } from '@parley/shared/lib';
import type { SfuEvent } from '@parley/shared/sfu';
import type { WebSocket } from 'ws';
import type { z } from 'zod';
import type { Timers } from '../lib/timers.ts';
import { Call, FromNode, type FromServer, type Holdings, type Method, MOST_LEASE_MS } from './frames.ts';
import type { Inbox } from './inbox.ts';
import type { Met } from './server-handshake.ts';
import { Wire } from './wire.ts';

/** How far this server has heard a life of the node; kept across links. */
export interface Heard {
  readonly node: string;
  seen: number;
}

export interface ServerLinkParts {
  readonly socket: WebSocket;
  readonly inbox: Inbox;
  readonly met: Met;
  readonly timers: Timers;
  readonly callTimeoutMs: number;
  /** From the last link, or null. */
  readonly heard: Heard | null;
  /** The node takes commands from now on. */
  readonly onWelcome: (link: ServerLink) => void;
  readonly onEvent: (event: SfuEvent) => void;
  /** Every event up to the welcome has been told: what the node held then. */
  readonly onHoldings: (holdings: Holdings) => void;
  /** A newer life of this server leads the node. */
  readonly onStale: () => void;
  readonly onDown: () => void;
}

interface Pending {
  readonly answer: (value: unknown) => void;
  readonly refuse: (code: ErrorCode) => void;
}

/** At the server, one link to a node that has proven itself. */
export class ServerLink {
  readonly heard: Heard;
  readonly #parts: ServerLinkParts;
  readonly #wire: Wire;
  readonly #pending = new Map<number, Pending>();
  #holdings: { readonly last: number; readonly holdings: Holdings } | null = null;
  #welcomed = false;
  #leaseMs = MOST_LEASE_MS;
  #calls = 0;

  constructor(parts: ServerLinkParts) {
    this.#parts = parts;
    const { socket, inbox, met, timers, heard } = parts;
    this.heard = heard?.node === met.node ? heard : { node: met.node, seen: 0 };
    this.#wire = new Wire({
      socket,
      timers,
      outgoing: met.outgoing,
      incoming: met.incoming,
      beat: () => ({ t: 'beat', seen: this.heard.seen }) satisfies FromServer,
      onFrame: (content) => this.#take(content),
      onDown: () => {
        for (const { refuse } of this.#pending.values()) refuse('sfu.unavailable');
        parts.onDown();
      },
    });
    this.#say({ t: 'resume', node: heard?.node ?? null, seen: heard?.seen ?? 0 });
    inbox.pour((text) => this.#wire.receive(text));
  }

  /**
   * Rejects with the node's refusal, or with `sfu.unavailable` when no proper answer comes. What the node could not
   * read never leaves, for it would end the link under everybody: that is `media.bad-parameters`.
   */
  call<T>(method: Method, params: unknown, shape: z.ZodType<T>): Promise<T> {
    if (this.#wire.down) return Promise.reject(new Refusal('sfu.unavailable'));
    this.#calls += 1;
    const id = this.#calls;
    const frame = Call.safeParse({ t: 'call', id, method, params });
    if (!frame.success) return Promise.reject(new Refusal('media.bad-parameters'));
    return new Promise<T>((resolve, reject) => {
      const done = (): void => {
        cancel();
        this.#pending.delete(id);
      };
      const refuse = (code: ErrorCode): void => {
        done();
        reject(new Refusal(code));
      };
      const cancel = this.#parts.timers.after(this.#parts.callTimeoutMs, () => refuse('sfu.unavailable'));
      this.#pending.set(id, {
        refuse,
        answer: (value) => {
          const parsed = shape.safeParse(value);
          if (!parsed.success) return refuse('sfu.unavailable');
          done();
          resolve(parsed.data);
        },
      });
      this.#say(frame.data);
    });
  }

  /** How long the node goes on with what nobody leads. */
  get leaseMs(): number {
    return this.#leaseMs;
  }

  close(): void {
    this.#wire.close(null);
  }

  #take(content: unknown): boolean {
    const parsed = FromNode.safeParse(content);
    if (!parsed.success) return false;
    const frame = parsed.data;
    switch (frame.t) {
      case 'welcome':
        if (this.#welcomed) return false;
        this.#welcomed = true;
        this.heard.seen = frame.from;
        this.#leaseMs = frame.leaseMs;
        this.#holdings = { last: frame.last, holdings: frame.holdings };
        this.#parts.onWelcome(this);
        this.#compare();
        return true;
      case 'answer':
        this.#pending.get(frame.id)?.answer(frame.value);
        return true;
      case 'refusal':
        this.#pending.get(frame.id)?.refuse(frame.code);
        return true;
      case 'event':
        this.#tell(frame.n, frame.event);
        return true;
      case 'beat':
        return true;
      case 'stale':
        this.#parts.onStale();
        return true;
      default:
        return assertNever(frame);
    }
  }

  #tell(n: number | null, event: SfuEvent): void {
    if (n !== null) this.heard.seen = n;
    this.#parts.onEvent(event);
    this.#compare();
  }

  #compare(): void {
    if (this.#holdings === null || this.heard.seen < this.#holdings.last) return;
    const { holdings } = this.#holdings;
    this.#holdings = null;
    this.#parts.onHoldings(holdings);
  }

  #say(frame: FromServer): void {
    this.#wire.send(frame);
  }
}
