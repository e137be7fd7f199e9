import { z } from 'zod';
import type { OwnTemplateId } from '../../ids.ts';
import { Language, primaryOf } from '../../session/people.ts';
import { lineOfText } from '../../session/text.ts';
import { noText, RichText } from '../rich-text.ts';
import type { Facts } from './facts.ts';
import { filled } from './placeholders.ts';

/** Clauses one template has at most. */
export const MAX_TEMPLATE_CLAUSES = 60;
/** Of a template as JSON, characters: a form, not a library. */
export const MAX_TEMPLATE_LENGTH = 120_000;

export const TemplateTitle = lineOfText(80);

/** A clause of a template: its words in some of the template's languages. */
export const OwnClause = z.record(Language, RichText);
export type OwnClause = z.infer<typeof OwnClause>;

/** What an organisation's own template says. */
export const OwnWords = z
  .strictObject({
    title: TemplateTitle,
    languages: z
      .array(Language)
      .min(1)
      .max(4)
      .refine((all) => new Set(all.map(primaryOf)).size === all.length, {
        message: 'a language is named twice',
      }),
    clauses: z.array(OwnClause).min(1).max(MAX_TEMPLATE_CLAUSES),
  })
  .refine(
    ({ languages, clauses }) =>
      clauses.every((clause) => Object.keys(clause).every((language) => languages.includes(language))),
    { message: 'words in a language the template does not have', path: ['clauses'] },
  );
export type OwnWords = z.infer<typeof OwnWords>;

export const isTooLong = (words: OwnWords): boolean => JSON.stringify(words).length > MAX_TEMPLATE_LENGTH;

/** One of the organisation's own, by value: what becomes of it later changes nothing begun from it. */
export interface OwnTemplate {
  readonly own: OwnTemplateId;
  readonly clauses: readonly OwnClause[];
}

/** What each clause begins with, filled, in those of the document's languages that the template has. */
export const ownWordsFor = (
  { clauses }: OwnTemplate,
  facts: Facts,
): readonly Readonly<Record<Language, RichText>>[] =>
  clauses.map((clause) =>
    Object.fromEntries(
      facts.languages.flatMap((language): [Language, RichText][] => {
        const written = writtenIn(clause, language);
        return written.content.length === 0 ? [] : [[language, filled(written, language, facts)]];
      }),
    ),
  );

/** Its words in this language, whatever the region. */
function writtenIn(clause: OwnClause, language: Language): RichText {
  const exact = clause[language];
  if (exact !== undefined) return exact;
  const near = Object.entries(clause).find(([other]) => primaryOf(other) === primaryOf(language));
  return near?.[1] ?? noText;
}
