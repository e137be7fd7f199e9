import { createHash } from 'node:crypto';
import { canonicalText, hashedText } from '@parley/shared/agreement';
import type { Language } from '@parley/shared/session';
import type { ClauseTexts } from './documents.ts';

/** The words in each language as one string. */
export const canonicalTexts = (texts: ClauseTexts): Record<Language, string> =>
  Object.fromEntries(Object.entries(texts).map(([language, text]) => [language, canonicalText(text)]));

/** What names these words and no others, as the browser reckons it too. */
export const hashOfTexts = (texts: ClauseTexts): string =>
  createHash('sha256')
    .update(hashedText(canonicalTexts(texts)))
    .digest('hex');
