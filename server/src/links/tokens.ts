import { Refusal } from '@parley/shared/errors';
import { LinkId, ParticipantId, SessionId } from '@parley/shared/ids';
import type { Secret } from '@parley/shared/lib';
import { errors, jwtVerify, SignJWT } from 'jose';
import { z } from 'zod';

const ALGORITHM = 'HS256';
const AUDIENCE = 'parley-link';
/** RFC 7518 §3.2: a key for HS256 has at least 256 bits. */
const KEY_BYTES = 32;

/** What a personal link says, and all it says. */
export interface LinkClaims {
  readonly link: LinkId;
  readonly session: SessionId;
  readonly participant: ParticipantId;
  /** Milliseconds since 1970, a whole number of seconds. */
  readonly expiresAt: number;
}

const Payload = z.object({ jti: LinkId, sid: SessionId, sub: ParticipantId, exp: z.number().int() });

/** Signs and reads the tokens of personal links (JWT, RFC 7519; HS256). */
export class LinkTokens {
  readonly #key: Uint8Array;
  readonly #now: () => number;

  constructor(secret: Secret<Uint8Array>, now: () => number) {
    const key = secret.reveal();
    if (key.byteLength < KEY_BYTES) throw new Error('the key for links is too short');
    this.#key = key;
    this.#now = now;
  }

  /** The same claims give the same token, so that none has to be stored. */
  sign({ link, session, participant, expiresAt }: LinkClaims): Promise<string> {
    return new SignJWT({ sid: session })
      .setProtectedHeader({ alg: ALGORITHM })
      .setJti(link)
      .setSubject(participant)
      .setAudience(AUDIENCE)
      .setExpirationTime(expiresAt / 1_000)
      .sign(this.#key);
  }

  /**
   * The claims of a token that this key signed and whose time has not passed. Whether the link still stands is
   * not in the token. Rejects with `link.invalid` or `link.expired`.
   */
  async read(token: string): Promise<LinkClaims> {
    const payload = Payload.safeParse(await this.#payload(token));
    if (!payload.success) throw new Refusal('link.invalid');
    const { jti, sid, sub, exp } = payload.data;
    return { link: jti, session: sid, participant: sub, expiresAt: exp * 1_000 };
  }

  async #payload(token: string): Promise<unknown> {
    try {
      const verified = await jwtVerify(token, this.#key, {
        algorithms: [ALGORITHM],
        audience: AUDIENCE,
        requiredClaims: ['jti', 'sid', 'sub', 'exp'],
        currentDate: new Date(this.#now()),
        clockTolerance: 0,
      });
      return verified.payload;
    } catch (error) {
      throw new Refusal(error instanceof errors.JWTExpired ? 'link.expired' : 'link.invalid');
    }
  }
}
