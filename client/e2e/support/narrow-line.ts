import { createSocket, type RemoteInfo, type Socket } from 'node:dgram';
import { once } from 'node:events';
import type { BrowserContext } from 'playwright-core';

/** What waits for longer is dropped, as by a router in between. */
const QUEUE_MS = 250;
const HERE = '127.0.0.1';

/** A line between a page and the media node's UDP port that carries as much as one says. */
export interface NarrowLine {
  /** Bits per second each way; null: as much as there is. */
  narrow(bitsPerSecond: number | null): void;
  /** Swallows everything, both ways, until it is told to stop. */
  swallow(everything: boolean): void;
  /** From now on pages of this context send their media over it, and over nothing else. */
  lead(context: BrowserContext): Promise<void>;
  close(): void;
}

export async function narrowLine(mediaPort: number): Promise<NarrowLine> {
  let rate: number | null = null;
  let swallows = false;
  const up = new Way();
  const down = new Way();
  const front = createSocket('udp4').bind(0, HERE);
  await once(front, 'listening');
  /** A way out of its own for each of the page's connections, so that answers find back to it. */
  const backs = new Map<string, Socket>();
  const backOf = ({ address, port }: RemoteInfo): Socket => {
    const name = `${address} ${port}`;
    const known = backs.get(name);
    if (known !== undefined) return known;
    const back = createSocket('udp4').bind(0, HERE);
    backs.set(name, back);
    back.on('message', (packet) => {
      if (!swallows) down.carry(packet, rate, () => front.send(packet, port, address));
    });
    return back;
  };
  front.on('message', (packet, from) => {
    if (swallows) return;
    const back = backOf(from);
    up.carry(packet, rate, () => back.send(packet, mediaPort, HERE));
  });
  return {
    narrow: (bitsPerSecond) => {
      rate = bitsPerSecond;
    },
    swallow: (everything) => {
      swallows = everything;
    },
    lead: async (context) => {
      await context.addInitScript(sendOver, front.address().port);
    },
    close: () => {
      for (const way of [up, down]) way.close();
      for (const socket of [front, ...backs.values()]) socket.close();
    },
  };
}

/** One direction: packets leave one after another, each taking its time. */
class Way {
  #freeAt = 0;
  readonly #leaving = new Set<NodeJS.Timeout>();

  carry(packet: Buffer, rate: number | null, deliver: () => void): void {
    const now = performance.now();
    if (rate === null) return deliver();
    const begins = Math.max(now, this.#freeAt);
    if (begins - now > QUEUE_MS) return;
    this.#freeAt = begins + (packet.length * 8_000) / rate;
    const timer = setTimeout(() => {
      this.#leaving.delete(timer);
      deliver();
    }, this.#freeAt - now);
    this.#leaving.add(timer);
  }

  close(): void {
    for (const timer of this.#leaving) clearTimeout(timer);
  }
}

/** Runs in the page: every description of the media node names this UDP port alone. */
function sendOver(port: number): void {
  const led = (line: string): string[] => {
    if (!line.startsWith('a=candidate:')) return [line];
    const parts = line.split(' ');
    return parts[2]?.toLowerCase() === 'udp' ? [parts.with(5, String(port)).join(' ')] : [];
  };
  window.RTCPeerConnection = class extends RTCPeerConnection {
    override setRemoteDescription({ type, sdp = '' }: RTCSessionDescriptionInit): Promise<void> {
      return super.setRemoteDescription({ type, sdp: sdp.split('\r\n').flatMap(led).join('\r\n') });
    }
  };
}
