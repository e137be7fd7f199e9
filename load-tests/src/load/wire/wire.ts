import { PeerConnection, type Track, Video } from 'node-datachannel';
import { type End, readEnd, staysHere, writeDescription } from './end.ts';

const PATIENCE_MS = 15_000;
const PAYLOAD_TYPE = 96;
const MID = 'all';

/**
 * A whole connection of ICE, DTLS and SRTP that carries packets one way, and feedback the other. What is negotiated
 * about codecs is others' business: to the library there is one track, and of one track it passes on every packet,
 * whichever stream it is of.
 */
export class Wire {
  readonly local: End;
  readonly #connection: PeerConnection;
  readonly #track: Track;
  readonly #sends: boolean;

  private constructor(connection: PeerConnection, track: Track, sends: boolean, local: End) {
    this.#connection = connection;
    this.#track = track;
    this.#sends = sends;
    this.local = local;
  }

  /** This end of it; nothing is sent before {@link connect}. */
  static async open(
    way: 'send' | 'receive',
    received: (packet: Buffer) => void,
    address = '127.0.0.1',
  ): Promise<Wire> {
    const connection = new PeerConnection('load', {
      iceServers: [],
      bindAddress: address,
      disableAutoNegotiation: true,
    });
    const medium = new Video(MID, way === 'send' ? 'SendOnly' : 'RecvOnly');
    medium.addVP8Codec(PAYLOAD_TYPE);
    const track = connection.addTrack(medium);
    track.onMessage(received);
    const gathered = new Promise<void>((resolve) => {
      connection.onGatheringStateChange((state) => state === 'complete' && resolve());
    });
    connection.setLocalDescription('offer');
    await within(gathered, 'no address was found on this machine');
    const description = connection.localDescription();
    if (description === null) throw new Error('no description of this end');
    return new Wire(connection, track, way === 'send', readEnd(description.sdp));
  }

  /** Resolves when packets get through. */
  async connect(remote: End): Promise<void> {
    const foreign = remote.candidates.find((candidate) => !staysHere(candidate));
    if (foreign !== undefined) throw new Error(`media would leave this machine: ${foreign}`);
    const connected = new Promise<void>((resolve, reject) => {
      this.#connection.onStateChange((state) => {
        if (state === 'connected') resolve();
        if (state === 'failed' || state === 'closed') reject(new Error(`the connection is ${state}`));
      });
    });
    const medium = {
      mid: MID,
      kind: 'video',
      payloadTypes: [PAYLOAD_TYPE],
      direction: this.#sends ? 'recvonly' : 'sendonly',
      lines: [`a=rtpmap:${PAYLOAD_TYPE} VP8/90000`],
    } as const;
    this.#connection.setRemoteDescription(writeDescription(remote, [medium]), 'answer');
    await within(connected, 'no connection came about');
  }

  /** Whatever the other end has closed meanwhile takes no more. */
  send(packet: Buffer): void {
    if (this.#track.isOpen()) this.#track.sendMessageBinary(packet);
  }

  close(): void {
    this.#connection.close();
  }
}

async function within(work: Promise<void>, otherwise: string): Promise<void> {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(
    () => late.reject(new Error(`${otherwise} within ${PATIENCE_MS} ms`)),
    PATIENCE_MS,
  );
  try {
    await Promise.race([work, late.promise]);
  } finally {
    clearTimeout(timer);
  }
}
