import { z } from 'zod';
import { ClauseId, type ProposalId, type SideId } from '../ids.ts';
import { Language } from '../session/people.ts';
import { RichText } from './rich-text.ts';

/** Proposals that wait for an answer at a time, and those that have one and are still kept. */
export const MAX_OPEN_PROPOSALS = 40;
export const MAX_CLOSED_PROPOSALS = 200;

/** Words by value, in one or more languages. */
export const ProposedTexts = z
  .record(Language, RichText)
  .refine((texts) => Object.keys(texts).length > 0, { message: 'is no text in any language' });

/** What a side would have: other words for a clause, a new clause, or one less. */
export const Change = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('change'), clause: ClauseId, texts: ProposedTexts }),
  z.object({
    kind: z.literal('new'),
    /** The id it has once it is accepted. */
    clause: ClauseId,
    after: ClauseId.nullable(),
    texts: ProposedTexts,
  }),
  z.object({ kind: z.literal('remove'), clause: ClauseId }),
]);
export type Change = z.infer<typeof Change>;

/** Why something that everybody asked would have cannot be done: its clause is locked, or there is room for no more. */
export const LapsedWhy = z.enum(['locked', 'full']);
export type LapsedWhy = z.infer<typeof LapsedWhy>;

export type Outcome =
  | { readonly kind: 'open' }
  | { readonly kind: 'accepted'; readonly at: number }
  | { readonly kind: 'refused'; readonly side: SideId; readonly reason: string; readonly at: number }
  | { readonly kind: 'countered'; readonly by: ProposalId; readonly at: number }
  | { readonly kind: 'withdrawn'; readonly at: number }
  /** With this side excused nobody was left to answer, and it could not be done. */
  | { readonly kind: 'lapsed'; readonly without: SideId; readonly why: LapsedWhy; readonly at: number }
  /** What it was about is not there any more. */
  | { readonly kind: 'void' };

/** A change that a side, or whoever conducts, suggests to the others. */
export interface Proposal {
  readonly id: ProposalId;
  /** Whose it is; null is the mediators'. */
  readonly side: SideId | null;
  readonly change: Change;
  /** The words it would change, canonical, as its maker saw them; of a new clause there are none. */
  readonly base: Readonly<Record<Language, string>>;
  readonly note: string;
  readonly at: number;
  /** The proposal that this one counters. */
  readonly counters: ProposalId | null;
  readonly acceptedBy: readonly SideId[];
  readonly outcome: Outcome;
}

export const isOpen = ({ outcome }: Proposal): boolean => outcome.kind === 'open';
