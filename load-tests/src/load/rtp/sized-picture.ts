import type { Picture } from '../scenario-parts.ts';
import type { Random } from '../statistics/random.ts';
import type { Tally } from '../tally.ts';
import { withExtensions } from './extensions.ts';
import { Frames } from './frames.ts';
import { keyFramesAsked } from './packet.ts';
import { PacketStream } from './packet-stream.ts';
import { type Shown, sizeStreamOf } from './streams.ts';
import { PAYLOAD_TYPES } from './voice.ts';

/** By which number a packet says which picture it is of, and which size of it. */
export const EXTENSIONS = {
  mid: { uri: 'urn:ietf:params:rtp-hdrext:sdes:mid', id: 4 },
  rid: { uri: 'urn:ietf:params:rtp-hdrext:sdes:rtp-stream-id', id: 10 },
} as const;

const MIDS: Readonly<Record<Shown, string>> = { camera: '1', screen: '2' };
/** As a browser does, it says so soon, and then so often, when its packets are of: until then no size can take another's place. */
const [FIRST_REPORT_MS, REPORT_EVERY_MS] = [500, 1_000];

/** How a picture in several sizes is named in what is negotiated. */
export interface SizedTrack {
  readonly shown: Shown;
  readonly payloadType: number;
  readonly mid: string;
  /** Of each size, the smallest first. */
  readonly rids: readonly string[];
}

interface Size {
  readonly rid: string;
  readonly frames: Frames;
}

/** Somebody's camera or screen in several sizes at once, made up, as a browser sends it for each receiver to get one. */
export class SizedPicture {
  readonly track: SizedTrack;
  readonly #sizes: readonly Size[];
  #began: number | null = null;
  #reportAt = 0;
  #place = 0;
  #send: (packet: Buffer) => void = () => undefined;

  /** `sizes`: the smallest first. */
  constructor(
    {
      person,
      shown,
      sizes,
    }: { readonly person: number; readonly shown: Shown; readonly sizes: readonly Picture[] },
    tally: Tally,
    random: Random,
  ) {
    this.#sizes = sizes.map((picture, size) => ({
      rid: `r${size}`,
      frames: new Frames(
        picture,
        new PacketStream(sizeStreamOf(person, shown, size), PAYLOAD_TYPES.video, tally, random),
      ),
    }));
    this.track = {
      shown,
      payloadType: PAYLOAD_TYPES.video,
      mid: MIDS[shown],
      rids: this.#sizes.map(({ rid }) => rid),
    };
  }

  /** From now on it is seen, from this place; anew, when it was before. */
  begin(send: (packet: Buffer) => void, place: number): void {
    this.#send = send;
    this.#place = place;
    this.#began = performance.now();
    this.#reportAt = this.#began + FIRST_REPORT_MS;
    for (const { frames } of this.#sizes) frames.begin();
  }

  /** What it shows is for others from now on. */
  stand(place: number): void {
    this.#place = place;
  }

  end(): void {
    this.#began = null;
    for (const { frames } of this.#sizes) frames.packets.end();
  }

  /** What the media node says about what it gets. */
  feedback(packet: Buffer): void {
    const asked = keyFramesAsked(packet);
    for (const { frames } of this.#sizes) if (asked.includes(frames.packets.ssrc)) frames.wantWhole();
  }

  /** Sends what is due. */
  tick(now: number): void {
    if (this.#began === null) return;
    const seconds = (now - this.#began) / 1_000;
    for (const { rid, frames } of this.#sizes) {
      const names = [
        { id: EXTENSIONS.mid.id, value: this.track.mid },
        { id: EXTENSIONS.rid.id, value: rid },
      ];
      const send = (packet: Buffer): void => this.#send(withExtensions(packet, names));
      frames.tick(seconds, { send, place: this.#place });
    }
    if (now >= this.#reportAt) this.#report(now);
  }

  #report(now: number): void {
    for (const { frames } of this.#sizes) {
      const report = frames.packets.report();
      if (report !== null) this.#send(report);
    }
    this.#reportAt = now + REPORT_EVERY_MS;
  }
}
