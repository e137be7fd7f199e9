import { type BookView, noText, type RichText, versionText } from '@parley/shared/agreement';
import type { TextHash, VersionContent } from '@parley/shared/agreement';
import type { ClauseId } from '@parley/shared/ids';
import type { Language } from '@parley/shared/session';
import { sha256 } from '../../../../agreement/text/hash.ts';
import { canonicalTexts } from '../standing.ts';
import type { Texts } from '../texts.ts';

/** A whole document, as it is or as it was. */
export interface Content {
  readonly languages: readonly Language[];
  readonly prevailing: Language;
  readonly clauses: readonly { readonly id: ClauseId; readonly texts: Texts }[];
}

export const contentOf = ({ languages, prevailing, clauses }: VersionContent): Content => ({
  languages,
  prevailing,
  clauses: clauses.map(({ id, texts }) => ({
    id,
    texts: new Map(languages.map((language): [Language, RichText] => [language, texts[language] ?? noText])),
  })),
});

export const contentNow = (
  { languages, prevailing, clauses }: Pick<BookView, 'languages' | 'prevailing' | 'clauses'>,
  words: ReadonlyMap<ClauseId, Texts>,
): Content => ({
  languages,
  prevailing,
  clauses: clauses.map(({ id }) => ({ id, texts: words.get(id) ?? new Map() })),
});

/** Names the whole document, as the server reckons it too; null while a text is longer than a clause may be. */
export function hashOfContent({ languages, prevailing, clauses }: Content): TextHash | null {
  const all = clauses.map(({ id, texts }) => ({ id, texts: canonicalTexts(texts) }));
  const whole = all.flatMap(({ id, texts }) => (texts === null ? [] : [{ id, texts }]));
  return whole.length < all.length ? null : sha256(versionText({ languages, prevailing, clauses: whole }));
}
