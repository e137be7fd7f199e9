import { z } from 'zod';
import { type Language, primaryOf } from '../../session/people.ts';
import type { RichText } from '../rich-text.ts';
import type { Facts } from './facts.ts';

/** What a document can be begun with, besides the organisation's own templates. */
export const TemplateId = z.enum(['blank', 'people-mediation', 'commercial-settlement', 'heads-of-terms']);
export type TemplateId = z.infer<typeof TemplateId>;

/** The languages that these are written in; in any other a clause begins empty. */
export type TemplateLanguage = 'zh' | 'en';

/** The words a clause begins with. */
export type TemplateClause = { readonly [L in TemplateLanguage]: (facts: Facts) => RichText };
export type Template = readonly TemplateClause[];

export function templateLanguage(language: Language): TemplateLanguage | null {
  const primary = primaryOf(language);
  return primary === 'zh' || primary === 'en' ? primary : null;
}
