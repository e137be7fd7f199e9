import type { RequestName } from '@parley/shared/protocol';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import type { Limiter } from './connection.ts';

/** What costs others more than an answer: the SFU follows, and until it has, people are shown who might hear. */
const NARROW: Partial<Record<RequestName, { readonly points: number; readonly duration: number }>> = {
  'channel.listen': { points: 10, duration: 10 },
  'interpreter.direct': { points: 10, duration: 10 },
};

/** How often one line may ask. */
export class RequestLimits implements Limiter {
  readonly #all = new RateLimiterMemory({ points: 200, duration: 5 });
  readonly #narrow = new Map(
    Object.entries(NARROW).map(([name, limit]) => [name, new RateLimiterMemory(limit)]),
  );

  async consume(line: string, request: string): Promise<void> {
    await this.#all.consume(line);
    await this.#narrow.get(request)?.consume(line);
  }
}
