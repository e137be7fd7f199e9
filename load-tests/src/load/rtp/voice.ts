import type { MediaScenario } from '../scenario.ts';
import { type Random, wholeBelow } from '../statistics/random.ts';
import { asksForKeyFrame, writePacket } from './packet.ts';
import { type Kind, streamOf } from './streams.ts';
import type { Tally } from '../tally.ts';

/** How a track is named in what is negotiated. */
export interface TrackName {
  readonly ssrc: number;
  readonly payloadType: number;
}

const PAYLOAD_TYPES = { audio: 111, video: 96 } as const;
const CLOCK_RATES = { audio: 48_000, video: 90_000 } as const;
/** First bytes of a VP8 payload: the beginning of a picture or the rest of one; a whole picture or a change. */
const [BEGINS, GOES_ON, WHOLE, CHANGE] = [0x10, 0x00, 0x00, 0x01];
/** A late timer catches up in this many packets at most. */
const BURST = 40;

/** Somebody's sound and picture, made up: the right packets at the right rate, and a whole picture when one is asked for. */
export class Voice {
  readonly tracks: Readonly<Record<Kind, TrackName>>;
  readonly #scenario: MediaScenario;
  readonly #person: number;
  readonly #tally: Tally;
  readonly #first: Readonly<Record<Kind, { sequence: number; timestamp: number }>>;
  /** So that not all send at the same moment. */
  readonly #phaseMs: number;
  readonly #made: Record<Kind, number> = { audio: 0, video: 0 };
  #began: number | null = null;
  #wholeWanted = true;
  #send: (packet: Buffer) => void = () => undefined;

  constructor(person: number, scenario: MediaScenario, tally: Tally, random: Random) {
    this.#person = person;
    this.#scenario = scenario;
    this.#tally = tally;
    const track = (kind: Kind): TrackName => ({
      ssrc: 1 + wholeBelow(random, 0xfffffffe),
      payloadType: PAYLOAD_TYPES[kind],
    });
    this.tracks = { audio: track('audio'), video: track('video') };
    const first = () => ({ sequence: wholeBelow(random, 2 ** 15), timestamp: wholeBelow(random, 2 ** 32) });
    this.#first = { audio: first(), video: first() };
    this.#phaseMs = random() * 20;
  }

  /** From now on it is heard and seen; anew, when it was before. */
  begin(send: (packet: Buffer) => void): void {
    this.#send = send;
    this.#began = performance.now() + this.#phaseMs;
    this.#made.audio = 0;
    this.#made.video = 0;
    this.#wholeWanted = true;
  }

  end(): void {
    this.#began = null;
  }

  /** What the media node says about what it gets. */
  feedback(packet: Buffer): void {
    if (asksForKeyFrame(packet)) this.#wholeWanted = true;
  }

  /** Sends what is due. */
  tick(now: number): void {
    if (this.#began === null || now < this.#began) return;
    const seconds = (now - this.#began) / 1_000;
    const { audio, video } = this.#scenario;
    this.#catchUp('audio', seconds * audio.packetsPerSecond, () => this.#sound());
    this.#catchUp('video', seconds * video.packetsPerSecond, () => this.#picture());
  }

  #catchUp(kind: Kind, due: number, make: () => void): void {
    for (let burst = 0; this.#made[kind] < due && burst < BURST; burst += 1) {
      make();
      this.#made[kind] += 1;
    }
  }

  #sound(): void {
    const { packetsPerSecond, packetBytes } = this.#scenario.audio;
    const ticks = CLOCK_RATES.audio / packetsPerSecond;
    this.#write('audio', packetBytes, this.#made.audio * ticks, false, [0, 0]);
  }

  #picture(): void {
    const { packetsPerSecond, packetBytes, framesPerSecond } = this.#scenario.video;
    const packetsAFrame = Math.max(1, Math.round(packetsPerSecond / framesPerSecond));
    const place = this.#made.video % packetsAFrame;
    const frame = Math.floor(this.#made.video / packetsAFrame);
    const whole = place === 0 && this.#wholeWanted;
    if (whole) this.#wholeWanted = false;
    const last = place === packetsAFrame - 1;
    const begins = [place === 0 ? BEGINS : GOES_ON, whole ? WHOLE : CHANGE] as const;
    this.#write('video', packetBytes, (frame * CLOCK_RATES.video) / framesPerSecond, last, begins);
  }

  #write(kind: Kind, bytes: number, ticks: number, marker: boolean, begins: readonly [number, number]): void {
    const stream = streamOf(this.#person, kind);
    const at = performance.now();
    const { sequence, timestamp } = this.#first[kind];
    this.#tally.sent(stream, at);
    this.#send(
      writePacket({
        ...this.tracks[kind],
        sequence: sequence + this.#made[kind],
        timestamp: timestamp + Math.round(ticks),
        marker,
        bytes,
        begins,
        stream,
        at,
      }),
    );
  }
}
