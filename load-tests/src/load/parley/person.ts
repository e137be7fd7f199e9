import { setTimeout as pause } from 'node:timers/promises';
import { Line } from '@parley/client/e2e/line';
import type { Epoch, PeerId } from '@parley/shared/ids';
import type { SessionView } from '@parley/shared/policy';
import type { Source } from '@parley/shared/session';
import type { RtpCapabilities, RtpParameters, TransportOptions } from '@parley/shared/sfu';
import type { Guest } from '../rtp/guest.ts';
import { EXTENSIONS, type SizedPicture, type SizedTrack } from '../rtp/sized-picture.ts';
import type { Kind } from '../rtp/streams.ts';
import type { TrackName } from '../rtp/voice.ts';
import type { End, Through } from '../wire/end.ts';
import type { Wire } from '../wire/wire.ts';
import { closeWires, openWires, type Wires } from '../wire/wires.ts';

/** Where a person comes in, and from where. */
export interface Seat {
  readonly link: string;
  /** What the media node takes, as the page was told with the invitation. */
  readonly capabilities: RtpCapabilities;
  /** An address of this machine, of which the product takes only so many people a minute. */
  readonly from: string;
  /** Where their voice goes in this room, as a number that their packets carry. */
  readonly placeOf: (view: SessionView) => number;
  /** Told of what should not have gone wrong. */
  readonly trouble: (error: unknown) => void;
  /** A bad network between them and the media node, if any; what is lost there is asked for again, as a browser does. */
  readonly through: Through | null;
}

/** Everyone has an address of their own, of this machine's loopback range. */
export const addressOf = (number: number): string =>
  `127.${16 + (number >> 16)}.${(number >> 8) & 0xff}.${number & 0xff}`;

/** One guest of the product: their link, their line, and their two media connections, as a browser has them. */
export class Person {
  readonly line: Line;
  readonly #seat: Seat;
  readonly #guest: Guest;
  readonly #capabilities: RtpCapabilities;
  #wires: Wires;
  #peer: PeerId | null = null;
  /** On the line that came back nothing was said of the peer yet. */
  #confirmed = true;
  #epoch: Epoch | null = null;
  #joining = false;
  #closed = false;

