import type { RequestName } from '@parley/shared/protocol';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import type { Limiter } from './connection.ts';

/** What costs more than an answer: where the SFU follows, people are shown who might hear until it has. */
const NARROW: Partial<Record<RequestName, { readonly points: number; readonly duration: number }>> = {
  'channel.listen': { points: 20, duration: 10 },
  'interpreter.direct': { points: 20, duration: 10 },
  'booth.say': { points: 20, duration: 10 },
  // What is not for one is read past, which takes the longer the more there is of it.
  'booth.history': { points: 20, duration: 10 },
  // Each time all that stands in the document is written down.
  'clause.remove': { points: 30, duration: 60 },
  'agreement.restart': { points: 6, duration: 60 },
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
