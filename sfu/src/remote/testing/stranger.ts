import { once } from 'node:events';
import { type RawData, WebSocket } from 'ws';
import { Challenge, type Hello, LINK_PATH } from '../frames.ts';
import type { ListeningNode } from '../listen.ts';
import { freshNonce, proofOf, Seal, type Transcript } from '../seal.ts';
import { secret } from './harness.ts';

/** Somebody who speaks to a node frame by frame, and may do it wrongly. */
export class Stranger {
  readonly socket: WebSocket;
  /** The code its link was closed with. */
  readonly closed: Promise<number>;
  readonly #heard: string[] = [];
  readonly #waiting: ((text: string) => void)[] = [];

  private constructor(socket: WebSocket) {
    this.socket = socket;
    this.closed = new Promise((resolve) => {
      socket.once('close', (code) => resolve(code));
    });
    socket.on('error', () => undefined);
    socket.on('message', (data) => {
      const text = textOf(data);
      const waiting = this.#waiting.shift();
      if (waiting === undefined) this.#heard.push(text);
      else waiting(text);
    });
  }

  static async to({ port }: ListeningNode): Promise<Stranger> {
    const stranger = new Stranger(new WebSocket(`ws://127.0.0.1:${port}${LINK_PATH}`));
    await once(stranger.socket, 'open');
    return stranger;
  }

  say(frame: unknown): void {
    this.socket.send(typeof frame === 'string' ? frame : JSON.stringify(frame));
  }

  next(): Promise<string> {
    const heard = this.#heard.shift();
    if (heard !== undefined) return Promise.resolve(heard);
    return new Promise((resolve) => {
      this.#waiting.push(resolve);
    });
  }

  /** Says hello, and answers what was said on both sides. */
  async greet(change: Partial<Hello> = {}): Promise<{ transcript: Transcript; challenge: Challenge }> {
    const hello: Hello = { ...helloOf(), ...change };
    this.say(hello);
    const challenge = Challenge.parse(JSON.parse(await this.next()));
    const { server, generation, nonce } = hello;
    const transcript = {
      server,
      generation,
      serverNonce: nonce,
      node: challenge.node,
      nodeNonce: challenge.nonce,
    };
    return { transcript, challenge };
  }

  /** Proves to hold the secret, and answers the seal of its frames. */
  async prove(change: Partial<Hello> = {}): Promise<Seal> {
    const { transcript } = await this.greet(change);
    this.say({ t: 'proof', proof: proofOf(secret, 'server', transcript) });
    return new Seal(secret, 'server', transcript);
  }

  /** Proven, and welcomed by the node. */
  async enter(): Promise<Seal> {
    const seal = await this.prove();
    this.say(seal.seal(JSON.stringify({ t: 'resume', node: null, seen: 0 })));
    await this.next();
    return seal;
  }
}

export const textOf = (data: RawData): string => (Buffer.isBuffer(data) ? data.toString('utf8') : '');

export const helloOf = (): Hello => ({
  t: 'hello',
  version: 3,
  server: 'stranger',
  generation: 1,
  nonce: freshNonce(),
});
