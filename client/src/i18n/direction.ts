/** Scripts that are written from right to left, as far as languages of today use them. */
const fromTheRight = new Set(['Adlm', 'Arab', 'Hebr', 'Mand', 'Nkoo', 'Rohg', 'Samr', 'Syrc', 'Thaa']);

export type Direction = 'ltr' | 'rtl';

/** From the script that a language is written in. What others have chosen may look like a tag and be none. */
export function directionOf(tag: string): Direction {
  try {
    return fromTheRight.has(new Intl.Locale(tag).maximize().script ?? '') ? 'rtl' : 'ltr';
  } catch {
    return 'ltr';
  }
}

/** «zh» of «zh-CN». */
export const baseOf = (tag: string): string => tag.toLowerCase().split('-')[0] ?? '';

const RTL =
  /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Adlam}]/u;
const FIRST_STRONG_ISOLATE = '\u2068';
const POP_ISOLATE = '\u2069';

/**
 * What people wrote, a name or a sum, for a sentence that runs in this direction: where it could run in the other, it
 * is kept together, and what stands around it in its place.
 */
export const isolated = (value: string, around: Direction): string =>
  around === 'rtl' || RTL.test(value) ? `${FIRST_STRONG_ISOLATE}${value}${POP_ISOLATE}` : value;

/** For what is made of a sentence and no longer only shown. */
export const plain = (sentence: string): string =>
  sentence.replaceAll(FIRST_STRONG_ISOLATE, '').replaceAll(POP_ISOLATE, '');
