import { type Root, rootOf } from '@parley/shared/agreement';
import type { Clock } from '../../session/clock.ts';
import type { Aside, Mine } from '../../session/unstored.ts';
import type { Orphan } from './orphans.ts';

interface OwnWordsParts {
  readonly clock: Clock;
  /** What a text of the copy that is shown says now. */
  readonly wordsOf: (root: Root) => string;
  readonly changed: (aside: readonly Aside[]) => void;
}

/** Words of mine of which it is not known yet whether the document has them in the end, and those that it has not. */
export class OwnWords {
  readonly #parts: OwnWordsParts;
  #mine: readonly Mine[];
  #aside: readonly Aside[];
  #made: number;

  constructor(
    parts: OwnWordsParts,
    kept: { readonly mine: readonly Mine[]; readonly aside: readonly Aside[] },
  ) {
    this.#parts = parts;
    this.#mine = kept.mine;
    this.#aside = kept.aside;
    this.#made = Math.max(0, ...kept.aside.map(({ id }) => id));
  }

  get mine(): readonly Mine[] {
    return this.#mine;
  }

  get aside(): readonly Aside[] {
    return this.#aside;
  }

  has({ clause, language }: Root): boolean {
    return this.#mine.some(({ root }) => root.clause === clause && root.language === language);
  }

  /** The words that these texts have on this page now. What was kept before goes only if it is among them. */
  keep(roots: Iterable<Root>, why: Aside['why']): void {
    for (const root of roots) {
      const words = this.#parts.wordsOf(root);
      const isAmong = (mine: Mine): boolean =>
        rootOf(mine.root) === rootOf(root) && words.includes(mine.words);
      const reason = this.#mine.find(isAmong)?.why ?? why;
      this.#mine = [...this.#mine.filter((mine) => !isAmong(mine)), { root, words, why: reason }];
    }
  }

  /** Where all the words are kept already, these are among them. */
  lose(lost: readonly Orphan[], why: Aside['why']): void {
    this.#putAside(lost.filter(({ root }) => !this.has(root)).map((each) => ({ ...each, why })));
  }

  /** What the document does not say after all is put aside. */
  compare(): void {
    const mine = this.#mine;
    this.#mine = [];
    this.#putAside(mine.filter(({ root, words }) => words !== '' && words !== this.#parts.wordsOf(root)));
  }

  forget(aside: number): void {
    this.#set(this.#aside.filter(({ id }) => id !== aside));
  }

  /** Not a word stays. */
  clear(): void {
    this.#mine = [];
    this.#aside = [];
  }

  #putAside(mine: readonly Mine[]): void {
    const at = this.#parts.clock.today();
    const more = mine.map((each) => {
      this.#made += 1;
      return { ...each, id: this.#made, at };
    });
    if (more.length > 0) this.#set([...this.#aside, ...more]);
  }

  #set(aside: readonly Aside[]): void {
    this.#aside = aside;
    this.#parts.changed(aside);
  }
}
