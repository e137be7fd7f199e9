import type { Answer, Remark } from './paper.ts';

/** What was remarked on clauses and is still there, the oldest first. It is changed here alone, and found by its name. */
export class RemarksMade {
  #all: readonly Remark[] = [];
  /** Of one name the first. */
  #named: ReadonlyMap<string, Answer> | null = null;

  get all(): readonly Remark[] {
    return this.#all;
  }

  /** A remark, or an answer to one. */
  named(id: string): Answer | undefined {
    this.#named ??= new Map(
      this.#all
        .flatMap((remark) => [remark, ...remark.answers])
        .map((said) => [said.id, said] as const)
        .toReversed(),
    );
    return this.#named.get(id);
  }

  add(remark: Remark): void {
    this.#set([...this.#all, remark]);
  }

  /** As it is from now on. */
  put(remark: Remark, change: Partial<Pick<Remark, 'answers' | 'resolved'>>): void {
    this.#set(this.#all.map((each) => (each === remark ? { ...remark, ...change } : each)));
  }

  keep(stays: (remark: Remark) => boolean): void {
    this.#set(this.#all.filter(stays));
  }

  #set(all: readonly Remark[]): void {
    this.#all = all;
    this.#named = null;
  }
}
