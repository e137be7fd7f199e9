import type { DocumentKind, Pen, TextHash } from '@parley/shared/agreement';
import type { ErrorReply } from '@parley/shared/errors';
import type { ClauseId, SideId } from '@parley/shared/ids';
import type { OfferedTemplate, RequestInput } from '@parley/shared/protocol';
import type { Language } from '@parley/shared/session';
import type { CommentActions } from './agreement-comments.ts';
import type { KeepingActions } from './agreement-keeping.ts';
import type { ProposalActions } from './agreement-proposals.ts';
import type { VersionActions } from './agreement-versions.ts';

export interface NewAgreement {
  /** A built-in one, or one of the organisation's own. */
  readonly template: RequestInput<'agreement.start'>['template'];
  readonly languages: readonly Language[];
  readonly prevailing: Language;
}

export interface Publishing {
  readonly clauses: readonly ClauseId[];
  /** Where in the agreement. */
  readonly after: ClauseId | null;
  readonly hash: TextHash;
}

/** What is done about clauses. Each resolves to whether the server did it; refusals become notices. */
export interface AgreementActions {
  readonly proposals: ProposalActions;
  readonly comments: CommentActions;
  readonly versions: VersionActions;
  readonly keeping: KeepingActions;
  /** A document is looked at; from here on it is kept up to date on this page. */
  open(doc: DocumentKind): void;
  /** The organisation's own that this document can be begun with; null: they are not to be had just now. */
  templates(doc: DocumentKind): Promise<readonly OfferedTemplate[] | null>;
  start(doc: DocumentKind, wish: NewAgreement): Promise<boolean>;
  /** In place of what stands there, which is kept as a version. */
  restart(doc: DocumentKind, wish: NewAgreement): Promise<boolean>;
  /** After another clause, or, with null, before all; resolves to the new one. */
  add(doc: DocumentKind, after: ClauseId | null, pen: Pen): Promise<ClauseId | null>;
  remove(doc: DocumentKind, clause: ClauseId): Promise<boolean>;
  move(doc: DocumentKind, clause: ClauseId, after: ClauseId | null): Promise<boolean>;
  hand(clause: ClauseId, pen: Pen): Promise<boolean>;
  propose(clause: ClauseId): Promise<boolean>;
  /** To the words of this hash and no others. */
  agree(clause: ClauseId, hash: TextHash): Promise<boolean>;
  disagree(clause: ClauseId, reason: string): Promise<boolean>;
  reopen(clause: ClauseId): Promise<boolean>;
  lock(clause: ClauseId): Promise<boolean>;
  /** To go on without the word of a side of which nobody has come. */
  excuse(side: SideId, reason: string): Promise<boolean>;
  askAgain(side: SideId): Promise<boolean>;
  /** Words of the draft to the others: exactly those of this hash. Resolves to what stood in the way. */
  publish(wish: Publishing): Promise<ErrorReply | null>;
  /** The texts of this hash say the same in all languages. */
  align(clause: ClauseId, hash: TextHash): Promise<boolean>;
  /** I have words of mine that were not stored, or do not need them. */
  putAway(lost: number): void;
}
