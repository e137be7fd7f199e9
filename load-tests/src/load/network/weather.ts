import type { Random } from '../statistics/random.ts';
import type { Phase } from './scenario.ts';

/** How many packets were lost, and of how many. */
export interface Toll {
  readonly lost: number;
  readonly of: number;
}

export const tollOf = (all: readonly Toll[]): Toll =>
  all.reduce((sum, { lost, of }) => ({ lost: sum.lost + lost, of: sum.of + of }), { lost: 0, of: 0 });

/** What becomes of each packet on one way, the same for the same seed: lost, or later by so many milliseconds. */
export class Weather {
  readonly #random: Random;
  #phase: Phase;
  #lost = 0;
  #all = 0;
  /** Two states, as Gilbert has it: what comes in the bad one is lost. */
  #bad = false;

  constructor(phase: Phase, random: Random) {
    this.#phase = phase;
    this.#random = random;
  }

  turn(phase: Phase): void {
    this.#phase = phase;
    this.#bad = false;
    this.#lost = 0;
    this.#all = 0;
  }

  /** What it has lost since it last turned, of how many. */
  get toll(): Toll {
    return { lost: this.#lost, of: this.#all };
  }

  /** Null for lost. */
  next(): number | null {
    this.#all += 1;
    const { loss, burst, delayMs, jitterMs } = this.#phase;
    if (loss > 0) this.#bad = this.#random() < (this.#bad ? stays(loss, burst) : begins(loss, burst));
    if (loss > 0 && this.#bad) {
      this.#lost += 1;
      return null;
    }
    return delayMs + (jitterMs === 0 ? 0 : this.#random() * jitterMs);
  }
}

/** From the bad state into the bad one: one that lasts for one packet is as likely to go on as any is to begin. */
const stays = (loss: number, burst: number): number => (burst === 1 ? loss : 1 - 1 / burst);

/** From the good state into the bad one, so that in the end the share of the bad one is `loss`. */
const begins = (loss: number, burst: number): number =>
  burst === 1 ? loss : Math.min(1, loss / ((1 - loss) * burst));
