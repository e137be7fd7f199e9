import type { Guest, Sender } from '../rtp/guest.ts';
import type { Kind } from '../rtp/streams.ts';
import type { TrackName } from '../rtp/voice.ts';
import type { MediaScenario } from '../scenario.ts';
import type { Absent, House, Venue } from '../venue.ts';
import { type End, type Medium, readEnd, readMedia, writeDescription } from '../wire/end.ts';
import { Wire } from '../wire/wire.ts';
import type { JanusLine } from './line.ts';
import { janusVersion, mediaAddress, type RunningJanus, startJanus } from './program.ts';

const ROOM = 1_000;
/** Whatever Parley's guests do without: measuring the line, levels, a picture's turn. */
const plainRoom = {
  request: 'create',
  room: ROOM,
  publishers: 100,
  audiocodec: 'opus',
  videocodec: 'vp8',
  bitrate: 0,
  notify_joining: false,
  transport_wide_cc_ext: false,
  audiolevel_ext: false,
  videoorient_ext: false,
  playoutdelay_ext: false,
};

/** Debian's Janus with its VideoRoom, as it is installed here. */
export async function janus(): Promise<Venue<Guest, MediaScenario> | Absent> {
  const version = await janusVersion();
  if (version === null) {
    return { name: 'Janus', why: 'it is not installed: apt-get install --no-install-recommends janus' };
  }
  const address = mediaAddress();
  if (address === null) {
    return {
      name: 'Janus',
      why: 'its media needs a network of its own, which only root can make: run this as root',
    };
  }
  return {
    name: 'Janus',
    what: `Janus ${version}, VideoRoom, as Debian builds it`,
    open: async () => {
      const running = await startJanus();
      try {
        await running.line.say(await running.line.attach(), plainRoom);
      } catch (error) {
        await running.close();
        throw error;
      }
      return new JanusHouse({ ...running, address });
    },
  };
}

interface JanusParts extends RunningJanus {
  /** Where media arrives, of both ends. */
  readonly address: string;
}

class JanusHouse implements House<Guest> {
  readonly measured: readonly number[];
  readonly rest: readonly number[] = [];
  readonly killMedia = null;
  readonly #parts: JanusParts;
  readonly #visitors: Visitor[] = [];

  constructor(parts: JanusParts) {
    this.measured = [parts.pid];
    this.#parts = parts;
  }

  async join(guest: Guest): Promise<number> {
    const visitor = await Visitor.sitDown(this.#parts, guest);
    const pressed = performance.now();
    const others = [...this.#visitors];
    this.#visitors.push(visitor);
    const feeds = others.flatMap(({ feed }) => feed ?? []);
    await Promise.all([visitor.speak(), feeds.length === 0 ? null : visitor.listen(feeds)]);
    const { feed } = visitor;
    if (feed !== null) await Promise.all(others.map((other) => other.listen([feed])));
    return pressed;
  }

  async close(): Promise<void> {
    for (const visitor of this.#visitors) visitor.close();
    await this.#parts.close();
  }
}

interface Both<T> {
  readonly send: T;
  readonly receive: T;
}

/** Somebody in the room: a handle and a connection to send, another of each to receive all the others. */
class Visitor {
  feed: number | null = null;
  readonly #line: JanusLine;
  readonly #guest: Guest;
  readonly #wires: Both<Wire>;
  readonly #handles: Both<number>;
  #listens = false;

  private constructor(line: JanusLine, guest: Guest, wires: Both<Wire>, handles: Both<number>) {
    this.#line = line;
    this.#guest = guest;
    this.#wires = wires;
    this.#handles = handles;
  }

  static async sitDown({ line, address }: JanusParts, guest: Guest): Promise<Visitor> {
    const [send, receive, toSend, toReceive] = await Promise.all([
      Wire.open('send', (packet) => guest.voice?.feedback(packet), address),
      Wire.open('receive', (packet) => guest.ear.packet(packet), address),
      line.attach(),
      line.attach(),
    ]);
    return new Visitor(line, guest, { send, receive }, { send: toSend, receive: toReceive });
  }

  async speak(): Promise<void> {
    const { voice } = this.#guest;
    if (voice === null) return;
    const { send: handle } = this.#handles;
    const { send: wire } = this.#wires;
    const joined = await this.#line.say(handle, { request: 'join', ptype: 'publisher', room: ROOM });
    const offer = writeDescription(wire.local, mediaOf(voice));
    const { description } = await this.#line.say(
      handle,
      { request: 'publish' },
      { type: 'offer', sdp: offer },
    );
    if (description === undefined || joined.id === undefined)
      throw new Error('Janus did not answer the offer');
    await wire.connect(readEnd(description.sdp));
    voice.begin((packet) => wire.send(packet));
    this.feed = joined.id;
  }

  /** To these as well. */
  async listen(feeds: readonly number[]): Promise<void> {
    const { receive: handle } = this.#handles;
    const streams = feeds.map((feed) => ({ feed }));
    const { description } = this.#listens
      ? await this.#line.say(handle, { request: 'subscribe', streams })
      : await this.#line.say(handle, { request: 'join', ptype: 'subscriber', room: ROOM, streams });
    if (description === undefined) throw new Error('Janus offered nothing');
    await this.#take(description.sdp);
  }

  async #take(offer: string): Promise<void> {
    const { receive: handle } = this.#handles;
    const { receive: wire } = this.#wires;
    // Janus begins DTLS when it is ready: what came before that would be lost, and a second with it.
    const own: End = { ...wire.local, setup: 'passive' };
    const sdp = writeDescription(own, readMedia(offer));
    const first = !this.#listens;
    this.#listens = true;
    await Promise.all([
      this.#line.say(handle, { request: 'start' }, { type: 'answer', sdp }),
      first ? wire.connect({ ...readEnd(offer), setup: 'active' }) : null,
    ]);
  }

  close(): void {
    this.#guest.voice?.end();
    this.#wires.send.close();
    this.#wires.receive.close();
  }
}

const CODECS: Readonly<Record<Kind, (type: number) => readonly string[]>> = {
  audio: (type) => [`a=rtpmap:${type} opus/48000/2`],
  video: (type) => [`a=rtpmap:${type} VP8/90000`, `a=rtcp-fb:${type} nack`, `a=rtcp-fb:${type} nack pli`],
};

const mediaOf = ({ tracks }: Sender): Medium[] => tracks.map(mediumOf);

const mediumOf = ({ kind, ssrc, payloadType }: TrackName): Medium => ({
  mid: kind,
  kind,
  payloadTypes: [payloadType],
  direction: 'sendonly',
  lines: [...CODECS[kind](payloadType), `a=msid:load ${kind}`, `a=ssrc:${ssrc} cname:load`],
});
