import { TextSelection } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import { showable } from './paste.ts';

/**
 * Puts in what is typed before a space; false elsewhere. Chromium takes the spaces at the end of a paragraph for none: it
 * writes before all of them, or takes one away, which may be somebody else's.
 */
export function typedBeforeSpace(view: EditorView, sign: string): boolean {
  const { selection, tr } = view.state;
  if (!(selection instanceof TextSelection) || !selection.empty || !isShown(sign)) return false;
  const { parent, parentOffset } = selection.$head;
  const next = parent.textBetween(parentOffset, Math.min(parentOffset + 1, parent.content.size));
  if (next !== ' ') return false;
  view.dispatch(tr.insertText(sign).scrollIntoView());
  return true;
}

/** Neither a key like Enter nor what no document takes. */
const isShown = (sign: string): boolean => sign >= ' ' && showable(sign) === sign;
