import { Refusal } from '@parley/shared/errors';
import { RateLimiterMemory } from 'rate-limiter-flexible';

export interface LockOutLimits {
  /** Failures in one window against one user name. */
  readonly perUsername: number;
  /** Failures in one window from one address, over all user names. */
  readonly perAddress: number;
  readonly windowSeconds: number;
}

/** NIST SP 800-63B §5.2.2 allows up to 100 in a row; a typist needs far fewer. */
export const lockOutLimits: LockOutLimits = { perUsername: 10, perAddress: 30, windowSeconds: 15 * 60 };

/**
 * Counts failed sign-ins. A try is counted before its password is looked at and given back when it was right, so
 * that tries made at the same time cannot pass the limit together. Those already signed in are not affected.
 */
export class LockOut {
  readonly #byUsername: RateLimiterMemory;
  readonly #byAddress: RateLimiterMemory;

  constructor({ perUsername, perAddress, windowSeconds: duration }: LockOutLimits) {
    this.#byUsername = new RateLimiterMemory({ points: perUsername, duration });
    this.#byAddress = new RateLimiterMemory({ points: perAddress, duration });
  }

  /** Rejects with `staff.locked-out`. */
  async attempt(username: string, address: string): Promise<void> {
    try {
      await this.#byAddress.consume(address);
      await this.#byUsername.consume(username);
    } catch {
      throw new Refusal('staff.locked-out');
    }
  }

  async succeeded(username: string, address: string): Promise<void> {
    await this.#byUsername.delete(username);
    await this.#byAddress.reward(address);
  }
}
