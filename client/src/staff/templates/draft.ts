import { OwnClause, type OwnWords, type RichText, TemplateId, writtenOut } from '@parley/shared/agreement';
import { ClauseId } from '@parley/shared/ids';
import type { TemplateDetail } from '@parley/shared/protocol';
import { Language } from '@parley/shared/session';
import { z } from 'zod';
import type { SharedDocument } from '../../agreement/live/model.ts';
import { textsNow } from '../../guest/room/agreement/texts.ts';

/** A template as it is written on the page, whether or not it may be saved as it is. */
export const TemplateDraft = z.object({
  /** What it was written over; null: it is new. */
  revision: z.number().int().nullable(),
  organisation: z.string(),
  title: z.string(),
  languages: z.array(Language),
  clauses: z.array(OwnClause),
});
export type TemplateDraft = z.infer<typeof TemplateDraft>;

/** What a new one can be begun from. */
export const beginnings = TemplateId.options;

/** In both languages that the built-in ones are written in, with placeholders for what is the case's. */
export const begunFrom = (template: TemplateId, title: string, organisation: string): TemplateDraft => {
  const languages = ['zh-CN', 'en'];
  const clauses = template === 'blank' ? [{}] : [...writtenOut(template, languages)];
  return { revision: null, organisation, title, languages, clauses };
};

export const draftOf = ({ revision, organisation, words }: TemplateDetail): TemplateDraft => ({
  revision,
  organisation,
  ...words,
});

/** New ids for the clauses on this page. */
export const clauseIds = (): (() => ClauseId) => {
  let count = 0;
  return () => ClauseId.parse(`template-clause-${(count += 1)}`);
};

/** The clauses as they are written; null while one is longer than a clause may be. */
export function clausesOf(
  document: SharedDocument,
  ids: readonly ClauseId[],
  languages: readonly Language[],
): OwnWords['clauses'] | null {
  const clauses: OwnWords['clauses'] = [];
  for (const id of ids) {
    const texts = [...textsNow(document, id, languages)];
    if (texts.some(([, text]) => text === null)) return null;
    const written = texts.flatMap(([language, text]) =>
      text === null || isEmpty(text) ? [] : [[language, text] as const],
    );
    clauses.push(Object.fromEntries(written));
  }
  return clauses;
}

/** A paragraph in which nothing has been written says nothing. */
const isEmpty = ({ content }: RichText): boolean =>
  content.every((node) => node.type === 'paragraph' && node.content.length === 0);
