import type { Language } from '../session/people.ts';

/** How many have chosen each language, by its name. */
export const counted = (chosen: readonly Language[]): { language: Language; count: number }[] =>
  [...new Set(chosen)]
    .sort()
    .map((language) => ({ language, count: chosen.filter((each) => each === language).length }));
