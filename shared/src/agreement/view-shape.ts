import { z } from 'zod';
import { ClauseId, ParticipantId, SideId } from '../ids.ts';
import { Language } from '../session/people.ts';
import { ClauseState, Pen } from './book.ts';
import { DocumentKind } from './document.ts';

/** One clause as one participant may know it, and what they may do with it just now. */
export const ClauseView = z.object({
  id: ClauseId,
  state: ClauseState,
  pen: Pen,
  agreedBy: z.array(SideId),
  objection: z.object({ side: SideId, reason: z.string() }).nullable(),
  aligned: z
    .object({
      texts: z.record(Language, z.string()),
      /** Null for whoever may not see that person now. */
      by: ParticipantId.nullable(),
      at: z.number(),
    })
    .nullable(),
  mayEdit: z.boolean(),
  mayPropose: z.boolean(),
  mayAgree: z.boolean(),
  mayDisagree: z.boolean(),
  mayReopen: z.boolean(),
  mayLock: z.boolean(),
  mayAlign: z.boolean(),
  mayRemove: z.boolean(),
});
export type ClauseView = z.infer<typeof ClauseView>;

export const BookView = z.object({
  languages: z.array(Language).min(1).max(4),
  prevailing: Language,
  clauses: z.array(ClauseView),
  /** May add and move clauses, and hand over their pens. */
  mayArrange: z.boolean(),
});
export type BookView = z.infer<typeof BookView>;

/** What one participant may know of the agreement, and of the draft of the caucus they stand in. */
export const AgreementView = z.object({
  agreement: BookView.nullable(),
  draft: BookView.nullable(),
  /** What this participant may begin to write, here and now. */
  mayStart: z.array(DocumentKind),
});
export type AgreementView = z.infer<typeof AgreementView>;

/** What every line knows before it is told anything. */
export const nothingOfAgreement: AgreementView = { agreement: null, draft: null, mayStart: [] };
