import type { AttemptId } from '@parley/shared/ids';
import { replyTo } from './ask.ts';
import { mint } from './mint.ts';

/** Of so many wishes at most it is remembered that nobody knows whether they were done. */
const MOST = 20;

/** What is wished once more, word for word, after an answer was lost is the same attempt: the server does it once. */
export class Attempts {
  readonly #open = new Map<string, AttemptId>();

  /** `wish` is all that is asked for. Rejects with what `ask` rejects with. */
  async at<R>(wish: readonly unknown[], ask: (attempt: AttemptId) => Promise<R>): Promise<R> {
    const key = JSON.stringify(wish);
    const attempt = this.#open.get(key) ?? mint.attempt();
    this.#remember(key, attempt);
    try {
      const answer = await ask(attempt);
      this.#open.delete(key);
      return answer;
    } catch (error) {
      if (replyTo(error).category !== 'retry') this.#open.delete(key);
      throw error;
    }
  }

  #remember(key: string, attempt: AttemptId): void {
    this.#open.delete(key);
    this.#open.set(key, attempt);
    const [oldest] = this.#open.keys();
    if (this.#open.size > MOST && oldest !== undefined) this.#open.delete(oldest);
  }
}
