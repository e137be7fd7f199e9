import type { Offered } from '../scenario-parts.ts';
import { type Random, wholeBelow } from '../statistics/random.ts';
import { asksForKeyFrame, writePacket } from './packet.ts';
import type { Tally } from '../tally.ts';
import { type Kind, streamOf } from './streams.ts';

/** How a track is named in what is negotiated. */
export interface TrackName {
  readonly kind: Kind;
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
  /** Of what it sends: its sound, and its picture where it has one. */
  readonly tracks: readonly TrackName[];
  readonly #offered: Offered;
  readonly #person: number;
  readonly #tally: Tally;
  readonly #first: Readonly<Record<Kind, { sequence: number; timestamp: number }>>;
  /** So that not all send at the same moment. */
  readonly #phaseMs: number;
  readonly #made: Record<Kind, number> = { audio: 0, video: 0 };
  /** How many there were before the present beginning: a stream that goes on counts on, or SRTP would take it for a replay. */
  readonly #before: Record<Kind, number> = { audio: 0, video: 0 };
  #began: number | null = null;
  #place = 0;
  #wholeWanted = true;
  #send: (packet: Buffer) => void = () => undefined;

  constructor(person: number, offered: Offered, tally: Tally, random: Random) {
    this.#person = person;
    this.#offered = offered;
    this.#tally = tally;
    const kinds: readonly Kind[] = offered.video === null ? ['audio'] : ['audio', 'video'];
    this.tracks = kinds.map((kind) => ({
      kind,
      ssrc: 1 + wholeBelow(random, 0xfffffffe),
      payloadType: PAYLOAD_TYPES[kind],
    }));
    const first = () => ({ sequence: wholeBelow(random, 2 ** 15), timestamp: wholeBelow(random, 2 ** 32) });
    this.#first = { audio: first(), video: first() };
    this.#phaseMs = random() * 20;
  }

  /** From now on it is heard and seen, from this place; anew, when it was before. */
  begin(send: (packet: Buffer) => void, place = 0): void {
    this.#send = send;
    this.#place = place;
    this.#began = performance.now() + this.#phaseMs;
    this.#before.audio = this.#made.audio;
    // A picture begins with its first packet.
    this.#before.video = Math.ceil(this.#made.video / this.#packetsAFrame) * this.#packetsAFrame;
    this.#made.video = this.#before.video;
    this.#wholeWanted = true;
  }

  /** What it says is for others from now on. */
  stand(place: number): void {
    this.#place = place;
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
    const { audio, video } = this.#offered;
    this.#catchUp('audio', seconds * audio.packetsPerSecond, () => this.#sound(audio));
    if (video !== null) this.#catchUp('video', seconds * video.packetsPerSecond, () => this.#picture(video));
  }

  get #packetsAFrame(): number {
    const { video } = this.#offered;
    return video === null ? 1 : Math.max(1, Math.round(video.packetsPerSecond / video.framesPerSecond));
  }

  #catchUp(kind: Kind, due: number, make: () => void): void {
    for (let burst = 0; this.#made[kind] - this.#before[kind] < due && burst < BURST; burst += 1) {
      make();
      this.#made[kind] += 1;
    }
  }

  #sound({ packetsPerSecond, packetBytes }: Offered['audio']): void {
    const ticks = CLOCK_RATES.audio / packetsPerSecond;
    this.#write('audio', packetBytes, this.#made.audio * ticks, false, [0, 0]);
  }

  #picture({ packetBytes, framesPerSecond }: NonNullable<Offered['video']>): void {
    const packetsAFrame = this.#packetsAFrame;
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
    const track = this.tracks.find((each) => each.kind === kind);
    if (track === undefined) return;
    this.#tally.sent(stream, at);
    this.#send(
      writePacket({
        ssrc: track.ssrc,
        payloadType: track.payloadType,
        sequence: sequence + this.#made[kind],
        timestamp: timestamp + Math.round(ticks),
        marker,
        bytes,
        begins,
        stream,
        place: this.#place,
        count: this.#made[kind],
        at,
      }),
    );
  }
}
