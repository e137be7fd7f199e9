import type { ClauseView } from '@parley/shared/agreement';
import type { Language } from '@parley/shared/session';
import { canonicalText } from '@parley/shared/agreement';
import type { TextHash } from '@parley/shared/agreement';
import { hashOf } from '../../../agreement/text/hash.ts';
import type { Texts } from './texts.ts';

/** How the languages of a clause stand to each other. */
export type Standing =
  | { readonly kind: 'one-language' }
  /** Nothing to compare as long as something is missing. */
  | { readonly kind: 'missing'; readonly languages: readonly Language[] }
  | { readonly kind: 'never' }
  | { readonly kind: 'aligned' }
  | { readonly kind: 'stale'; readonly changed: readonly Changed[] };

/** A text that is not what it was when the languages were compared. */
export interface Changed {
  readonly language: Language;
  readonly before: string;
  readonly now: string;
}

/** As everyone compares them; null while one of them is longer than a clause may be. */
export function canonicalTexts(texts: Texts): Readonly<Record<Language, string>> | null {
  const all: Record<Language, string> = {};
  for (const [language, text] of texts) {
    if (text === null) return null;
    all[language] = canonicalText(text);
  }
  return all;
}

export function hashOfTexts(texts: Texts): TextHash | null {
  const all = canonicalTexts(texts);
  return all === null ? null : hashOf(all);
}

export function standingOf({ aligned }: Pick<ClauseView, 'aligned'>, texts: Texts): Standing {
  const all = canonicalTexts(texts) ?? {};
  const languages = [...texts.keys()];
  if (languages.length < 2) return { kind: 'one-language' };
  const missing = languages.filter((language) => (all[language] ?? '').trim() === '');
  if (missing.length > 0) return { kind: 'missing', languages: missing };
  if (aligned === null) return { kind: 'never' };
  const changed = languages.flatMap((language): Changed[] => {
    const [before, now] = [aligned.texts[language] ?? '', all[language] ?? ''];
    return before === now ? [] : [{ language, before, now }];
  });
  return changed.length === 0 ? { kind: 'aligned' } : { kind: 'stale', changed };
}

/** Of which nobody says, or can say any more, that the languages agree. */
export type Doubtful = Extract<Standing, { kind: 'missing' | 'never' | 'stale' }>;

export const isDoubtful = (standing: Standing): standing is Doubtful =>
  standing.kind === 'missing' || standing.kind === 'never' || standing.kind === 'stale';

/** The languages the doubt is about. */
export function inDoubt(standing: Doubtful): readonly Language[] {
  switch (standing.kind) {
    case 'missing':
      return standing.languages;
    case 'never':
      return [];
    case 'stale':
      return standing.changed.map(({ language }) => language);
  }
}
