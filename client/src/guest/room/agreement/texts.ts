import { noText, type RichText } from '@parley/shared/agreement';
import type { ClauseId } from '@parley/shared/ids';
import type { Language } from '@parley/shared/session';
import { useMemo, useSyncExternalStore } from 'react';
import type { DocumentCopy, SharedDocument } from '../../../agreement/live/model.ts';
import { readText } from '../../../agreement/text/read.ts';

/** The words of a clause by language; null for one that is longer than a clause may be. */
export type Texts = ReadonlyMap<Language, RichText | null>;

/** As they are at this moment. */
export const textsNow = (document: SharedDocument, clause: ClauseId, languages: readonly Language[]): Texts =>
  new Map(
    languages.map((language) => {
      const { replica } = document;
      return [language, replica === null ? noText : readText(replica.textOf({ clause, language }))];
    }),
  );

/** Follows the words of one clause; told once for what changes within one frame. */
class ClauseTexts {
  readonly #document: SharedDocument;
  readonly #clause: ClauseId;
  readonly #languages: readonly Language[];
  #texts: Texts;

  constructor(document: SharedDocument, clause: ClauseId, languages: readonly Language[]) {
    this.#document = document;
    this.#clause = clause;
    this.#languages = languages;
    this.#texts = textsNow(document, clause, languages);
  }

  readonly get = (): Texts => this.#texts;

  readonly subscribe = (listener: () => void): (() => void) => {
    let frame = 0;
    const tell = (): void => {
      frame = 0;
      this.#texts = textsNow(this.#document, this.#clause, this.#languages);
      listener();
    };
    const changed = (): void => {
      if (frame === 0) frame = requestAnimationFrame(tell);
    };
    let unobserve = this.#observe(this.#document.replica, changed);
    const unfollow = this.#document.follow((copy) => {
      unobserve();
      unobserve = this.#observe(copy, changed);
      changed();
    });
    // What came between the first look and now.
    changed();
    return () => {
      cancelAnimationFrame(frame);
      unobserve();
      unfollow();
    };
  };

  #observe(copy: DocumentCopy | null, changed: () => void): () => void {
    if (copy === null) return () => undefined;
    const texts = this.#languages.map((language) => copy.textOf({ clause: this.#clause, language }));
    for (const text of texts) text.observeDeep(changed);
    return () => {
      for (const text of texts) text.unobserveDeep(changed);
    };
  }
}

export function useTexts(document: SharedDocument, clause: ClauseId, languages: readonly Language[]): Texts {
  const all = languages.join(' ');
  const store = useMemo(() => new ClauseTexts(document, clause, all.split(' ')), [document, clause, all]);
  return useSyncExternalStore(store.subscribe, store.get);
}
