import type { Language } from '@parley/shared/session';
import { compared, isSame, type Stretch } from './compared.ts';

/** A stretch of words that stayed, that was taken out, or that was put in. */
export interface Change<W = string> {
  readonly kind: 'same' | 'out' | 'in';
  readonly text: W;
}

/** How one text became another, by words as a reader of its language counts them. */
export const differences = (before: string, after: string, language: Language): Change[] =>
  changesIn(phrasesOf(before), phrasesOf(after), (phrase) => wordsOf(phrase, language)).map(
    ({ kind, text }) => ({ kind, text: text.join('') }),
  );

/**
 * How some phrases became others, and in those that changed the words: so a long text is compared as fast as a person
 * reads. Where next to nothing is the same it is said to be another text.
 */
export const changesIn = (
  before: readonly string[],
  after: readonly string[],
  wordsIn: (phrase: string) => readonly string[],
): Change<readonly string[]>[] =>
  told(
    tidied(
      compared(before, after).flatMap((stretch) =>
        isSame(stretch) ? [stretch] : compared(stretch.out.flatMap(wordsIn), stretch.in.flatMap(wordsIn)),
      ),
    ),
  );

/** Up to a sign that ends a phrase, with the space behind it; one within a number, a time or a name is no such sign. */
const PHRASE = /[^，。；：、！？\n]*?(?:[，。；：、！？\n]+|[,.;:!?]{1,8}(?=\s)|$)\s*/gu;

export const phrasesOf = (text: string): string[] =>
  text.match(PHRASE)?.filter((phrase) => phrase !== '') ?? [];

export const wordsOf = (text: string, language: Language): string[] =>
  [...segmenter(language).segment(text)].map(({ segment }) => segment);

const segmenters = new Map<Language, Intl.Segmenter>();

function segmenter(language: Language): Intl.Segmenter {
  const known = segmenters.get(language) ?? new Intl.Segmenter(language, { granularity: 'word' });
  segmenters.set(language, known);
  return known;
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
    else if (before !== undefined && !isSame(before) && IN_PASSING.test(passed.same.join('')))
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
