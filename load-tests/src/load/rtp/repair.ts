import { isControl } from './packet.ts';
import { readNacks, writeNack } from './nack.ts';

/** A packet is asked for again so often, and so far apart; then nobody could play it any more. */
const ATTEMPTS = 8;
const AGAIN_MS = 40;
/** A jump of more is a new beginning. */
const LONGEST_GAP = 100;
const KEPT = 1_024;

/** What a receiver lacks, and asks for until it comes: as a browser does. */
export class Missing {
  readonly #streams = new Map<number, { highest: number; readonly lacking: Map<number, Lacking> }>();

  /** A packet has come. */
  received(packet: Buffer, now: number): void {
    if (packet.length < 12 || isControl(packet)) return;
    const [sequence, ssrc] = [packet.readUInt16BE(2), packet.readUInt32BE(8)];
    const stream = this.#streams.get(ssrc);
    if (stream === undefined) {
      this.#streams.set(ssrc, { highest: sequence, lacking: new Map() });
      return;
    }
    const ahead = (sequence - stream.highest) & 0xffff;
    if (ahead === 0 || ahead > 0x8000) {
      stream.lacking.delete(sequence);
      return;
    }
    if (ahead > LONGEST_GAP) stream.lacking.clear();
    for (let step = 1; step < ahead && ahead <= LONGEST_GAP; step += 1) {
      stream.lacking.set((stream.highest + step) & 0xffff, { attempts: 0, nextAt: now });
    }
    stream.highest = sequence;
  }

  /** What is to be asked for at this moment. */
  due(now: number): Buffer[] {
    return [...this.#streams].flatMap(([ssrc, { lacking }]) => {
      const asked: number[] = [];
      for (const [sequence, each] of lacking) {
        if (each.nextAt > now) continue;
        if (each.attempts === ATTEMPTS) {
          lacking.delete(sequence);
          continue;
        }
        each.attempts += 1;
        each.nextAt = now + AGAIN_MS;
        asked.push(sequence);
      }
      return asked.length === 0 ? [] : [writeNack(ssrc, asked)];
    });
  }
}

interface Lacking {
  attempts: number;
  nextAt: number;
}

/** What a sender has sent last, to be sent again when it is asked for. */
export class Sent {
  readonly #kept = new Map<string, Buffer>();

  keep(packet: Buffer): void {
    this.#kept.set(keyOf(packet.readUInt32BE(8), packet.readUInt16BE(2)), packet);
    if (this.#kept.size <= KEPT) return;
    for (const oldest of this.#kept.keys()) {
      this.#kept.delete(oldest);
      return;
    }
  }

  asked(feedback: Buffer): Buffer[] {
    return readNacks(feedback).flatMap(({ ssrc, sequence }) => this.#kept.get(keyOf(ssrc, sequence)) ?? []);
  }
}

const keyOf = (ssrc: number, sequence: number): string => `${ssrc}/${sequence}`;
