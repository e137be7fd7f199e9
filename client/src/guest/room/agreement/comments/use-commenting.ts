import type { CommentView, DocumentKind } from '@parley/shared/agreement';
import type { ClauseId, CommentId } from '@parley/shared/ids';
import type { MyPlace } from '@parley/shared/policy';
import type { Language } from '@parley/shared/session';
import { type RefObject, useCallback, useRef, useState } from 'react';
import { wholeOf } from '../../../../agreement/anchor/anchor.ts';
import type { SharedDocument } from '../../../../agreement/live/model.ts';
import type { BegunRemarks } from './begun.ts';
import type { Remarking } from './remarking.ts';
import { rangeIn } from './use-places.ts';
import type { Selected } from './use-selected.ts';

interface Parts {
  readonly kind: DocumentKind;
  readonly place: MyPlace;
  readonly remarks: BegunRemarks;
  readonly document: SharedDocument;
  readonly scroller: RefObject<HTMLElement | null>;
  /** What a comment on a whole clause is about. */
  readonly language: Language;
  /** Shows the text in this language. */
  readonly show: (language: Language) => void;
}

export interface Commenting {
  readonly open: boolean;
  readonly chosen: CommentId | null;
  readonly select: (selected: Selected | null) => void;
  readonly toggle: () => void;
  readonly close: () => void;
  /** On what is selected of a clause, or else on the whole of it. */
  readonly onClause: (clause: ClauseId) => void;
  readonly begin: (remarking: Remarking) => void;
  /** One is looked at among the others. */
  readonly look: (comment: CommentId) => void;
  /** And in the text. */
  readonly go: (comment: CommentView) => void;
}

/** The comments beside the text: whether they are shown, which is looked at, and how one is begun. */
export function useCommenting(parts: Parts): Commenting {
  const { kind, place, remarks, document, scroller, language, show } = parts;
  const [open, setOpen] = useState(false);
  const [chosen, setChosen] = useState<CommentId | null>(null);
  const selection = useRef<Selected | null>(null);
  const select = useCallback((selected: Selected | null) => {
    selection.current = selected;
  }, []);
  const begin = useCallback(
    ({ root, anchor, quote }: Remarking) => {
      setOpen(true);
      remarks.begin(place, kind, { kind: 'words', remarking: { root, anchor, quote } });
    },
    [remarks, place, kind],
  );
  const onClause = useCallback(
    (clause: ClauseId) => {
      const selected = selection.current;
      const { replica } = document;
      if (selected?.root.clause === clause) return begin(selected);
      if (replica === null) return;
      const root = { clause, language };
      begin({ root, anchor: wholeOf(replica.textOf(root)), quote: '' });
    },
    [document, language, begin],
  );
  return {
    open,
    chosen,
    select,
    toggle: () => setOpen(!open),
    close: () => {
      setOpen(false);
      remarks.dropEmpty();
    },
    onClause,
    begin,
    look: setChosen,
    go: (comment) => {
      setChosen(comment.id);
      show(comment.language);
      // Once that language is shown, and what stood over the text is gone.
      requestAnimationFrame(() =>
        requestAnimationFrame(() => {
          const range = scroller.current === null ? null : rangeIn(scroller.current, document, comment);
          range?.startContainer.parentElement?.scrollIntoView({ block: 'center' });
        }),
      );
    },
  };
}
