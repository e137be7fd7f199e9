import { createHmac, randomBytes } from 'node:crypto';
import { sameSecret } from '../lib/same-secret.ts';

/**
 * Who is who on a link, from one shared secret (HMAC-SHA256, RFC 2104). Both ends bring a fresh nonce, so that no
 * proof is good twice; each direction has labels of its own, so that none can be sent back to where it came from.
 * The frames after it carry a code each over their number and text: nobody between the two can change, repeat or
 * add one. They can be read, though: where the network is not trusted, `wss:` keeps them secret.
 */
export type Side = 'server' | 'node';

export interface Transcript {
  readonly server: string;
  readonly generation: number;
  readonly serverNonce: string;
  readonly node: string;
  readonly nodeNonce: string;
}

export const freshNonce = (): string => randomBytes(32).toString('base64url');

const LABEL = 'parley sfu link 1';
const CODE_LENGTH = 43;

export const proofOf = (secret: string, side: Side, transcript: Transcript): string =>
  derive(secret, `${side} proof`, transcript).toString('base64url');

export const isProof = (secret: string, side: Side, transcript: Transcript, given: string): boolean =>
  sameSecret(given, proofOf(secret, side, transcript));

/** Seals what one side sends, or opens it at the other; frame by frame, in order. */
export class Seal {
  readonly #key: Buffer;
  #frames = 0n;

  constructor(secret: string, sender: Side, transcript: Transcript) {
    this.#key = derive(secret, `${sender} frames`, transcript);
  }

  seal(text: string): string {
    return this.#code(text) + text;
  }

  /** null unless it is the very next frame of that sender. */
  open(sealed: string): string | null {
    const text = sealed.slice(CODE_LENGTH);
    return sameSecret(sealed.slice(0, CODE_LENGTH), this.#code(text)) ? text : null;
  }

  #code(text: string): string {
    const number = Buffer.alloc(8);
    number.writeBigUInt64BE(this.#frames);
    this.#frames += 1n;
    return createHmac('sha256', this.#key).update(number).update(text).digest('base64url');
  }
}

function derive(secret: string, what: string, transcript: Transcript): Buffer {
  const { server, generation, serverNonce, node, nodeNonce } = transcript;
  const said = JSON.stringify([LABEL, what, server, generation, serverNonce, node, nodeNonce]);
  return createHmac('sha256', secret).update(said).digest();
}
