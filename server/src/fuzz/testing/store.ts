import { Refusal } from '@parley/shared/errors';
import type { Counters } from './counters.ts';

/** What becomes of the next commit's answer: it comes, or the connection breaks after the rows are kept, or before. */
export type Answer = 'comes' | 'is lost' | 'is lost with the rows';

/** The database as a server meets it: there or away, and now and then an answer of it is lost. */
export class Store {
  readonly #counters: Counters;
  #away = false;
  #next: { readonly answer: Answer; readonly thenAway: boolean } | null = null;

  constructor(counters: Counters) {
    this.#counters = counters;
  }

  get isWell(): boolean {
    return !this.#away && this.#next === null;
  }

  goAway(): void {
    this.#away = true;
  }

  comeBack(): void {
    this.#away = false;
    this.#next = null;
  }

  /** Of the next commit; it may be that nobody can ask what became of it either. */
  loseAnswer(answer: Answer, thenAway: boolean): void {
    this.#next = { answer, thenAway };
  }

  /** Throws `store.unavailable` while it is away. */
  reach(): void {
    if (!this.#away) return;
    this.#counters.add('store away');
    throw new Refusal('store.unavailable');
  }

  commit(): Answer {
    this.reach();
    const { answer, thenAway } = this.#next ?? { answer: 'comes' as const, thenAway: false };
    this.#next = null;
    if (answer !== 'comes') this.#counters.add(`answer ${answer}${thenAway ? ' for good' : ''}`);
    this.#away = thenAway;
    return answer;
  }
}
