import { TextSelection } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import { showable } from './paste.ts';

/**
 * Puts in what is typed where there is a space beside the caret; false elsewhere. Browsers take the spaces at the end of
 * a paragraph for none: they write before all of them, or take one away, which may be somebody else's.
 */
export function typedBesideSpace(view: EditorView, sign: string): boolean {
  const { selection, tr } = view.state;
  if (!(selection instanceof TextSelection) || !selection.empty || !isShown(sign)) return false;
  const { parent, parentOffset } = selection.$head;
  const around = parent.textBetween(
    Math.max(0, parentOffset - 1),
    Math.min(parentOffset + 1, parent.content.size),
  );
  if (!around.includes(' ')) return false;
  view.dispatch(tr.insertText(sign).scrollIntoView());
  return true;
}

/** Neither a key like Enter nor what no document takes. */
const isShown = (sign: string): boolean => sign >= ' ' && showable(sign) === sign;
