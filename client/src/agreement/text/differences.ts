import type { Language } from '@parley/shared/session';
import { compared, isSame, type Stretch } from './compared.ts';

/** A stretch of words that stayed, that was taken out, or that was put in. */
export interface Change {
  readonly kind: 'same' | 'out' | 'in';
  readonly text: string;
}

/**
 * How one text became another, by words as a reader of its language counts them: first phrase by phrase, then by the
 * words of what has changed, so that a long text is compared as fast as a person reads. Where next to nothing is the
 * same it is said to be another text.
 */
export function differences(before: string, after: string, language: Language): Change[] {
  const stretches = compared(phrasesOf(before), phrasesOf(after)).flatMap((stretch) =>
    isSame(stretch)
      ? [stretch]
      : compared(wordsOf(stretch.out.join(''), language), wordsOf(stretch.in.join(''), language)),
  );
  return told(tidied(stretches));
}

/** A sign of the end of a phrase; one within a number, a time or an abbreviation is none. */
const PHRASE = /[^，。；：、！？\n]*?(?:[，。；：、！？\n]+|[,.;:!?]+(?=\s)|$)\s*/gu;

const phrasesOf = (text: string): string[] => text.match(PHRASE)?.filter((phrase) => phrase !== '') ?? [];

const wordsOf = (text: string, language: Language): string[] =>
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

function told(stretches: readonly Stretch<string>[]): Change[] {
  const changes: Change[] = [];
  const tell = (kind: Change['kind'], text: string): void => {
    const last = changes.at(-1);
    if (text === '') return;
    if (last?.kind === kind) changes.splice(-1, 1, { kind, text: last.text + text });
    else changes.push({ kind, text });
  };
  for (const stretch of stretches) {
    if (isSame(stretch)) tell('same', stretch.same.join(''));
    else {
      tell('out', stretch.out.join(''));
      tell('in', stretch.in.join(''));
    }
  }
  return changes;
}
