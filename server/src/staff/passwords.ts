import { randomBytes } from 'node:crypto';
import { hash, type Options, verify } from '@node-rs/argon2';

/**
 * Argon2id with 19 MiB, two passes, one lane: the first configuration of OWASP's Password Storage Cheat Sheet.
 * Argon2id is the library's default algorithm.
 */
const COST: Options = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** Full-width digits, composed and decomposed letters are the same password, whatever the input method made of it. */
const normal = (password: string): string => password.normalize('NFKC');

/** The PHC string that is stored in place of a password. */
export const hashPassword = (password: string): Promise<string> => hash(normal(password), COST);

/** 144 random bits in 24 characters that can be typed. */
export const randomPassword = (): string => randomBytes(18).toString('base64url');

/** Checks passwords; an unknown user costs as much time as a known one. */
export class Passwords {
  readonly #nobody: Promise<string> = hashPassword(randomPassword());
  readonly #verify: typeof verify;

  constructor(check = verify) {
    this.#verify = check;
  }

  /** False for a wrong password, and for `null`: no such user. */
  async match(stored: string | null, password: string): Promise<boolean> {
    const matches = await this.#verify(stored ?? (await this.#nobody), normal(password));
    return stored !== null && matches;
  }
}
