import type {
  ClauseId,
  CommentId,
  OwnTemplateId,
  ParticipantId,
  ProposalId,
  RoomId,
  SideId,
  VersionId,
} from '../ids.ts';
import type { Language } from '../session/people.ts';
import type { Pen } from './book.ts';
import type { Anchor } from './comment.ts';
import type { DocumentRef } from './document.ts';
import type { TextHash } from './hash.ts';
import type { Change } from './proposal.ts';
import type { Published } from './publishing.ts';
import type { RichText } from './rich-text.ts';
import type { OwnTemplate } from './templates/own.ts';
import type { TemplateId } from './templates/template.ts';

/** What a participant may ask for in the agreement, or in the draft of a caucus. */
export type AgreementCommand =
  | (Starting & { readonly type: 'agreement.start' })
  /** In place of what stands there. */
  | (Starting & { readonly type: 'agreement.restart'; readonly standing: Standing })
  | {
      readonly type: 'clause.add';
      readonly document: DocumentRef;
      readonly clause: ClauseId;
      readonly after: ClauseId | null;
      readonly pen: Pen;
    }
  | {
      readonly type: 'clause.remove';
      readonly document: DocumentRef;
      readonly clause: ClauseId;
      readonly standing: Standing;
    }
  | {
      readonly type: 'clause.move';
      readonly document: DocumentRef;
      readonly clause: ClauseId;
      readonly after: ClauseId | null;
    }
  | { readonly type: 'clause.pen'; readonly clause: ClauseId; readonly pen: Pen }
  | { readonly type: 'clause.propose'; readonly clause: ClauseId }
  /** The hash is of the words as they are, which nobody can change meanwhile. */
  | { readonly type: 'clause.agree'; readonly clause: ClauseId; readonly hash: TextHash }
  | { readonly type: 'clause.disagree'; readonly clause: ClauseId; readonly reason: string }
  | { readonly type: 'clause.reopen'; readonly clause: ClauseId }
  | { readonly type: 'clause.lock'; readonly clause: ClauseId }
  /** A side that does not come is asked no more, until it comes or who presides would have it asked again. */
  | { readonly type: 'side.excuse'; readonly side: SideId; readonly reason: string }
  | { readonly type: 'side.ask'; readonly side: SideId }
  /** The canonical texts as they are, in every language of the book. */
  | {
      readonly type: 'clause.align';
      readonly clause: ClauseId;
      readonly texts: Readonly<Record<Language, string>>;
    }
  /**
   * The words of these clauses of a draft as they are, in the languages that the agreement shares with it, under new
   * ids; `hash` names what was previewed.
   */
  | {
      readonly type: 'draft.publish';
      readonly room: RoomId;
      readonly after: ClauseId | null;
      readonly hash: TextHash;
      readonly clauses: readonly Published[];
    }
  /** Under an id for the template; `hash` names the words that were previewed, as the template has them. */
  | {
      readonly type: 'template.keep';
      readonly template: OwnTemplateId;
      readonly clauses: readonly ClauseId[];
      readonly hash: TextHash;
    }
  | ProposalCommand
  | CommentCommand
  | (Keeping & { readonly type: 'version.make'; readonly name: string })
  | Restoring;

/** What a document begins with. */
export interface Starting {
  readonly document: DocumentRef;
  readonly template: TemplateId | OwnTemplate;
  readonly languages: readonly Language[];
  readonly prevailing: Language;
  /** One for each clause of the template. */
  readonly ids: readonly ClauseId[];
}

/** The clauses of a version in their order, each with its words in the languages in which they are others now. */
export interface Restoring {
  readonly type: 'version.restore';
  readonly document: DocumentRef;
  readonly version: VersionId;
  readonly clauses: readonly {
    readonly id: ClauseId;
    readonly texts: Readonly<Record<Language, RichText>>;
  }[];
}

/**
 * All that stands in a document, clause by clause in the order of its book, under the id of the version that may be kept
 * of it; the hash is of its `versionText`.
 */
export interface Standing {
  readonly id: VersionId;
  readonly hash: TextHash;
  readonly words: readonly {
    readonly clause: ClauseId;
    readonly texts: Readonly<Record<Language, RichText>>;
  }[];
}

export interface Keeping extends Standing {
  readonly document: DocumentRef;
}

/** `base` is the words as they are, canonical; of a clause that is to be new there are none. */
export type ProposalCommand =
  | {
      readonly type: 'proposal.make';
      readonly id: ProposalId;
      readonly change: Change;
      readonly base: Readonly<Record<Language, string>>;
      readonly note: string;
    }
  | {
      readonly type: 'proposal.counter';
      readonly proposal: ProposalId;
      readonly id: ProposalId;
      readonly change: Change;
      readonly base: Readonly<Record<Language, string>>;
      readonly note: string;
    }
  | {
      readonly type: 'proposal.accept';
      readonly proposal: ProposalId;
      /** Of the agreement; null where it takes the words of no clause away. */
      readonly standing: Standing | null;
    }
  | { readonly type: 'proposal.refuse'; readonly proposal: ProposalId; readonly reason: string }
  | { readonly type: 'proposal.withdraw'; readonly proposal: ProposalId };

interface Remarking {
  readonly document: DocumentRef;
  /** Minted by the writer, so that sending it again after a lost answer says it once. */
  readonly id: CommentId;
  readonly text: string;
  readonly mentions: readonly ParticipantId[];
}

export type CommentCommand =
  | (Remarking & {
      readonly type: 'comment.make';
      readonly clause: ClauseId;
      readonly language: Language;
      readonly anchor: Anchor;
      readonly quote: string;
      /** To the room they stand in, or, with null, to everyone. */
      readonly room: RoomId | null;
    })
  | (Remarking & { readonly type: 'comment.answer'; readonly comment: CommentId })
  | {
      readonly type: 'comment.resolve';
      readonly document: DocumentRef;
      readonly comment: CommentId;
      readonly resolved: boolean;
    };

const types: { readonly [T in AgreementCommand['type']]: true } = {
  'agreement.start': true,
  'agreement.restart': true,
  'clause.add': true,
  'clause.remove': true,
  'clause.move': true,
  'clause.pen': true,
  'clause.propose': true,
  'clause.agree': true,
  'clause.disagree': true,
  'clause.reopen': true,
  'clause.lock': true,
  'side.excuse': true,
  'side.ask': true,
  'clause.align': true,
  'draft.publish': true,
  'template.keep': true,
  'proposal.make': true,
  'proposal.counter': true,
  'proposal.accept': true,
  'proposal.refuse': true,
  'proposal.withdraw': true,
  'comment.make': true,
  'comment.answer': true,
  'comment.resolve': true,
  'version.make': true,
  'version.restore': true,
};

export const isAgreementCommand = <C extends { readonly type: string }>(
  command: C,
): command is Extract<C, AgreementCommand> => Object.hasOwn(types, command.type);
