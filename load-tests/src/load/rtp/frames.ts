import type { Picture } from '../scenario-parts.ts';
import type { Body, Outlet, PacketStream } from './packet-stream.ts';

const CLOCK_RATE = 90_000;
/** First bytes of a VP8 payload: the beginning of a picture or the rest of one; a whole picture or a change. */
const [BEGINS, GOES_ON, WHOLE, CHANGE] = [0x10, 0x00, 0x00, 0x01];

/** A picture in one size, made up: so many packets a frame, the first frame whole, and any that is asked for. */
export class Frames {
  readonly packets: PacketStream;
  readonly #picture: Picture;
  readonly #packetsAFrame: number;
  #wholeWanted = true;

  constructor(picture: Picture, packets: PacketStream) {
    this.packets = packets;
    this.#picture = picture;
    this.#packetsAFrame = Math.max(1, Math.round(picture.packetsPerSecond / picture.framesPerSecond));
  }

  begin(): void {
    this.packets.begin(this.#packetsAFrame);
    this.#wholeWanted = true;
  }

  wantWhole(): void {
    this.#wholeWanted = true;
  }

  /** Sends what is due so long after it began. */
  tick(seconds: number, outlet: Outlet): void {
    this.packets.catchUp(seconds * this.#picture.packetsPerSecond, outlet, (index) => this.#body(index));
  }

  #body(index: number): Body {
    const { packetBytes, framesPerSecond } = this.#picture;
    const place = index % this.#packetsAFrame;
    const whole = place === 0 && this.#wholeWanted;
    if (whole) this.#wholeWanted = false;
    return {
      bytes: packetBytes,
      ticks: (Math.floor(index / this.#packetsAFrame) * CLOCK_RATE) / framesPerSecond,
      marker: place === this.#packetsAFrame - 1,
      begins: [place === 0 ? BEGINS : GOES_ON, whole ? WHOLE : CHANGE],
    };
  }
}
