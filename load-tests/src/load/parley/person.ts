import { setTimeout as pause } from 'node:timers/promises';
import { Line } from '@parley/client/e2e/line';
import { callerOf } from '@parley/client/e2e/office';
import type { PeerId } from '@parley/shared/ids';
import type { RtpCapabilities, RtpParameters, TransportOptions } from '@parley/shared/sfu';
import type { Guest } from '../rtp/guest.ts';
import type { Kind } from '../rtp/streams.ts';
import type { TrackName } from '../rtp/voice.ts';

import type { End } from '../wire/end.ts';
import { Wire } from '../wire/wire.ts';

/** One guest of the product: their link, their line, and their two media connections, as a browser has them. */
export class Person {
  readonly line: Line;
  readonly #guest: Guest;
  readonly #capabilities: RtpCapabilities;
  #wires: Wires;
  #peer: PeerId | null = null;
  #closed = false;

  private constructor(line: Line, guest: Guest, capabilities: RtpCapabilities, wires: Wires) {
    this.line = line;
    this.#guest = guest;
    this.#capabilities = capabilities;
    this.#wires = wires;
    line.on('consumer.opened', ({ options }) => {
      void line.ask('media.ready', { consumer: options.consumer });
    });
    line.on('media.lost', ({ peer }) => {
      if (peer === this.#peer && !this.#closed) void this.#joinAgain();
    });
  }

  /** Before the press: the link is opened, the line stands, and the connections' own ends are there. */
  static async sitDown(link: string, guest: Guest): Promise<Person> {
    const { origin, hash } = new URL(link);
    const invitation = await callerOf(origin)('join.look', { token: hash.slice(1) });
    if (invitation.rtpCapabilities === null) throw new Error('there is no media plane');
    const [line, wires] = await Promise.all([Line.open(link, `load-test-${guest.number}`), openWires(guest)]);
    return new Person(line, guest, plain(invitation.rtpCapabilities), wires);
  }

  /** The press: into the session, with sound and picture. Whoever must be let in waits for it. */
  async enter(): Promise<void> {
    await this.line.ask('session.enter', {});
    await this.line.until(({ place }) => place.kind === 'room');
    await this.#join();
  }

  async #join(): Promise<void> {
    const { peer, send, recv } = await this.line.ask('media.join', { rtpCapabilities: this.#capabilities });
    this.#peer = peer;
    await Promise.all([
      this.#connect('recv', this.#wires.receive, recv),
      ...(this.#guest.voice === null ? [] : [this.#connect('send', this.#wires.send, send)]),
    ]);
    await this.#speak();
  }

  /** The media node has lost everything: from the beginning, as a browser does, and again where it is not back yet. */
  async #joinAgain(): Promise<void> {
    this.#guest.voice?.end();
    closeWires(this.#wires);
    for (let attempt = 1; !this.#closed; attempt += 1) {
      this.#wires = await openWires(this.#guest);
      try {
        return await this.#join();
      } catch (error) {
        closeWires(this.#wires);
        if (this.#closed) return;
        if (attempt === ATTEMPTS) throw error;
        await pause(AGAIN_MS);
      }
    }
  }

  async #connect(direction: 'send' | 'recv', wire: Wire, transport: TransportOptions): Promise<void> {
    const fingerprints = [{ algorithm: 'sha-256' as const, value: wire.local.fingerprint }];
    // Acknowledged before the first packet, or the media node would drop it.
    await this.line.ask('media.connect', { direction, dtlsParameters: { role: 'client', fingerprints } });
    await wire.connect(endOf(transport));
  }

  async #speak(): Promise<void> {
    const { voice } = this.#guest;
    const { place } = this.line.view;
    if (voice === null || place.kind !== 'room') return;
    const { epoch } = place;
    const wire = this.#wires.send;
    voice.begin((packet) => wire.send(packet));
    await Promise.all([
      this.line.ask('media.publish', {
        epoch,
        source: 'microphone',
        rtpParameters: parametersOf('audio', voice.tracks.audio),
      }),
      this.line.ask('media.publish', {
        epoch,
        source: 'camera',
        rtpParameters: parametersOf('video', voice.tracks.video),
      }),
    ]);
    await this.line.ask('microphone.set', { open: true, epoch });
  }

  close(): void {
    this.#closed = true;
    this.#guest.voice?.end();
    closeWires(this.#wires);
    this.line.close();
  }
}

/** How often a join is tried again, and after how long. */
const ATTEMPTS = 40;
const AGAIN_MS = 100;

interface Wires {
  readonly send: Wire;
  readonly receive: Wire;
}

async function openWires({ voice, ear }: Guest): Promise<Wires> {
  const [send, receive] = await Promise.all([
    Wire.open('send', (packet) => voice?.feedback(packet)),
    Wire.open('receive', (packet) => ear.packet(packet)),
  ]);
  return { send, receive };
}

function closeWires({ send, receive }: Wires): void {
  send.close();
  receive.close();
}

const FEEDBACK = { audio: [], video: [{ type: 'nack' }, { type: 'nack', parameter: 'pli' }] };

/** Of what the media node takes what every peer that it is compared with takes too: no repair stream, no extensions. */
function plain({ codecs }: RtpCapabilities): RtpCapabilities {
  return {
    codecs: (codecs ?? [])
      .filter(({ mimeType }) => !mimeType.toLowerCase().endsWith('/rtx'))
      .map((codec) => ({ ...codec, rtcpFeedback: FEEDBACK[codec.kind] })),
    headerExtensions: [],
  };
}

function parametersOf(kind: Kind, { ssrc, payloadType }: TrackName): RtpParameters {
  const codec =
    kind === 'audio'
      ? { mimeType: 'audio/opus', clockRate: 48_000, channels: 2 }
      : { mimeType: 'video/VP8', clockRate: 90_000 };
  return {
    codecs: [{ ...codec, payloadType, rtcpFeedback: FEEDBACK[kind] }],
    headerExtensions: [],
    encodings: [{ ssrc }],
    rtcp: { cname: 'load', reducedSize: true },
  };
}

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
