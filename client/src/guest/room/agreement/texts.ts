import { type BookView, noText, type RichText, type Root } from '@parley/shared/agreement';
import { ClauseId } from '@parley/shared/ids';
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

/** Of several clauses. */
const allTextsNow = (
  document: SharedDocument,
  clauses: readonly ClauseId[],
  languages: readonly Language[],
): ReadonlyMap<ClauseId, Texts> =>
  new Map(clauses.map((clause) => [clause, textsNow(document, clause, languages)]));

/** Follows the words of some clauses; told once for what changes within one frame. */
class Followed<T> {
  readonly #document: SharedDocument;
  readonly #roots: readonly Root[];
  readonly #read: () => T;
  #texts: T;

  constructor(document: SharedDocument, roots: readonly Root[], read: () => T) {
    this.#document = document;
    this.#roots = roots;
    this.#read = read;
    this.#texts = read();
  }

  readonly get = (): T => this.#texts;

  readonly subscribe = (listener: () => void): (() => void) => {
    let frame = 0;
    const tell = (): void => {
      frame = 0;
      this.#texts = this.#read();
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
    const texts = this.#roots.map((root) => copy.textOf(root));
    for (const text of texts) text.observeDeep(changed);
    return () => {
      for (const text of texts) text.unobserveDeep(changed);
    };
  }
}

export function useTexts(document: SharedDocument, clause: ClauseId, languages: readonly Language[]): Texts {
  const all = languages.join(' ');
  const store = useMemo(() => {
    const each = all.split(' ');
    const roots = each.map((language) => ({ clause, language }));
    return new Followed(document, roots, () => textsNow(document, clause, each));
  }, [document, clause, all]);
  return useSyncExternalStore(store.subscribe, store.get);
}

/** The words of all the clauses of a book. */
export function useAllTexts(
  document: SharedDocument,
  { clauses, languages }: Pick<BookView, 'clauses' | 'languages'>,
): ReadonlyMap<ClauseId, Texts> {
  const ids = clauses.map(({ id }) => id).join(' ');
  const all = languages.join(' ');
  const store = useMemo(() => {
    const each = all.split(' ');
    const named = ids === '' ? [] : ids.split(' ').map((id) => ClauseId.parse(id));
    const roots = named.flatMap((clause) => each.map((language) => ({ clause, language })));
    return new Followed(document, roots, () => allTextsNow(document, named, each));
  }, [document, ids, all]);
  return useSyncExternalStore(store.subscribe, store.get);
}
