import type { Language } from '@parley/shared/session';
import { diffArrays } from 'diff';

/** A stretch of words that stayed, that was taken out, or that was put in. */
export interface Change {
  readonly kind: 'same' | 'out' | 'in';
  readonly text: string;
}

/** How one text became another, by words as a reader of its language counts them. */
export function differences(before: string, after: string, language: Language): Change[] {
  return diffArrays(wordsOf(before, language), wordsOf(after, language)).map(({ added, removed, value }) => ({
    kind: added ? 'in' : removed ? 'out' : 'same',
    text: value.join(''),
  }));
}

function wordsOf(text: string, language: Language): string[] {
  return [...segmenter(language).segment(text)].map(({ segment }) => segment);
}

const segmenters = new Map<Language, Intl.Segmenter>();

function segmenter(language: Language): Intl.Segmenter {
  const known = segmenters.get(language) ?? new Intl.Segmenter(language, { granularity: 'word' });
  segmenters.set(language, known);
  return known;
}
