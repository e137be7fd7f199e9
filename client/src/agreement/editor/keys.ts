import { richTextSchema } from '@parley/shared/agreement';
import type { KeyboardShortcutCommand } from '@tiptap/core';
import { goToNextCell } from './tables.ts';
import type { TextEditor } from './text-editor.ts';

/** A paragraph this deep goes no further down: a list, an item and its words would be too deep. */
const DEEPEST = richTextSchema.bounds.depth - 2;

/**
 * Before the first sign. Left to the browser it would be undone in the first moments of the focus: the editor takes a
 * caret that comes to the start by itself then for one that the browser has lost, and puts back where it was before.
 */
const toStart: KeyboardShortcutCommand = ({ editor }) =>
  editor.chain().setTextSelection(0).scrollIntoView().run();

/** What keys do in a clause. Tab moves in lists and tables alone, so that it always leads on in the end. */
export function keysFor(text: TextEditor): Record<string, KeyboardShortcutCommand> {
  const run = (act: () => void) => (): boolean => {
    act();
    return true;
  };
  return {
    'Mod-b': ({ editor }) => editor.commands.toggleMark('bold'),
    'Mod-i': ({ editor }) => editor.commands.toggleMark('italic'),
    'Mod-u': ({ editor }) => editor.commands.toggleMark('underline'),
    'Mod-z': run(() => text.undo()),
    'Mod-y': run(() => text.redo()),
    'Shift-Mod-z': run(() => text.redo()),
    'Mod-Home': toStart,
    'Cmd-ArrowUp': toStart,
    'Shift-Enter': ({ editor }) =>
      editor.commands.command(({ tr, state, dispatch }) => {
        const type = state.schema.nodes['hardBreak'];
        if (type === undefined || !state.selection.$from.parent.isTextblock) return false;
        dispatch?.(tr.replaceSelectionWith(type.create(), false).scrollIntoView());
        return true;
      }),
    Enter: ({ editor }) => editor.commands.splitListItem('listItem'),
    Tab: ({ editor }) => {
      const { state, view } = editor;
      if (goToNextCell(1)(state, view.dispatch)) return true;
      return state.selection.$from.depth < DEEPEST && editor.commands.sinkListItem('listItem');
    },
    'Shift-Tab': ({ editor }) => {
      const { state, view } = editor;
      return goToNextCell(-1)(state, view.dispatch) || editor.commands.liftListItem('listItem');
    },
  };
}
