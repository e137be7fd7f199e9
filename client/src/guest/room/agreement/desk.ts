import type { BookView, ClauseView, DocumentKind } from '@parley/shared/agreement';
import type { SessionView } from '@parley/shared/policy';
import type { Language } from '@parley/shared/session';
import type { LiveModel, SharedDocument } from '../../../agreement/live/model.ts';
import type { AgreementActions } from '../../../session/agreement-actions.ts';
import type { FocusedText } from './focused-text.ts';

/** What everything about one open document works with. */
export interface Desk {
  readonly kind: DocumentKind;
  readonly view: SessionView;
  readonly book: BookView;
  readonly document: SharedDocument;
  /** Of the document's state what its clauses need: the rest changes with every word. */
  readonly refusing: LiveModel['refusing'];
  readonly aside: LiveModel['aside'];
  readonly actions: AgreementActions;
  readonly focused: FocusedText;
  /** One of the languages, where there is room for one only. */
  readonly language: Language | null;
  readonly say: (words: string) => void;
}

/** A clause with its number in the text. */
export interface Numbered {
  readonly clause: ClauseView;
  readonly number: number;
}
