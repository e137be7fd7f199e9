import type { Language, SideKind } from '../../session/people.ts';
import type { RichText } from '../rich-text.ts';
import { gap } from './build.ts';
import { type Replacement, replaced, type Words } from './inline.ts';
import { tokenOf } from './placeholders.ts';
import { templateLanguage, type TemplateLanguage } from './template.ts';

/** All that a case calls somebody or something by. */
export interface CaseNames {
  readonly title: string;
  readonly organisation: string;
  readonly mediators: readonly string[];
  readonly parties: readonly { readonly kind: SideKind; readonly name: string }[];
  /** Whoever else is named in it: they have no placeholder. */
  readonly others: readonly string[];
}

const gaps = {
  name: { zh: '姓名', en: 'name' },
  money: { zh: '金额', en: 'amount' },
  date: { zh: '日期', en: 'date' },
  number: { zh: '号码', en: 'number' },
} as const;

const gapOf = (kind: keyof typeof gaps, language: TemplateLanguage): string =>
  gap[language](gaps[kind][language]);

/**
 * The words of a clause for other cases: what equals a name of this one is its placeholder, and sums, dates and long
 * numbers, which are of one case, are gaps. What nobody can tell from an ordinary word stays, and is for people to find.
 */
export function withoutNames(text: RichText, language: Language, names: CaseNames): RichText {
  const known = templateLanguage(language) ?? 'en';
  const needles = needlesOf(names, known);
  const once = replaced(text, (words) => found(words, needles, known));
  return replaced(once, ({ text: line }) =>
    [...line.matchAll(again)].map(({ index, 0: all, 1: token = '' }) => ({
      from: index,
      to: index + all.length,
      by: token,
    })),
  );
}

/** Several of one kind share a placeholder: it stands there once. */
const again = /(〔[^〔〕]+〕)(?:(?:、|，|和|及|与|, and |, | and )\1)+/gu;
/** Of identity papers, accounts and telephones; a year or a sum of money is shorter. */
const longNumber = /[0-9][0-9 -]{5,}[0-9Xx]/gu;

type Needle = readonly [name: string, by: string];

function needlesOf(names: CaseNames, language: TemplateLanguage): readonly Needle[] {
  const all: readonly Needle[] = [
    [names.title, tokenOf('case', language)],
    [names.organisation, tokenOf('organisation', language)],
    ...names.parties.map(({ kind, name }): Needle => [name, tokenOf(kind, language)]),
    ...names.mediators.map((name): Needle => [name, tokenOf('mediators', language)]),
    ...names.others.map((name): Needle => [name, gapOf('name', language)]),
  ];
  // A longer name may have a shorter one in it.
  return all.filter(([name]) => name.trim() !== '').toSorted(([one], [other]) => other.length - one.length);
}

function found(words: Words, needles: readonly Needle[], language: TemplateLanguage): readonly Replacement[] {
  const taken: Replacement[] = [];
  const take = (each: Replacement): void => {
    if (!taken.some(({ from, to }) => each.from < to && from < each.to)) taken.push(each);
  };
  for (const kind of ['money', 'date'] as const)
    for (const each of runsOf(words, kind)) take({ ...each, by: gapOf(kind, language) });
  for (const [name, by] of needles) for (const each of placesOf(words.text, name)) take({ ...each, by });
  for (const { index, 0: digits } of words.text.matchAll(longNumber)) {
    take({ from: index, to: index + digits.length, by: gapOf('number', language) });
  }
  return taken;
}

/** Where the words mean a sum, or a date. */
function runsOf(
  { text, marksAt }: Words,
  kind: 'money' | 'date',
): readonly { readonly from: number; readonly to: number }[] {
  const runs: { from: number; to: number }[] = [];
  for (let at = 0; at < text.length; at += 1) {
    if (!marksAt(at).some(({ type }) => type === kind)) continue;
    const last = runs.at(-1);
    if (last?.to === at) last.to = at + 1;
    else runs.push({ from: at, to: at + 1 });
  }
  return runs;
}

const joins = /[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Arabic}\p{N}\p{M}]/u;

/**
 * A name as it is written, or all in capitals as agreements like it: in small letters it may be an ordinary word. Not
 * within a longer word where words are written apart.
 */
const placesOf = (text: string, name: string): readonly { readonly from: number; readonly to: number }[] =>
  [...new Set([name, name.toUpperCase()])].flatMap((what) => {
    const places: { from: number; to: number }[] = [];
    for (let from = text.indexOf(what); from >= 0; from = text.indexOf(what, from + 1)) {
      const to = from + what.length;
      const within =
        (joins.test(text.charAt(from)) && joins.test(text.charAt(from - 1))) ||
        (joins.test(text.charAt(to - 1)) && joins.test(text.charAt(to)));
      if (!within) places.push({ from, to });
    }
    return places;
  });
