import type { Language } from '@parley/shared/session';
import { compared, isSame, type Stretch } from './compared.ts';

/** A stretch of words that stayed, that was taken out, or that was put in. */
export interface Change<W = string> {
  readonly kind: 'same' | 'out' | 'in';
  readonly text: W;
}

/** How one text became another, by words as a reader of its language counts them. */
export const differences = (before: string, after: string, language: Language): Change[] =>
  wordChanges(wordsOf(before, language), wordsOf(after, language)).map(({ kind, text }) => ({
    kind,
    text: text.join(''),
  }));

/**
 * How some words became others: first phrase by phrase, then by the words of what has changed, so that a long text is
 * compared as fast as a person reads. Where next to nothing is the same it is said to be another text.
 */
export function wordChanges(
  before: readonly string[],
  after: readonly string[],
): Change<readonly string[]>[] {
  const [was, is] = [phrasesOf(before), phrasesOf(after)];
  let [old, next] = [0, 0];
  const stretches = compared(was.map(join), is.map(join)).flatMap((stretch): readonly Stretch<string>[] => {
    const counted = isSame(stretch) ? { out: stretch.same, in: stretch.same } : stretch;
    const gone = was.slice(old, old + counted.out.length).flat();
    const come = is.slice(next, next + counted.in.length).flat();
    old += counted.out.length;
    next += counted.in.length;
    return isSame(stretch) ? [{ same: come }] : compared(gone, come);
  });
  return told(tidied(stretches));
}

const join = (words: readonly string[]): string => words.join('');

export const wordsOf = (text: string, language: Language): string[] =>
  [...segmenter(language).segment(text)].map(({ segment }) => segment);

const segmenters = new Map<Language, Intl.Segmenter>();

function segmenter(language: Language): Intl.Segmenter {
  const known = segmenters.get(language) ?? new Intl.Segmenter(language, { granularity: 'word' });
  segmenters.set(language, known);
  return known;
}

const ENDS = /[，。；：、！？\n]$/u;
/** Only before a space: one within a number, a time or a name is none. */
const MAY_END = /^[,.;:!?]+$/;
const SPACE = /^\s+$/;

/** Words up to a sign that ends a phrase, with the space behind it. */
function phrasesOf(words: readonly string[]): readonly (readonly string[])[] {
  const phrases: string[][] = [];
  let phrase: string[] = [];
  words.forEach((word, index) => {
    phrase.push(word);
    const next = words[index + 1];
    const ends =
      ENDS.test(word) || (SPACE.test(word) && MAY_END.test(words[index - 1] ?? '')) || next === undefined;
    if (!ends || (next !== undefined && SPACE.test(next))) return;
    phrases.push(phrase);
    phrase = [];
  });
  return phrases;
}

/** What nobody reads as having stayed, between two changes: a space, a comma, a single sign. */
const IN_PASSING = /^(?:[^\p{L}\p{N}]{0,3}|\p{Script=Han})$/u;

/** Changes that only a space or a sign keeps apart are one. */
function tidied(stretches: readonly Stretch<string>[]): readonly Stretch<string>[] {
  const tidy: Stretch<string>[] = [];
  for (const stretch of stretches) {
    const [before, passed] = [tidy.at(-2), tidy.at(-1)];
    if (isSame(stretch) || passed === undefined) tidy.push(stretch);
    else if (!isSame(passed)) tidy.splice(-1, 1, joined(passed, stretch));
    else if (before !== undefined && !isSame(before) && IN_PASSING.test(join(passed.same)))
      tidy.splice(-2, 2, joined(joined(before, { out: passed.same, in: passed.same }), stretch));
    else tidy.push(stretch);
  }
  return tidy;
}

type Changed = Exclude<Stretch<string>, { same: readonly string[] }>;

const joined = (one: Changed, other: Changed): Changed => ({
  out: [...one.out, ...other.out],
  in: [...one.in, ...other.in],
});

function told(stretches: readonly Stretch<string>[]): Change<readonly string[]>[] {
  const changes: Change<readonly string[]>[] = [];
  const tell = (kind: Change['kind'], words: readonly string[]): void => {
    const last = changes.at(-1);
    if (words.length === 0) return;
    if (last?.kind === kind) changes.splice(-1, 1, { kind, text: [...last.text, ...words] });
    else changes.push({ kind, text: words });
  };
  for (const stretch of stretches) {
    if (isSame(stretch)) tell('same', stretch.same);
    else {
      tell('out', stretch.out);
      tell('in', stretch.in);
    }
  }
  return changes;
}
