import type { Offered } from '../scenario-parts.ts';
import type { Random } from '../statistics/random.ts';
import type { Tally } from '../tally.ts';
import { Frames } from './frames.ts';
import { asksForKeyFrame } from './packet.ts';
import { PacketStream } from './packet-stream.ts';
import { type Kind, streamOf } from './streams.ts';

/** How a track is named in what is negotiated. */
export interface TrackName {
  readonly kind: Kind;
  readonly ssrc: number;
  readonly payloadType: number;
}

export const PAYLOAD_TYPES = { audio: 111, video: 96 } as const;
const SOUND_CLOCK_RATE = 48_000;

/** Somebody's sound and picture, made up: the right packets at the right rate, and a whole picture when one is asked for. */
export class Voice {
  readonly #offered: Offered;
  readonly #sound: PacketStream;
  readonly #picture: Frames | null;
  /** So that not all send at the same moment. */
  readonly #phaseMs: number;
  #began: number | null = null;
  #place = 0;
  #send: (packet: Buffer) => void = () => undefined;

  constructor(person: number, offered: Offered, tally: Tally, random: Random) {
    const { video } = offered;
    const stream = (kind: Kind): PacketStream =>
      new PacketStream(streamOf(person, kind), PAYLOAD_TYPES[kind], tally, random);
    this.#offered = offered;
    this.#sound = stream('audio');
    this.#picture = video === null ? null : new Frames(video, stream('video'));
    this.#phaseMs = random() * 20;
  }

  /** Of what it sends, until it ends: its sound, and its picture where it has one. */
  get tracks(): readonly TrackName[] {
    const named = (kind: Kind, { ssrc }: PacketStream): TrackName => ({
      kind,
      ssrc,
      payloadType: PAYLOAD_TYPES[kind],
    });
    return [
      named('audio', this.#sound),
      ...(this.#picture === null ? [] : [named('video', this.#picture.packets)]),
    ];
  }

  /** From now on it is heard and seen, from this place; anew, when it was before. */
  begin(send: (packet: Buffer) => void, place = 0): void {
    this.#send = send;
    this.#place = place;
    this.#began = performance.now() + this.#phaseMs;
    this.#sound.begin();
    this.#picture?.begin();
  }

  /** What it says is for others from now on. */
  stand(place: number): void {
    this.#place = place;
  }

  end(): void {
    this.#began = null;
    this.#sound.end();
    this.#picture?.packets.end();
  }

  /** What the media node says about what it gets. */
  feedback(packet: Buffer): void {
    if (asksForKeyFrame(packet)) this.#picture?.wantWhole();
  }

  /** Sends what is due. */
  tick(now: number): void {
    if (this.#began === null || now < this.#began) return;
    const seconds = (now - this.#began) / 1_000;
    const outlet = { send: this.#send, place: this.#place };
    const { packetsPerSecond, packetBytes } = this.#offered.audio;
    this.#sound.catchUp(seconds * packetsPerSecond, outlet, (index) => ({
      bytes: packetBytes,
      ticks: (index * SOUND_CLOCK_RATE) / packetsPerSecond,
      marker: false,
      begins: [0, 0],
    }));
    this.#picture?.tick(seconds, outlet);
  }
}
