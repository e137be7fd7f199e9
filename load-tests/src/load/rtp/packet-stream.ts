import { type Random, wholeBelow } from '../statistics/random.ts';
import type { Tally } from '../tally.ts';
import { writePacket } from './packet.ts';
import { writeSenderReport } from './sender-report.ts';

/** A late timer catches up in this many packets at most. */
const BURST = 40;

/** What there is to be said of one packet. */
export interface Body {
  readonly bytes: number;
  /** Of the stream's clock, since its very beginning. */
  readonly ticks: number;
  /** The last of its frame. */
  readonly marker: boolean;
  readonly begins: readonly [number, number];
}

/** Where packets go, and for whom they are. */
export interface Outlet {
  readonly send: (packet: Buffer) => void;
  readonly place: number;
}

/**
 * Packets one after another at a rate. What ends and begins again is another sender's, as in a browser: of one that was
 * closed the media node forgets how often its numbers have come round, and could read nothing more of it.
 */
export class PacketStream {
  readonly #stream: number;
  readonly #payloadType: number;
  readonly #tally: Tally;
  readonly #sequence: number;
  readonly #timestamp: number;
  readonly #random: Random;
  #ssrc: number;
  #made = 0;
  /** How many there were before the present beginning. */
  #before = 0;
  #bytes = 0;
  #last: { readonly at: number; readonly timestamp: number } | null = null;

  /** `stream`: which of the run's streams it is. */
  constructor(stream: number, payloadType: number, tally: Tally, random: Random) {
    this.#stream = stream;
    this.#payloadType = payloadType;
    this.#tally = tally;
    this.#random = random;
    this.#ssrc = anySsrc(random);
    this.#sequence = wholeBelow(random, 2 ** 15);
    this.#timestamp = wholeBelow(random, 2 ** 32);
  }

  get ssrc(): number {
    return this.#ssrc;
  }

  end(): void {
    this.#ssrc = anySsrc(this.#random);
  }

  /** From now on anew, with the first packet of a frame. */
  begin(packetsAFrame = 1): void {
    this.#before = Math.ceil(this.#made / packetsAFrame) * packetsAFrame;
    this.#made = this.#before;
  }

  /** Sends until there are as many as are due since it began; `body` is asked for each, by how many there ever were. */
  catchUp(due: number, { send, place }: Outlet, body: (index: number) => Body): void {
    for (let burst = 0; this.#made - this.#before < due && burst < BURST; burst += 1) {
      const { ticks, ...rest } = body(this.#made);
      const at = performance.now();
      const timestamp = (this.#timestamp + Math.round(ticks)) >>> 0;
      this.#tally.sent(this.#stream, at);
      send(
        writePacket({
          ...rest,
          ssrc: this.#ssrc,
          payloadType: this.#payloadType,
          sequence: this.#sequence + this.#made,
          timestamp,
          stream: this.#stream,
          place,
          count: this.#made,
          at,
        }),
      );
      this.#made += 1;
      this.#bytes += rest.bytes;
      this.#last = { at, timestamp };
    }
  }

  /** When its packets are of; null before the first. */
  report(): Buffer | null {
    if (this.#last === null) return null;
    const { at, timestamp } = this.#last;
    const { ssrc } = this;
    const epochMs = performance.timeOrigin + at;
    return writeSenderReport({ ssrc, epochMs, timestamp, packets: this.#made, bytes: this.#bytes });
  }
}

const anySsrc = (random: Random): number => 1 + wholeBelow(random, 0xfffffffe);
