import type { BookView, ClauseView, DocumentKind } from '@parley/shared/agreement';
import type { ClauseId } from '@parley/shared/ids';
import type { SessionView } from '@parley/shared/policy';
import type { Language } from '@parley/shared/session';
import type { LiveModel, SharedDocument } from '../../../agreement/live/model.ts';
import type { AgreementActions } from '../../../session/agreement-actions.ts';
import type { BegunRemarks } from './comments/begun.ts';
import type { FocusedText } from './focused-text.ts';
import type { Wish } from './proposals/wish.ts';

/** What everything about one open document works with. */
export interface Desk {
  readonly kind: DocumentKind;
  readonly view: SessionView;
  readonly book: BookView;
  readonly document: SharedDocument;
  /** Of the document's state what its clauses need: the rest changes with every word. */
  readonly refusing: LiveModel['refusing'];
  readonly aside: LiveModel['aside'];
  /** The line stands: what one decides reaches the others. */
  readonly online: boolean;
  readonly actions: AgreementActions;
  readonly focused: FocusedText;
  /** One of the languages, where there is room for one only. */
  readonly language: Language | null;
  readonly say: (words: string) => void;
  /** Begins to write what one would have. */
  readonly suggest: (wish: Wish) => void;
  /** What I have begun to remark. */
  readonly remarks: BegunRemarks;
  /** Begins to remark on what is selected of a clause, or on the whole of it. */
  readonly comment: (clause: ClauseId) => void;
}

/** Of it what a text needs to be written in. */
export interface WritingDesk extends Pick<Desk, 'document' | 'refusing' | 'focused' | 'say'> {
  readonly book: { readonly clauses: readonly Pick<ClauseView, 'id' | 'mayEdit'>[] };
}

/** A clause with its number in the text. */
export interface Numbered {
  readonly clause: ClauseView;
  readonly number: number;
}
