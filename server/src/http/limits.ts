import { Refusal } from '@parley/shared/errors';
import type { RouteName } from '@parley/shared/protocol';
import { MOST_PEOPLE } from '@parley/shared/session';
import { RateLimiterMemory } from 'rate-limiter-flexible';

/**
 * Requests a minute from one address. A court's whole building may share one: the largest session comes from it, and each
 * of its people may begin anew in the same minute.
 */
export interface RequestLimits {
  readonly api: number;
  readonly look: number;
  readonly signIn: number;
}
export const requestLimits: RequestLimits = { api: 1_200, look: 2 * MOST_PEOPLE, signIn: 30 };

const KILOBYTE = 1024;
/** A template has whole texts in it, in several languages, and a case hundreds of people. */
const large: ReadonlySet<RouteName> = new Set(['templates.create', 'templates.save', 'cases.create']);

/** The bytes a route's body has at most. */
export const maxBody = (route: RouteName): number => (large.has(route) ? 512 : 64) * KILOBYTE;

const MINUTE = 60;

/** Bounds what one address may ask of the API: all routes together, and two of them more tightly. */
export class Limits {
  readonly #api: RateLimiterMemory;
  readonly #narrow: ReadonlyMap<RouteName, RateLimiterMemory>;

  constructor({ api, look, signIn }: RequestLimits) {
    this.#api = new RateLimiterMemory({ points: api, duration: MINUTE });
    this.#narrow = new Map<RouteName, RateLimiterMemory>([
      ['join.look', new RateLimiterMemory({ points: look, duration: MINUTE })],
      ['staff.sign-in', new RateLimiterMemory({ points: signIn, duration: MINUTE })],
    ]);
  }

  /** Rejects with `request.too-many`; a route that is not known counts among all. */
  async spend(route: RouteName | null, address: string): Promise<void> {
    try {
      await this.#api.consume(address);
      if (route !== null) await this.#narrow.get(route)?.consume(address);
    } catch {
      throw new Refusal('request.too-many');
    }
  }
}
