import { isEquivalent } from './equivalents.ts';
import type { Answer } from './judges/judge.ts';
import type { JudgeName, Kept } from './kept.ts';
import type { Mutant } from './mutants.ts';

const short = (text: string, most: number): string =>
  text.length > most ? `${text.slice(0, most - 1)}…` : text;

export const titleOf = ({ file, line, within, what }: Mutant): string =>
  `${file}:${line} ${within}: ${short(what, 110)}`;

/** What has become of each mutant. */
export class Verdicts {
  readonly #all: number;
  readonly #left: Map<number, Mutant>;
  readonly #kept: Kept | null;
  readonly #say: (line: string) => void;
  readonly #counts = new Map<string, number>();
  readonly #unfinished = new Map<number, string>();

  /** Whatever is known without a judge is known at once. */
  constructor(chosen: ReadonlyMap<number, Mutant>, kept: Kept | null, say: (line: string) => void) {
    this.#all = chosen.size;
    this.#left = new Map(chosen);
    this.#kept = kept;
    this.#say = say;
    for (const [number, mutant] of chosen) {
      if (isEquivalent(mutant)) this.#settle(number, 'equivalent', 'as written down');
      for (const [judge, why] of kept?.of(mutant) ?? [])
        if (why !== null) this.#settle(number, judge, `as before, ${why}`);
    }
  }

  /** Those that nothing has turned red yet, and that this judge has not let live in an earlier run. */
  leftFor(judge: JudgeName): ReadonlyMap<number, Mutant> {
    return new Map([...this.#left].filter(([, mutant]) => this.#kept?.of(mutant).has(judge) !== true));
  }

  take(number: number, judge: JudgeName, answer: Answer): void {
    const mutant = this.#left.get(number);
    if (mutant === undefined) return;
    switch (answer.kind) {
      case 'red':
        this.#kept?.add(mutant, judge, answer.why);
        return this.#settle(number, judge, answer.why);
      case 'unfinished':
        this.#unfinished.set(number, `${judge}: ${answer.why}`);
        return;
      case 'green':
        this.#kept?.add(mutant, judge, null);
        return;
    }
  }

  /** Says how it came out; whether something turned red for every one. */
  end(): boolean {
    this.#say('');
    for (const [judge, count] of this.#counts) this.#say(`${String(count).padStart(6)}  ${judge}`);
    this.#say(`${String(this.#all).padStart(6)}  mutants`);
    for (const [number, mutant] of this.#left) {
      const why = this.#unfinished.get(number);
      const what = why === undefined ? 'nothing turns red' : `unfinished (${short(why, 140)})`;
      this.#say(`✗ ${what}: ${titleOf(mutant)}`);
    }
    return this.#left.size === 0;
  }

  #settle(number: number, judge: string, why: string): void {
    const mutant = this.#left.get(number);
    if (mutant === undefined) return;
    this.#left.delete(number);
    this.#counts.set(judge, (this.#counts.get(judge) ?? 0) + 1);
    this.#say(`✓ ${titleOf(mutant)} → ${judge}: ${short(why, 140)}`);
  }
}
