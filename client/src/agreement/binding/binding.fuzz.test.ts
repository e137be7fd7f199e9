import { joinBackward, setBlockType, splitBlock, toggleMark, wrapIn } from '@tiptap/pm/commands';
import { liftListItem, sinkListItem, splitListItem, wrapInList } from '@tiptap/pm/schema-list';
import type { Node } from '@tiptap/pm/model';
import { type Command, TextSelection } from '@tiptap/pm/state';
import { addColumnAfter, addRowAfter, deleteColumn, deleteRow } from '@tiptap/pm/tables';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Desk, schema } from '../testing/desk.ts';

const { nodes, marks } = schema;
const node = (name: string) => {
  const type = nodes[name];
  if (type === undefined) throw new Error(name);
  return type;
};
const mark = (name: string) => {
  const type = marks[name];
  if (type === undefined) throw new Error(name);
  return type;
};

const cell = (text: string) =>
  node('tableCell').create(null, node('paragraph').create(null, text === '' ? [] : schema.text(text)));
const row = () => node('tableRow').create(null, [cell('a'), cell('')]);
const table = () => node('table').create(null, [row(), row()]);

/** What a person does with a selection. */
const commands: Readonly<Record<string, Command>> = {
  split: splitBlock,
  join: joinBackward,
  bold: toggleMark(mark('bold')),
  money: toggleMark(mark('money'), { amount: '300', currency: 'CNY' }),
  heading: setBlockType(node('heading'), { level: 2 }),
  paragraph: setBlockType(node('paragraph')),
  bullets: wrapInList(node('bulletList')),
  numbers: wrapInList(node('orderedList'), { start: 3 }),
  item: splitListItem(node('listItem')),
  deeper: sinkListItem(node('listItem')),
  higher: liftListItem(node('listItem')),
  quote: wrapIn(node('bulletList')),
  break: (state, dispatch) => {
    dispatch?.(state.tr.replaceSelectionWith(node('hardBreak').create(), false));
    return true;
  },
  table: (state, dispatch) => {
    dispatch?.(state.tr.replaceSelectionWith(table()));
    return true;
  },
  row: addRowAfter,
  column: addColumnAfter,
  noRow: deleteRow,
  noColumn: deleteColumn,
};

const place = fc.double({ min: 0, max: 1, noNaN: true });
const who = fc.nat({ max: 2 });
const step = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      kind: fc.constant('type' as const),
      who,
      at: place,
      text: fc.constantFrom('a', 'ab', '甲', '😀', 'aa'),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('delete' as const),
      who,
      at: place,
      length: fc.nat({ max: 6 }),
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant('command' as const),
      who,
      at: place,
      length: fc.nat({ max: 4 }),
      name: fc.constantFrom(...Object.keys(commands)),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('undo' as const), who }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('redo' as const), who }) },
  {
    weight: 6,
    arbitrary: fc.record({ kind: fc.constant('hear' as const), who, from: who, count: fc.nat({ max: 3 }) }),
  },
);
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

/** No caret stands between the two halves of a sign. */
function whole(document: Node, at: number): number {
  const next = document.textBetween(at, Math.min(at + 1, document.content.size));
  return /^[\udc00-\udfff]/.test(next) ? at - 1 : at;
}

/** Three editors of one text; what each wrote reaches each other one in its order, and late. */
class Room {
  readonly desks = [new Desk(1), new Desk(2), new Desk(3)];
  readonly #written = this.desks.map((): Uint8Array[] => []);
  readonly #heard = this.desks.map(() => this.desks.map(() => 0));

  take(step: Step): void {
    const desk = this.#desk(step.who);
    if (step.kind === 'hear') return this.#hear(step.who, step.from, step.count);
    if (step.kind === 'undo' || step.kind === 'redo') desk.undo[step.kind]();
    else {
      const size = desk.shown.content.size;
      const from = Math.round(step.at * size);
      const to = step.kind === 'type' ? from : Math.min(size, from + step.length);
      desk.edit((transaction) => {
        const [$from, $to] = [from, to].map((at) => transaction.doc.resolve(whole(transaction.doc, at)));
        if ($from !== undefined && $to !== undefined)
          transaction.setSelection(TextSelection.between($from, $to));
      });
      if (step.kind === 'type') desk.edit((transaction) => transaction.insertText(step.text));
      else if (step.kind === 'delete') desk.edit((transaction) => transaction.deleteSelection());
      else commands[step.name]?.(desk.state, (transaction) => desk.run(transaction));
    }
    this.check(desk);
    this.#collect();
  }

  settle(): void {
    for (let round = 0; round < 2; round += 1) {
      this.desks.forEach((_desk, to) => this.desks.forEach((_other, from) => this.#hear(to, from, Infinity)));
    }
  }

  /** Throws when an editor does not show what its text says. */
  check(desk: Desk): void {
    if (desk.failures.length > 0) throw new Error('an editor failed', { cause: desk.failures });
    desk.shown.check();
    if (!desk.shown.eq(desk.binding.document))
      throw new Error(`not as it is shown: ${desk.shown.toString()}`);
  }

  #hear(to: number, from: number, count: number): void {
    const heard = this.#heard[to];
    const written = this.#written[from];
    if (to === from || heard === undefined || written === undefined) return;
    const next = heard[from] ?? 0;
    const letters = written.slice(next, next + count);
    heard[from] = next + letters.length;
    for (const letter of letters) this.#desk(to).hear(letter);
    this.check(this.#desk(to));
    this.#collect();
  }

  #collect(): void {
    this.desks.forEach((desk, index) => this.#written[index]?.push(...desk.outbox.splice(0)));
  }

  #desk(index: number): Desk {
    const desk = this.desks[index];
    if (desk === undefined) throw new Error('nobody sits there');
    return desk;
  }
}

test('[PAGE-1] whatever three people do to one text, each editor shows what the text says, and in the end all show the same', () => {
  fc.assert(
    fc.property(fc.array(step, { minLength: 1, maxLength: 60 }), (steps) => {
      const room = new Room();
      for (const each of steps) room.take(each);
      room.settle();
      const [first] = room.desks;
      for (const desk of room.desks) {
        room.check(desk);
        expect(desk.shown.toJSON()).toEqual(first?.shown.toJSON());
      }
    }),
    { numRuns: Number(process.env['RUNS'] ?? 150) },
  );
});
