import type { RoomGuest, Sender } from '../rtp/guest.ts';
import type { Kind } from '../rtp/streams.ts';
import type { TrackName } from '../rtp/voice.ts';
import type { Absent, Gathering, House, Venue } from '../venue.ts';
import { type End, type Medium, readEnd, readMedia, writeDescription } from '../wire/end.ts';
import { closeWires, openWires, type Wires } from '../wire/wires.ts';
import type { JanusLine } from './line.ts';
import { janusVersion, mediaAddress, type RunningJanus, startJanus } from './program.ts';

/** The first of them. */
const ROOM = 1_000;
/** Whatever Parley's guests do without: measuring the line, levels, a picture's turn. */
const plainRoom = {
  request: 'create',
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
export async function janus(): Promise<Venue<RoomGuest, Gathering> | Absent> {
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
    open: async ({ rooms }) => {
      const running = await startJanus();
      try {
        const handle = await running.line.attach();
        for (let room = 0; room < rooms; room += 1) {
          await running.line.say(handle, { ...plainRoom, room: ROOM + room });
        }
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

class JanusHouse implements House<RoomGuest> {
  readonly measured: readonly number[];
  readonly rest: readonly number[] = [];
  readonly killMedia = null;
  readonly #parts: JanusParts;
  readonly #visitors: Visitor[] = [];

  constructor(parts: JanusParts) {
    this.measured = [parts.pid];
    this.#parts = parts;
  }

  async join(guest: RoomGuest): Promise<number> {
    const visitor = await Visitor.sitDown(this.#parts, guest);
    const pressed = performance.now();
    const others = this.#visitors.filter(({ room }) => room === visitor.room);
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

interface Handles {
  readonly send: number;
  readonly receive: number;
}

/** Somebody in a room: a handle and a connection to send, another of each to receive all the others. */
class Visitor {
  feed: number | null = null;
  readonly #line: JanusLine;
  readonly #guest: RoomGuest;
  readonly #wires: Wires;
  readonly #handles: Handles;
  #listens = false;

  private constructor(line: JanusLine, guest: RoomGuest, wires: Wires, handles: Handles) {
    this.#line = line;
    this.#guest = guest;
    this.#wires = wires;
    this.#handles = handles;
  }

  static async sitDown({ line, address }: JanusParts, guest: RoomGuest): Promise<Visitor> {
    const [wires, send, receive] = await Promise.all([
      openWires(guest, { repairs: guest.through !== null, address }),
      line.attach(),
      line.attach(),
    ]);
    return new Visitor(line, guest, wires, { send, receive });
  }

  get room(): number {
    return this.#guest.room;
  }

  async speak(): Promise<void> {
    const { voice, room } = this.#guest;
    const { send: handle } = this.#handles;
    const { send: wire, speak } = this.#wires;
    if (voice === null || wire === null) return;
    const joined = await this.#line.say(handle, { request: 'join', ptype: 'publisher', room: ROOM + room });
    const offer = writeDescription(this.#shown(wire.local), mediaOf(voice, this.#repairs));
    const { description } = await this.#line.say(
      handle,
      { request: 'publish' },
      { type: 'offer', sdp: offer },
    );
    if (description === undefined || joined.id === undefined)
      throw new Error('Janus did not answer the offer');
    await wire.connect(await this.#reached(readEnd(description.sdp)));
    voice.begin(speak, room);
    this.feed = joined.id;
  }

  /** To these as well. */
  async listen(feeds: readonly number[]): Promise<void> {
    const { receive: handle } = this.#handles;
    const streams = feeds.map((feed) => ({ feed }));
    const { description } = this.#listens
      ? await this.#line.say(handle, { request: 'subscribe', streams })
      : await this.#line.say(handle, {
          request: 'join',
          ptype: 'subscriber',
          room: ROOM + this.room,
          streams,
        });
    if (description === undefined) throw new Error('Janus offered nothing');
    await this.#take(description.sdp);
  }

  async #take(offer: string): Promise<void> {
    const { receive: handle } = this.#handles;
    const { receive: wire } = this.#wires;
    // Janus begins DTLS when it is ready: what came before that would be lost, and a second with it.
    const own: End = { ...this.#shown(wire.local), setup: 'passive' };
    const media = readMedia(offer);
    const sdp = writeDescription(own, this.#repairs ? media.map(withRepairs) : media);
    const first = !this.#listens;
    this.#listens = true;
    await Promise.all([
      this.#line.say(handle, { request: 'start' }, { type: 'answer', sdp }),
      first ? wire.connect({ ...(await this.#reached(readEnd(offer))), setup: 'active' }) : null,
    ]);
  }

  get #repairs(): boolean {
    return this.#guest.through !== null;
  }

  /** Janus looks for the other end by itself: whoever is behind a bad network is to be found there alone. */
  #shown(own: End): End {
    return this.#guest.through === null ? own : { ...own, candidates: [NOWHERE] };
  }

  async #reached(end: End): Promise<End> {
    const { through } = this.#guest;
    return through === null ? end : through(end);
  }

  close(): void {
    this.#guest.voice?.end();
    closeWires(this.#wires);
  }
}

/** Without any address it does not begin; it learns the right one from whoever reaches it first. */
const NOWHERE = 'candidate:1 1 udp 1 127.0.0.1 9 typ host';

const nackOf = (type: number): string => `a=rtcp-fb:${type} nack`;

const CODECS: Readonly<Record<Kind, (type: number) => readonly string[]>> = {
  audio: (type) => [`a=rtpmap:${type} opus/48000/2`],
  video: (type) => [`a=rtpmap:${type} VP8/90000`, nackOf(type), `a=rtcp-fb:${type} nack pli`],
};

/**
 * Janus names no repair for sound in what it says, so that browsers do not ask; whoever names it all the same is sent
 * again what they lack.
 */
const withRepairs = (medium: Medium): Medium =>
  medium.kind === 'video'
    ? medium
    : { ...medium, lines: [...medium.lines, ...medium.payloadTypes.map(nackOf)] };

const mediaOf = ({ tracks }: Sender, repairs: boolean): Medium[] =>
  tracks.map((track) => (repairs ? withRepairs(mediumOf(track)) : mediumOf(track)));

const mediumOf = ({ kind, ssrc, payloadType }: TrackName): Medium => ({
  mid: kind,
  kind,
  payloadTypes: [payloadType],
  direction: 'sendonly',
  lines: [...CODECS[kind](payloadType), `a=msid:load ${kind}`, `a=ssrc:${ssrc} cname:load`],
});
