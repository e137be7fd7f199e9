import { z } from 'zod';
import { OwnWords, TemplateTitle } from '../agreement/templates/own.ts';
import { OwnTemplateId } from '../ids.ts';
import { Language } from '../session/people.ts';
import { lineOfText } from '../session/text.ts';

/** Whose a template is: the organisation as its cases name it. */
export const Organisation = lineOfText(120);

/** What a session is offered to begin with: enough to choose by. */
export const OfferedTemplate = z.object({
  id: OwnTemplateId,
  title: TemplateTitle,
  languages: z.array(Language),
  clauses: z.number().int(),
});
export type OfferedTemplate = z.infer<typeof OfferedTemplate>;

/** A template as the staff see it in a list. */
export const TemplateSummary = OfferedTemplate.extend({
  organisation: z.string(),
  /** Sessions are offered it. */
  offered: z.boolean(),
  /** It was kept from an agreement, in a session, and not written by the staff. */
  kept: z.boolean(),
  /** Grows by one with every change of its words: nobody changes what they did not see. */
  revision: z.number().int(),
  changedAt: z.number().int(),
  /** Who of the staff last changed it; null: nobody yet. */
  changedBy: z.string().nullable(),
});
export type TemplateSummary = z.infer<typeof TemplateSummary>;

export const TemplateDetail = TemplateSummary.extend({ words: OwnWords });
export type TemplateDetail = z.infer<typeof TemplateDetail>;

export const NewTemplate = z.strictObject({ organisation: Organisation, words: OwnWords });
export type NewTemplate = z.infer<typeof NewTemplate>;
