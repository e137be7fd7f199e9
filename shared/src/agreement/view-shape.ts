import { z } from 'zod';
import { ClauseId, CommentId, ParticipantId, ProposalId, SideId, VersionId } from '../ids.ts';
import { Language } from '../session/people.ts';
import { Pen } from './book.ts';
import { ClauseState } from './clause-state.ts';
import { Anchor } from './comment.ts';
import { DeedKind } from './deed.ts';
import { DocumentKind } from './document.ts';
import { TextHash } from './hash.ts';
import { Change, LapsedWhy } from './proposal.ts';
import { FrozenClause, KeptWhy } from './version.ts';

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
  /** Of a draft's clause: the words of it that the others were given last, canonical, and for which side. */
  letOut: z
    .object({ texts: z.record(Language, z.string()), side: SideId.nullable(), at: z.number() })
    .nullable(),
  /** Of one that is agreed or locked: the sides that have not agreed to it, and are not bound by it. */
  without: z.array(SideId),
  mayEdit: z.boolean(),
  mayPropose: z.boolean(),
  mayAgree: z.boolean(),
  mayDisagree: z.boolean(),
  mayReopen: z.boolean(),
  mayLock: z.boolean(),
  mayAlign: z.boolean(),
  mayRemove: z.boolean(),
  /** May propose other words for it, or to leave it out. */
  maySuggest: z.boolean(),
});
export type ClauseView = z.infer<typeof ClauseView>;

const proposal = {
  id: ProposalId,
  /** Null is the mediators'. */
  side: SideId.nullable(),
  change: Change,
  /** The words it would change, in every language, canonical, as they were when it was made. */
  base: z.record(Language, z.string()),
  note: z.string(),
  at: z.number(),
  counters: ProposalId.nullable(),
  acceptedBy: z.array(SideId),
};

/** A proposal that waits for an answer. */
export const ProposalView = z.object({
  ...proposal,
  /** The sides whose word is still asked. */
  waitsFor: z.array(SideId),
  mayAccept: z.boolean(),
  mayRefuse: z.boolean(),
  mayCounter: z.boolean(),
  mayWithdraw: z.boolean(),
});
export type ProposalView = z.infer<typeof ProposalView>;

const at = z.number();

const refused = z.object({ kind: z.literal('refused'), side: SideId, reason: z.string(), at });
const lapsed = z.object({ kind: z.literal('lapsed'), without: SideId, why: LapsedWhy, at });

/** A proposal that came to nothing, while that is the last word about its clause or place. */
export const RefusalView = z.object({
  proposal: ProposalId,
  kind: z.enum(['change', 'new', 'remove']),
  clause: ClauseId,
  /** Behind which one a new clause would have come; null is before all. Of another clause, null. */
  after: ClauseId.nullable(),
  /** Whose it was; null is the mediators'. */
  side: SideId.nullable(),
  outcome: z.discriminatedUnion('kind', [refused, lapsed]),
});
export type RefusalView = z.infer<typeof RefusalView>;

/** What became of a clause: asked for when somebody wants to read it. */
export const ClauseHistory = z.object({
  /** Oldest first. */
  deeds: z.array(
    z.object({
      kind: DeedKind,
      side: SideId.nullable(),
      at,
      reason: z.string(),
      proposal: ProposalId.nullable(),
    }),
  ),
  /** What was proposed about it, with how that ended, oldest first. */
  proposals: z.array(
    z.object({
      ...proposal,
      outcome: z.discriminatedUnion('kind', [
        z.object({ kind: z.literal('open') }),
        z.object({ kind: z.literal('accepted'), at }),
        refused,
        lapsed,
        z.object({ kind: z.literal('countered'), by: ProposalId, at }),
        z.object({ kind: z.literal('withdrawn'), at }),
        z.object({ kind: z.literal('void') }),
      ]),
    }),
  ),
});
export type ClauseHistory = z.infer<typeof ClauseHistory>;

const remark = {
  id: CommentId,
  /** Null for whoever may not see its author now. */
  author: ParticipantId.nullable(),
  /** The side its author belongs with; null is of no side. */
  side: SideId.nullable(),
  text: z.string(),
  /** Of those mentioned the ones that its reader sees. */
  mentions: z.array(ParticipantId),
  at: z.number(),
};

export const CommentView = z.object({
  ...remark,
  clause: ClauseId,
  language: Language,
  anchor: Anchor,
  quote: z.string(),
  /** Of the room its reader stands in, or of everyone. */
  scope: z.enum(['room', 'everyone']),
  answers: z.array(z.object(remark)),
  resolved: z.boolean(),
  mayAnswer: z.boolean(),
  mayResolve: z.boolean(),
});
export type CommentView = z.infer<typeof CommentView>;

export const VersionView = z.object({
  id: VersionId,
  /** Null is one that was kept by itself. */
  name: z.string().nullable(),
  why: KeptWhy.nullable(),
  /** Null for whoever may not see that person now, and where nobody asked for it. */
  by: ParticipantId.nullable(),
  at: z.number(),
  hash: TextHash,
});
export type VersionView = z.infer<typeof VersionView>;

/** A document as it was. */
export const VersionContent = z.object({
  languages: z.array(Language),
  prevailing: Language,
  clauses: z.array(FrozenClause),
});
export type VersionContent = z.infer<typeof VersionContent>;

export const BookView = z.object({
  languages: z.array(Language).min(1).max(4),
  prevailing: Language,
  clauses: z.array(ClauseView),
  /** Those that wait for an answer, in the order they were made. */
  proposals: z.array(ProposalView),
  /** The earliest first. */
  refusals: z.array(RefusalView),
  comments: z.array(CommentView),
  /** In the order in which they were kept. */
  versions: z.array(VersionView),
  /** The sides whose word is not asked for the time being, and why; a draft has none. */
  excused: z.array(z.object({ side: SideId, reason: z.string() })),
  /** The sides I may excuse, and those that I may have asked again. */
  mayExcuse: z.array(SideId),
  mayAsk: z.array(SideId),
  /** May keep the document as it is under a name. */
  mayKeep: z.boolean(),
  /** May put the document back to a version. */
  mayRestore: z.boolean(),
  mayRestart: z.boolean(),
  /** May propose a new clause. */
  maySuggest: z.boolean(),
  /** May add and move clauses, and hand over their pens. */
  mayArrange: z.boolean(),
  mayComment: z.boolean(),
  /** May let words of this draft into the agreement; of the agreement itself, false. */
  mayPublish: z.boolean(),
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
