import type { ClauseView } from '@parley/shared/agreement';
import { canonicalText } from '@parley/shared/agreement';
import type { ClauseId } from '@parley/shared/ids';
import type { Texts } from '../texts.ts';

/** Whether a clause has any words, in the languages given. */
export const isWritten = (texts: Texts, languages: readonly string[] = [...texts.keys()]): boolean =>
  languages.some((language) => {
    const text = texts.get(language);
    return text !== undefined && (text === null || canonicalText(text).trim() !== '');
  });

/** Whether what was let out of a clause is not what it says any more. */
export const hasChangedSince = ({ letOut }: Pick<ClauseView, 'letOut'>, texts: Texts): boolean =>
  letOut !== null &&
  Object.entries(letOut.texts).some(([language, words]) => {
    const text = texts.get(language) ?? null;
    return text === null || canonicalText(text) !== words;
  });

/** The clauses, by their numbers, with words that nobody outside was given. */
export const unpublished = (
  { clauses }: { readonly clauses: readonly Pick<ClauseView, 'id' | 'letOut'>[] },
  words: ReadonlyMap<ClauseId, Texts>,
): readonly number[] =>
  clauses.flatMap((clause, index) => {
    const texts: Texts = words.get(clause.id) ?? new Map();
    const kept = [...texts.keys()].filter((language) => clause.letOut?.texts[language] === undefined);
    return isWritten(texts, kept) || hasChangedSince(clause, texts) ? [index + 1] : [];
  });
