import { z } from 'zod';
import { ClauseId, ProposalId } from '../ids.ts';
import { canonicalJson } from '../lib/canonical-json.ts';
import { Language } from '../session/people.ts';
import type { Book } from './book.ts';
import { RichText } from './rich-text.ts';

/** Clauses that leave a draft at a time. */
export const MAX_PUBLISHED = 50;

/** One clause of a draft on its way out of it, under the ids that it has outside. */
export const Published = z.object({
  /** In the draft; told to nobody. */
  from: ClauseId,
  id: ClauseId,
  /** When it is a side's that proposes it. */
  proposal: ProposalId,
  texts: z.record(Language, RichText),
});
export type Published = z.infer<typeof Published>;

type Written = Pick<Book, 'languages'>;

/** In which languages a draft can give its words to the agreement: those both are written in, as the agreement has them. */
export const sharedLanguages = (agreement: Written, draft: Written): readonly Language[] =>
  agreement.languages.filter((language) => draft.languages.includes(language));

/**
 * What the hash is taken over that names a preview: the canonical words, clause by clause, in the languages that the
 * others will be given.
 */
export const publishedText = (clauses: readonly Readonly<Record<Language, string>>[]): string =>
  canonicalJson(clauses);
