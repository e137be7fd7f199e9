import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import type { End } from '../wire/end.ts';
import type { Random } from '../statistics/random.ts';
import type { Phase } from './scenario.ts';
import { type Toll, tollOf, Weather } from './weather.ts';

/** A bad network between somebody and the media node: a relay of UDP, each way with a weather of its own. */
export class Relay {
  readonly #near: Socket;
  readonly #far: Socket;
  readonly #ways: readonly Weather[];

  private constructor(near: Socket, far: Socket, ways: readonly Weather[]) {
    this.#near = near;
    this.#far = far;
    this.#ways = ways;
  }

  /** In place of the far end another one, behind which that is. */
  static async open(end: End, phase: Phase, random: Random): Promise<{ relay: Relay; end: End }> {
    const [near, far] = [createSocket('udp4'), createSocket('udp4')];
    const [there, back] = [new Weather(phase, random), new Weather(phase, random)];
    const target = firstOf(end);
    for (const socket of [near, far]) {
      // Where the far end is: from another address not everybody is answered.
      socket.bind(0, target.address);
      await once(socket, 'listening');
    }
    let sender: { readonly address: string; readonly port: number } | null = null;
    near.on('message', (packet, from) => {
      sender = from;
      later(there.next(), () => far.send(packet, target.port, target.address));
    });
    far.on('message', (packet) => {
      later(back.next(), () => {
        if (sender !== null) near.send(packet, sender.port, sender.address);
      });
    });
    const candidate = `candidate:1 1 udp 2130706431 ${target.address} ${near.address().port} typ host`;
    return { relay: new Relay(near, far, [there, back]), end: { ...end, candidates: [candidate] } };
  }

  turn(phase: Phase): void {
    for (const way of this.#ways) way.turn(phase);
  }

  get toll(): Toll {
    return tollOf(this.#ways.map(({ toll }) => toll));
  }

  close(): void {
    for (const socket of [this.#near, this.#far]) socket.removeAllListeners('message').close();
  }
}

function later(ms: number | null, send: () => void): void {
  if (ms === null) return;
  if (ms === 0) send();
  else {
    setTimeout(() => {
      try {
        send();
      } catch {
        // The relay was closed meanwhile, with all that was on its way.
      }
    }, ms);
  }
}

function firstOf({ candidates }: End): { readonly address: string; readonly port: number } {
  const [, , , , address, port] = (candidates[0] ?? '').split(' ');
  if (address === undefined || port === undefined) throw new Error('the media node is nowhere');
  return { address, port: Number(port) };
}
