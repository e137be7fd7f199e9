import { z } from 'zod';
import type { RichText } from '../rich-text.ts';
import type { Facts } from './facts.ts';

/** What a document can be begun with. */
export const TemplateId = z.enum(['blank', 'people-mediation', 'commercial-settlement', 'heads-of-terms']);
export type TemplateId = z.infer<typeof TemplateId>;

/** The languages that templates are written in; in any other a clause begins empty. */
export type TemplateLanguage = 'zh' | 'en';

/** The words a clause begins with. */
export type TemplateClause = { readonly [L in TemplateLanguage]: (facts: Facts) => RichText };
export type Template = readonly TemplateClause[];
