import type { Language } from '../../session/people.ts';
import { noText, type RichText } from '../rich-text.ts';
import { commercialSettlement } from './commercial-settlement.ts';
import type { Facts } from './facts.ts';
import { headsOfTerms } from './heads-of-terms.ts';
import { type OwnTemplate, ownWordsFor } from './own.ts';
import { peopleMediation } from './people-mediation.ts';
import { type Template, type TemplateId, templateLanguage } from './template.ts';

const templates: { readonly [T in TemplateId]: Template } = {
  blank: [{ zh: () => noText, en: () => noText }],
  'people-mediation': peopleMediation,
  'commercial-settlement': commercialSettlement,
  'heads-of-terms': headsOfTerms,
};

/** How many clauses a document begins with. */
export const clausesIn = (template: TemplateId | OwnTemplate): number =>
  typeof template === 'string' ? templates[template].length : template.clauses.length;

/** The words each clause begins with, in those of the document's languages that the template is written in. */
export function wordsOf(
  template: TemplateId | OwnTemplate,
  facts: Facts,
): readonly Readonly<Record<Language, RichText>>[] {
  if (typeof template !== 'string') return ownWordsFor(template, facts);
  return templates[template].map((clause) =>
    Object.fromEntries(
      facts.languages.flatMap((language): [Language, RichText][] => {
        const known = templateLanguage(language);
        const text = known === null ? noText : clause[known](facts);
        return text.content.length === 0 ? [] : [[language, text]];
      }),
    ),
  );
}
