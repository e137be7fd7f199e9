import type { DocumentKind, Pen, TemplateId, TextHash } from '@parley/shared/agreement';
import type { ClauseId } from '@parley/shared/ids';
import type { Language } from '@parley/shared/session';

export interface NewAgreement {
  readonly template: TemplateId;
  readonly languages: readonly Language[];
  readonly prevailing: Language;
}

/** What is done about clauses. Each resolves to whether the server did it; refusals become notices. */
export interface AgreementActions {
  /** A document is looked at; from here on it is kept up to date on this page. */
  open(doc: DocumentKind): void;
  start(doc: DocumentKind, wish: NewAgreement): Promise<boolean>;
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
  /** The texts of this hash say the same in all languages. */
  align(clause: ClauseId, hash: TextHash): Promise<boolean>;
}
