import { createHash } from 'node:crypto';
import { canonicalText, hashedText, noText, type RichText } from '@parley/shared/agreement';
import type { Language } from '@parley/shared/session';
import type { ClauseTexts } from './documents.ts';

/** The words in each language as one string. */
export const canonicalTexts = (texts: ClauseTexts): Record<Language, string> =>
  Object.fromEntries(Object.entries(texts).map(([language, text]) => [language, canonicalText(text)]));

export const inLanguages = (texts: ClauseTexts, languages: readonly Language[]): Record<Language, RichText> =>
  Object.fromEntries(languages.map((language) => [language, texts[language] ?? noText]));

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** What names these words and no others, as the browser reckons it too. */
export const hashOfTexts = (texts: ClauseTexts): string => sha256(hashedText(canonicalTexts(texts)));
