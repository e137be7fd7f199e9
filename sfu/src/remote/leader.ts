import type { SessionId } from '@parley/shared/ids';
import type { SfuEvent } from '@parley/shared/sfu';
import type { FromNode, Holdings } from './frames.ts';
import type { Wire } from './wire.ts';

/** Events kept for a server that is away; more than this, and it starts over. */
const MOST_KEPT = 20_000;
/** Bytes a server may leave unread before it is spared what the next report will tell anyway. */
const SPARE_ABOVE = 256 * 1024;
const TOO_SLOW_ABOVE = 32 * 1024 * 1024;

/** One server as a node knows it, across its links: its generation, its sessions and what it has not heard yet. */
export class Leader {
  readonly server: string;
  readonly sessions = new Set<SessionId>();
  generation: number;
  #wire: Wire | null = null;
  #listens = false;
  #kept: { readonly n: number; readonly event: SfuEvent }[] = [];
  #last = 0;
  #missed = false;

  constructor(server: string, generation: number) {
    this.server = server;
    this.generation = generation;
  }

  get wire(): Wire | null {
    return this.#wire;
  }

  /** Whether the events after that number are all still here. */
  remembers(seen: number): boolean {
    return !this.#missed && seen <= this.#last && (this.#kept[0]?.n ?? this.#last + 1) <= seen + 1;
  }

  /** A new life of the server, or one that has missed too much: nothing kept is of use to it. */
  forget(): void {
    this.#kept = [];
    this.#missed = false;
  }

  /** Nothing is said on it before the welcome. */
  link(wire: Wire): void {
    this.#wire = wire;
    this.#listens = false;
  }

  unlink(wire: Wire): void {
    if (this.#wire === wire) this.#wire = null;
  }

  /** The first word to a linked server, and the events it has missed; null: it begins with the next one. */
  welcome(seen: number | null, holdings: Holdings, leaseMs: number): void {
    const from = seen ?? this.#last;
    this.#listens = true;
    this.#say({ t: 'welcome', from, last: this.#last, holdings, leaseMs });
    this.heard(from);
    for (const { n, event } of this.#kept) this.#say({ t: 'event', n, event });
  }

  /** It has had the events up to that number. */
  heard(seen: number): void {
    const first = this.#kept.findIndex(({ n }) => n > seen);
    this.#kept = first === -1 ? [] : this.#kept.slice(first);
  }

  report(event: SfuEvent): void {
    if (event.type === 'levels' || event.type === 'quality' || event.type === 'heard') {
      if ((this.#wire?.backlog ?? 0) < SPARE_ABOVE) this.#say({ t: 'event', n: null, event });
      return;
    }
    this.#last += 1;
    if (this.#kept.length < MOST_KEPT) this.#kept.push({ n: this.#last, event });
    else this.#missed = true;
    this.#say({ t: 'event', n: this.#last, event });
    if ((this.#wire?.backlog ?? 0) > TOO_SLOW_ABOVE) this.#wire?.close('tooMany');
  }

  #say(frame: FromNode): void {
    if (this.#listens) this.#wire?.send(frame);
  }
}
