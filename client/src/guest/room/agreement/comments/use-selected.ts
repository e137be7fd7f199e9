import { parseRoot } from '@parley/shared/agreement';
import { type RefObject, useEffect, useState } from 'react';
import { anchorOf } from '../../../../agreement/anchor/anchor.ts';
import type { SharedDocument } from '../../../../agreement/live/model.ts';
import { shownAs, spanIn, wordsIn } from './places.ts';
import { quoteOf, type Remarking } from './remarking.ts';

export interface Selected extends Remarking {
  /** Where they end in the window. */
  readonly at: { readonly left: number; readonly top: number };
}

/** The words of a clause that are selected in the page, however they are shown and by whatever means. */
export function useSelected(
  document: SharedDocument,
  scroller: RefObject<HTMLElement | null>,
): Selected | null {
  const [selected, setSelected] = useState<Selected | null>(null);
  useEffect(() => {
    const look = (): void => setSelected(selectedIn(document, scroller.current));
    window.document.addEventListener('selectionchange', look);
    const element = scroller.current;
    // It stays with its words.
    element?.addEventListener('scroll', look, { passive: true });
    return () => {
      window.document.removeEventListener('selectionchange', look);
      element?.removeEventListener('scroll', look);
    };
  }, [document, scroller]);
  return selected;
}

function selectedIn({ replica }: SharedDocument, scroller: HTMLElement | null): Selected | null {
  const selection = window.getSelection();
  if (replica === null || scroller === null || selection === null) return null;
  if (selection.isCollapsed || selection.rangeCount === 0) return null;
  const range = selection.getRangeAt(0);
  const element =
    range.startContainer instanceof Element ? range.startContainer : range.startContainer.parentElement;
  const holder = element?.closest('[data-root]') ?? null;
  if (holder === null || !scroller.contains(holder)) return null;
  const root = parseRoot(holder.getAttribute('data-root') ?? '');
  const words = wordsIn(holder);
  if (root === null || words === null) return null;
  const span = spanIn(words, range);
  const anchor = span === null ? null : anchorOf(replica.textOf(root), span, shownAs(words));
  const quote = quoteOf(selection.toString());
  const box = [...range.getClientRects()].at(-1);
  if (anchor === null || quote === '' || box === undefined) return null;
  const left = getComputedStyle(holder).direction === 'rtl' ? box.left : box.right;
  return { root, anchor, quote, at: { left, top: box.bottom } };
}
