import type { Node, Schema } from '@tiptap/pm/model';
import { type Command, TextSelection } from '@tiptap/pm/state';
import {
  addColumnAfter,
  addRowAfter,
  deleteColumn,
  deleteRow,
  deleteTable,
  fixTables,
  goToNextCell,
  isInTable,
} from '@tiptap/pm/tables';

const ROWS = 3;
const COLUMNS = 2;

/** A table of empty cells, its first row one of headings, where the caret is. */
export const insertTable: Command = (state, dispatch) => {
  if (isInTable(state)) return false;
  const { $from } = state.selection;
  const depth = $from.sharedDepth(0) + 1;
  if ($from.depth < 1 || $from.node(depth - 1).type.name !== 'doc') return false;
  if (dispatch !== undefined) {
    const after = $from.after(1);
    const replaced = $from.depth === 1 && $from.parent.content.size === 0;
    const start = replaced ? $from.before(1) : after;
    const transaction = state.tr.replaceWith(start, after, emptyTable(state.schema));
    transaction.setSelection(TextSelection.near(transaction.doc.resolve(start + 1)));
    dispatch(transaction.scrollIntoView());
  }
  return true;
};

function emptyTable(schema: Schema): Node {
  const made = (name: string, content: readonly Node[]): Node => {
    const type = schema.nodes[name];
    if (type === undefined) throw new Error(`the schema knows no ${name}`);
    return type.create(null, content);
  };
  const row = (name: string): Node =>
    made(
      'tableRow',
      Array.from({ length: COLUMNS }, () => made(name, [made('paragraph', [])])),
    );
  return made('table', [row('tableHeader'), ...Array.from({ length: ROWS - 1 }, () => row('tableCell'))]);
}

/** Two who change one table at once can leave it uneven: it is made even first, by whoever changes it next. */
const evened =
  (command: Command): Command =>
  (state, dispatch, view) => {
    if (dispatch === undefined || view === undefined) return command(state, dispatch, view);
    const fixed = fixTables(state);
    if (fixed !== undefined) dispatch(fixed);
    return command(view.state, dispatch, view);
  };

export const tableCommands = {
  row: evened(addRowAfter),
  column: evened(addColumnAfter),
  noRow: evened(deleteRow),
  noColumn: evened(deleteColumn),
  noTable: deleteTable,
} as const satisfies Readonly<Record<string, Command>>;

export { goToNextCell, isInTable };
