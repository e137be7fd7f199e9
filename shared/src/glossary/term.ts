import { z } from 'zod';
import { TermId } from '../ids.ts';
import { Language } from '../session/people.ts';
import { lineOfText, printable } from '../session/text.ts';

/** How many terms a case has at most, and how many an interpreter keeps of their own. */
export const MAX_TERMS = 500;
export const MAX_OWN_TERMS = 100;

const TermText = lineOfText(200);

/** What something is called in each language, one of them at least. */
export const TermWords = z.strictObject({
  texts: z
    .record(Language, TermText)
    .refine((texts) => Object.keys(texts).length > 0, { message: 'has no text' })
    .refine((texts) => Object.keys(texts).length <= 8, { message: 'has too many languages' }),
  note: z.string().max(300).transform(printable),
});
export type TermWords = z.infer<typeof TermWords>;

/**
 * How far a term has come: it is the case's; an interpreter keeps it for themselves; or they suggest it for the case,
 * and whoever conducts, or the office, has yet to answer.
 */
export const TermStanding = z.enum(['case', 'own', 'suggested']);
export type TermStanding = z.infer<typeof TermStanding>;

export const Term = TermWords.extend({
  id: TermId,
  standing: TermStanding,
  /** Mine, as an interpreter; never the case's. */
  mine: z.boolean(),
  /** Who suggests it, by name. */
  by: z.string().nullable(),
});
export type Term = z.infer<typeof Term>;

/** Where a term is put: `gone` is nowhere. */
export const TermGoal = z.enum([...TermStanding.options, 'gone']);
export type TermGoal = z.infer<typeof TermGoal>;
