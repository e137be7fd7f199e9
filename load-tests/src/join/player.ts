import { asksForKeyFrame, writeRtp } from '../load/rtp/packet.ts';
import type { Sender } from '../load/rtp/guest.ts';
import type { TrackName } from '../load/rtp/voice.ts';
import type { Recording } from './recording.ts';

const SOUND = { kind: 'audio', payloadType: 111, clockRate: 48_000, perSecond: 50 } as const;
const PICTURE = { kind: 'video', payloadType: 96, clockRate: 90_000 } as const;
/** The payload descriptor of VP8 (RFC 7741): the first packet of a frame, and the others. */
const [BEGINS, GOES_ON] = [0x10, 0x00];
const PACKET_BYTES = 1_150;

/** Somebody who plays a recording, from its whole picture on whenever one is asked for, as a camera's encoder makes one. */
export class Player implements Sender {
  readonly tracks: readonly [TrackName, TrackName];
  readonly #recording: Recording;
  #send: (packet: Buffer) => void = () => undefined;
  #timers: NodeJS.Timeout[] = [];
  #sequence = { audio: 0, video: 0 };
  /** How many packets of sound, and frames, were sent; and which frame of the recording is next. */
  #sent = { audio: 0, video: 0 };
  #next = 0;

  /** @param number of the person, by which their streams are told apart */
  constructor(number: number, recording: Recording) {
    this.#recording = recording;
    this.tracks = [
      { kind: SOUND.kind, payloadType: SOUND.payloadType, ssrc: 2 * number + 1 },
      { kind: PICTURE.kind, payloadType: PICTURE.payloadType, ssrc: 2 * number + 2 },
    ];
  }

  begin(send: (packet: Buffer) => void): void {
    this.end();
    this.#send = send;
    this.#next = 0;
    this.#timers = [
      every(SOUND.perSecond, () => this.#sound()),
      every(this.#recording.picture.framesPerSecond, () => this.#frame()),
    ];
  }

  end(): void {
    for (const timer of this.#timers) clearInterval(timer);
    this.#timers = [];
  }

  feedback(packet: Buffer): void {
    if (asksForKeyFrame(packet)) this.#next = 0;
  }

  #sound(): void {
    const { sound } = this.#recording;
    const packet = sound[this.#sent.audio % sound.length] ?? Buffer.alloc(0);
    this.#write(SOUND.kind, this.#sent.audio * (SOUND.clockRate / SOUND.perSecond), true, packet);
    this.#sent.audio += 1;
  }

  #frame(): void {
    const { frames, framesPerSecond } = this.#recording.picture;
    const frame = frames[this.#next] ?? Buffer.alloc(0);
    const ticks = Math.round(this.#sent.video * (PICTURE.clockRate / framesPerSecond));
    for (let from = 0; from < frame.length; from += PACKET_BYTES) {
      const part = frame.subarray(from, from + PACKET_BYTES);
      const descriptor = Buffer.of(from === 0 ? BEGINS : GOES_ON);
      const last = from + PACKET_BYTES >= frame.length;
      this.#write(PICTURE.kind, ticks, last, Buffer.concat([descriptor, part]));
    }
    this.#sent.video += 1;
    this.#next = (this.#next + 1) % frames.length;
  }

  #write(kind: 'audio' | 'video', timestamp: number, marker: boolean, payload: Buffer): void {
    const [sound, picture] = this.tracks;
    const { payloadType, ssrc } = kind === 'audio' ? sound : picture;
    const sequence = this.#sequence[kind];
    this.#sequence[kind] += 1;
    this.#send(writeRtp({ payloadType, ssrc, sequence, timestamp, marker }, payload));
  }
}

/** Calls so often on the average: a late timer is made up for. */
function every(perSecond: number, call: () => void): NodeJS.Timeout {
  const began = performance.now();
  let calls = 0;
  return setInterval(() => {
    const due = ((performance.now() - began) / 1_000) * perSecond;
    for (; calls < due; calls += 1) call();
  }, 5);
}
