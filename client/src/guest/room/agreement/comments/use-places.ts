import { type CommentView, type Root, rootOf } from '@parley/shared/agreement';
import type { CommentId } from '@parley/shared/ids';
import { type RefObject, useEffect, useState } from 'react';
import { spanOf } from '../../../../agreement/anchor/anchor.ts';
import type { SharedDocument } from '../../../../agreement/live/model.ts';
import { rangeOf, shownAs, wordsIn } from './places.ts';

/** As `::highlight()` knows them: words with a comment, and those of the one that is looked at. */
const ALL = 'comments';
const CHOSEN = 'comment-chosen';

interface Places {
  readonly document: SharedDocument;
  readonly comments: readonly CommentView[];
  readonly scroller: RefObject<HTMLElement | null>;
  readonly chosen: CommentId | null;
}

/**
 * Marks in the page the words that have comments: not a sign of it stands in the text, where it would be in the way of
 * whoever writes there. Answers whose words are in the text.
 */
export function usePlaces({ document, comments, scroller, chosen }: Places): ReadonlySet<CommentId> {
  const [placed, setPlaced] = useState<ReadonlySet<CommentId>>(new Set());
  useEffect(() => {
    const element = scroller.current;
    const open = comments.filter(({ resolved, quote }) => !resolved && quote !== '');
    if (element === null) return;
    let frame = 0;
    const mark = (): void => {
      frame = 0;
      const found = open.filter((comment) => isInText(document, comment));
      const ranges = found.flatMap((comment) => {
        const range = rangeIn(element, document, comment);
        return range === null ? [] : [{ id: comment.id, range }];
      });
      highlight(
        ALL,
        ranges.filter(({ id }) => id !== chosen),
      );
      highlight(
        CHOSEN,
        ranges.filter(({ id }) => id === chosen),
      );
      const ids = found.map(({ id }) => id);
      setPlaced((before) =>
        before.size === ids.length && ids.every((id) => before.has(id)) ? before : new Set(ids),
      );
    };
    const soon = (): void => {
      if (frame === 0) frame = requestAnimationFrame(mark);
    };
    soon();
    // Whatever is written, shown or opened for writing there.
    const observer = new MutationObserver(soon);
    observer.observe(element, { childList: true, characterData: true, subtree: true });
    return () => {
      observer.disconnect();
      cancelAnimationFrame(frame);
      highlight(ALL, []);
      highlight(CHOSEN, []);
    };
  }, [document, comments, scroller, chosen]);
  return placed;
}

/** Browsers without it show the quotes beside the text alone. */
function highlight(name: string, found: readonly { readonly range: Range }[]): void {
  if (!('highlights' in CSS)) return;
  if (found.length === 0) CSS.highlights.delete(name);
  else CSS.highlights.set(name, new Highlight(...found.map(({ range }) => range)));
}

function isInText({ replica }: SharedDocument, { clause, language, anchor }: CommentView): boolean {
  return replica !== null && spanOf(replica.textOf({ clause, language }), anchor, 'reader') !== null;
}

/** Where the words stand, if their language is shown. */
export function rangeIn(
  scroller: HTMLElement,
  { replica }: SharedDocument,
  { clause, language, anchor }: CommentView,
): Range | null {
  const holder = holderOf(scroller, { clause, language });
  const words = holder === null ? null : wordsIn(holder);
  if (words === null || replica === null) return null;
  const span = spanOf(replica.textOf({ clause, language }), anchor, shownAs(words));
  return span === null ? null : rangeOf(words, span);
}

/** The comment whose words the caret has just been put into. */
export function commentAtCaret(
  scroller: HTMLElement,
  document: SharedDocument,
  comments: readonly CommentView[],
): CommentView | null {
  const { anchorNode, anchorOffset } = window.getSelection() ?? { anchorNode: null, anchorOffset: 0 };
  if (anchorNode === null || !scroller.contains(anchorNode)) return null;
  const isThere = (comment: CommentView): boolean =>
    !comment.resolved &&
    rangeIn(scroller, document, comment)?.isPointInRange(anchorNode, anchorOffset) === true;
  return comments.find(isThere) ?? null;
}

const holderOf = (scroller: HTMLElement, root: Root): HTMLElement | null =>
  scroller.querySelector<HTMLElement>(`[data-root="${rootOf(root)}"]`);