  private constructor(line: Line, seat: Seat, guest: Guest, wires: Wires) {
    this.line = line;
    this.#seat = seat;
    this.#guest = guest;
    this.#capabilities = plain(seat.capabilities, seat.through !== null);
    this.#wires = wires;
    line.on('consumer.opened', ({ options }) => {
      // Refused where it is closed again meanwhile, or the line is gone: a page does nothing about that either.
      void line.ask('media.ready', { consumer: options.consumer }).catch(() => undefined);
    });
    line.on('consumers.now', ({ peer }) => {
      this.#confirmed ||= peer === this.#peer;
    });
    line.on('media.lost', ({ peer }) => {
      if (peer === this.#peer) void this.#joinAgain();
    });
    line.onView(({ view }) => this.#shown(view));
    line.onAgain(() => void this.#cameBack());
  }

  /** Before the press: the line stands, and the connections' own ends are there. */
  static async sitDown(seat: Seat, guest: Guest): Promise<Person> {
    const [line, wires] = await Promise.all([
      Line.open(seat.link, `load-test-${guest.number}`, seat.from),
      openWires(guest, { repairs: seat.through !== null }),
    ]);
    return new Person(line, seat, guest, wires);
  }

  /** The press: into the session, with sound and picture. Whoever must be let in waits for it. */
  async enter(): Promise<void> {
    await this.line.ask('session.enter', {});
    this.#shown(await this.line.until(({ place }) => place.kind === 'room'));
    await this.#join();
  }

  /** As it is moved, its voice ends with the room and begins anew in the next one. */
  #shown(view: SessionView): void {
    const epoch = view.place.kind === 'room' ? view.place.epoch : null;
    if (epoch === this.#epoch || this.#closed) return;
    this.#epoch = epoch;
    this.#silence();
    if (epoch === null || this.#peer === null || this.#joining) return;
    this.#speak().catch(this.#seat.trouble);
  }

  async #join(): Promise<void> {
    const { peer, send, recv } = await this.line.ask('media.join', { rtpCapabilities: this.#capabilities });
    this.#peer = peer;
    this.#confirmed = true;
    const { send: sending, receive } = this.#wires;
    await Promise.all([
      this.#connect('recv', receive, recv),
      sending === null ? null : this.#connect('send', sending, send),
    ]);
    await this.#speak();
  }

  /** Answers come in order: had the server still known the peer, it would have said so before this one. */
  async #cameBack(): Promise<void> {
    if (this.#peer === null) return;
    this.#confirmed = false;
    try {
      await this.line.ask('media.capabilities', {});
    } catch {
      // The line is gone again, or stands in no room yet: whichever comes next asks anew.
      return;
    }
    if (!this.#confirmed) await this.#joinAgain();
  }

  /** The media node has lost everything: from the beginning, as a browser does, and again where it is not back yet. */
  async #joinAgain(): Promise<void> {
    if (this.#joining || this.#closed) return;
    this.#joining = true;
    this.#silence();
    closeWires(this.#wires);
    while (!this.#closed) {
      this.#wires = await openWires(this.#guest, { repairs: this.#seat.through !== null });
      try {
        await this.#join();
        break;
      } catch {
        closeWires(this.#wires);
        await pause(AGAIN_MS);
      }
    }
    this.#joining = false;
  }

  async #connect(direction: 'send' | 'recv', wire: Wire, transport: TransportOptions): Promise<void> {
    const fingerprints = [{ algorithm: 'sha-256' as const, value: wire.local.fingerprint }];
    // Acknowledged before the first packet, or the media node would drop it.
    await this.line.ask('media.connect', { direction, dtlsParameters: { role: 'client', fingerprints } });
    const end = endOf(transport);
    await wire.connect(this.#seat.through === null ? end : await this.#seat.through(end));
  }

  async #speak(): Promise<void> {
    const { voice } = this.#guest;
    const epoch = this.#epoch;
    if (voice === null || epoch === null) return;
    const { speak } = this.#wires;
    const repairs = this.#seat.through !== null;
    voice.begin(speak, this.#seat.placeOf(this.line.view));
    try {
      await Promise.all([
        ...voice.tracks.map((track) =>
          this.#publish(
            epoch,
            track.kind === 'audio' ? 'microphone' : 'camera',
            parametersOf(track, repairs),
          ),
        ),
        // A screen is shown in one room, and ends with it.
        ...this.#pictures.filter(({ track }) => track.shown === 'camera').map((each) => this.show(each)),
      ]);
      await this.line.ask('microphone.set', { open: true, epoch });
    } catch (error) {
      // Whoever was moved meanwhile, or has lost the line, speaks anew where they come to.
      if (this.#epoch === epoch && this.line.isThere && !this.#joining) throw error;
    }
  }

  /** Shows a picture in several sizes where they stand. */
  async show(picture: SizedPicture): Promise<void> {
    const epoch = this.#epoch;
    if (epoch === null) return;
    const { track } = picture;
    picture.begin(this.#wires.speak, this.#seat.placeOf(this.line.view));
    await this.#publish(epoch, track.shown, parametersOfSizes(track));
  }

  async #publish(epoch: Epoch, source: Source, rtpParameters: RtpParameters): Promise<void> {
    await this.line.ask('media.publish', { epoch, source, rtpParameters });
  }

  get #pictures(): readonly SizedPicture[] {
    return this.#guest.pictures ?? [];
  }

  #silence(): void {
    this.#guest.voice?.end();
    for (const picture of this.#pictures) picture.end();
  }

  close(): void {
    this.#closed = true;
    this.#silence();
    closeWires(this.#wires);
    this.line.close();
  }
}

/** After so long a join is tried again, as often as it takes: a page never gives up. */
const AGAIN_MS = 100;

const NACK = { type: 'nack' };
const feedbackOf = (kind: Kind, repairs: boolean) =>
  kind === 'video' ? [NACK, { type: 'nack', parameter: 'pli' }] : repairs ? [NACK] : [];

/** Of what the media node takes what every peer that it is compared with takes too: no repair stream, no extensions. */
function plain({ codecs }: RtpCapabilities, repairs: boolean): RtpCapabilities {
  return {
    codecs: (codecs ?? [])
      .filter(({ mimeType }) => !mimeType.toLowerCase().endsWith('/rtx'))
      .map((codec) => ({ ...codec, rtcpFeedback: feedbackOf(codec.kind, repairs) })),
    headerExtensions: [],
  };
}

const VP8 = { mimeType: 'video/VP8', clockRate: 90_000 } as const;
const RTCP = { cname: 'load', reducedSize: true } as const;

function parametersOf({ kind, ssrc, payloadType }: TrackName, repairs: boolean): RtpParameters {
  const codec = kind === 'audio' ? { mimeType: 'audio/opus', clockRate: 48_000, channels: 2 } : VP8;
  return {
    codecs: [{ ...codec, payloadType, rtcpFeedback: feedbackOf(kind, repairs) }],
    headerExtensions: [],
    encodings: [{ ssrc }],
    rtcp: RTCP,
  };
}

/** As a browser names them: each size by a name that its packets carry. */
const parametersOfSizes = ({ payloadType, mid, rids }: SizedTrack): RtpParameters => ({
  mid,
  codecs: [{ ...VP8, payloadType, rtcpFeedback: feedbackOf('video', false) }],
  headerExtensions: Object.values(EXTENSIONS),
  encodings: rids.map((rid) => ({ rid })),
  rtcp: RTCP,
});

function endOf({ iceParameters, iceCandidates, dtlsParameters }: TransportOptions): End {
  const fingerprint = dtlsParameters.fingerprints.find(({ algorithm }) => algorithm === 'sha-256');
  if (fingerprint === undefined) throw new Error('the media node has no SHA-256 fingerprint');
  return {
    ufrag: iceParameters.usernameFragment,
    password: iceParameters.password,
    fingerprint: fingerprint.value,
    setup: 'passive',
    lite: iceParameters.iceLite ?? false,
    candidates: iceCandidates
      .filter(({ protocol }) => protocol === 'udp')
      .map(
        ({ foundation, priority, address, port }) =>
          `candidate:${foundation} 1 udp ${priority} ${address} ${port} typ host`,
      ),
  };
}
