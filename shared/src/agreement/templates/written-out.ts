import type { Language } from '../../session/people.ts';
import type { RichText } from '../rich-text.ts';
import type { Facts } from './facts.ts';
import { wordsOf } from './index.ts';
import { replaced } from './inline.ts';
import type { OwnClause } from './own.ts';
import { languagesOf } from './phrases.ts';
import { type Placeholder, tokenOf } from './placeholders.ts';
import { type TemplateId, type TemplateLanguage, templateLanguage } from './template.ts';

/** A built-in template with placeholders where a session's facts would stand: what an organisation begins its own from. */
export function writtenOut(template: TemplateId, languages: readonly Language[]): readonly OwnClause[] {
  const inEach = languages.flatMap((language) => {
    const known = templateLanguage(language);
    if (known === null) return [];
    const facts = placeholderFacts(language, known);
    return [{ language, clauses: wordsOf(template, facts).map((texts) => texts[language]), facts, known }];
  });
  const [first] = inEach;
  if (first === undefined) return wordsOf(template, placeholderFacts('zh', 'zh')).map(() => ({}));
  return first.clauses.map((_, index) =>
    Object.fromEntries(
      inEach.flatMap(({ language, clauses, facts, known }): [Language, RichText][] => {
        const text = clauses[index];
        return text === undefined ? [] : [[language, withLanguages(text, known, facts)]];
      }),
    ),
  );
}

function placeholderFacts(language: Language, known: TemplateLanguage): Facts {
  const token = (kind: Placeholder): string => tokenOf(kind, known);
  const party = (kind: 'applicant' | 'respondent') => ({ kind, name: token(kind), people: [] });
  return {
    title: token('case'),
    organisation: token('organisation'),
    parties: [party('applicant'), party('respondent')],
    mediators: [token('mediators')],
    languages: [language],
    prevailing: language,
  };
}

/** In which languages it is, is known when a document is begun. */
const withLanguages = (text: RichText, known: TemplateLanguage, facts: Facts): RichText => {
  const sentence = languagesOf(known, facts);
  return replaced(text, (words) => {
    const from = words.text.indexOf(sentence);
    return from < 0 ? [] : [{ from, to: from + sentence.length, by: tokenOf('languages', known) }];
  });
};
