export {
  type AgreementState,
  type Alignment,
  type Book,
  bookOf,
  type Clause,
  clauseOf,
  commentOf,
  type LetOut,
  MAX_CLAUSES,
  noAgreement,
  type Objection,
  Pen,
  proposalOf,
  versionOf,
  type Written,
} from './book.ts';
export { ClauseState } from './clause-state.ts';
export { canonicalText, hashedText } from './canonical-text.ts';
export { DocumentKind, DocumentRef, isSameDocument, parseRoot, type Root, rootOf } from './document.ts';
export { editAtOnce, editBounds } from './edit-bounds.ts';
export { TextHash } from './hash.ts';
export {
  type Attributes,
  type ElementNode,
  isText,
  type Mark,
  noText,
  type RichNode,
  RichText,
  type TextNode,
} from './rich-text.ts';
export {
  attributesOf,
  isMarkKind,
  isNodeKind,
  type MarkKind,
  type NodeKind,
  richTextSchema,
} from './rich-text-schema.ts';
export {
  Anchor,
  type Comment,
  CommentText,
  Quote,
  type Remark,
} from './comment.ts';
export type { Deed } from './deed.ts';
export { Change, type Outcome, type Proposal, ProposedTexts } from './proposal.ts';
export { MAX_PUBLISHED, publishedText, sharedLanguages } from './publishing.ts';
export { type Fate, type Restoration, restoration } from './restoring.ts';
export { FrozenClause, KeptWhy, type Version, VersionName, versionText } from './version.ts';
export { clausesIn } from './templates/index.ts';
export {
  isTooLong,
  MAX_TEMPLATE_CLAUSES,
  MAX_TEMPLATE_LENGTH,
  OwnClause,
  type OwnTemplate,
  OwnWords,
  TemplateTitle,
} from './templates/own.ts';
export { type Placeholder, placeholderKinds, tokenOf } from './templates/placeholders.ts';
export { namesIn } from './decide-keeping.ts';
export { withoutNames } from './templates/without-names.ts';
export { writtenOut } from './templates/written-out.ts';
export { TemplateId, templateLanguage } from './templates/template.ts';
export {
  type AgreementCommand,
  isAgreementCommand,
  type Keeping,
  type Standing,
  type Starting,
} from './commands.ts';
export { AgreementEvent, isAgreementEvent } from './events.ts';
export { AgreementChange, changedAgreement, changeOfAgreement } from './view-change.ts';
export {
  AgreementView,
  BookView,
  ClauseHistory,
  ClauseView,
  CommentView,
  nothingOfAgreement,
  ProposalView,
  RefusalView,
  VersionContent,
  VersionView,
} from './view-shape.ts';
