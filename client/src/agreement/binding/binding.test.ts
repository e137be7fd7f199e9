import { splitBlock, toggleMark } from '@tiptap/pm/commands';
import type { MarkType } from '@tiptap/pm/model';
import { TextSelection } from '@tiptap/pm/state';
import * as Y from 'yjs';
import { describe, expect, test } from 'vitest';
import { Desk, exchange, ROOT, schema } from '../testing/desk.ts';

const type = (desk: Desk, position: number, text: string): void =>
  desk.edit((transaction) => transaction.insertText(text, position));
function mark(name: string): MarkType {
  const type = schema.marks[name];
  if (type === undefined) throw new Error(name);
  return type;
}
const lines = (desk: Desk): string[] => desk.shown.children.map((block) => block.textContent);
const together = (): [Desk, Desk] => [new Desk(1), new Desk(2)];

/** Both show the same, and it is what the shared text says. */
function expectSame(...desks: readonly Desk[]): void {
  for (const desk of desks) {
    expect(desk.failures).toEqual([]);
    expect(desk.shown.toJSON()).toEqual(desks[0]?.shown.toJSON());
    expect(desk.shown.eq(desk.binding.document)).toBe(true);
  }
}

describe('one text in two editors', () => {
  test('what one writes the other is shown', () => {
    const [a, b] = together();
    type(a, 1, '甲方');
    exchange(a, b);
    type(b, 3, '应付款');
    exchange(a, b);
    expect(lines(a)).toEqual(['甲方应付款']);
    expectSame(a, b);
  });

  test('looking at an empty text writes nothing', () => {
    const [a] = together();
    expect(a.outbox).toEqual([]);
    expect(lines(a)).toEqual(['']);
  });

  test('[PAGE-2] two who write into one empty paragraph at the same moment write one text, and go on doing so', () => {
    const [a, b] = together();
    type(a, 1, 'x');
    a.edit((transaction) => transaction.delete(1, 2));
    exchange(a, b);
    type(a, 1, 'aaa');
    type(b, 1, 'bbb');
    exchange(a, b);
    expect(lines(a)).toEqual(['aaabbb']);
    type(a, 4, 'A');
    type(b, 7, 'B');
    exchange(a, b);
    expect(lines(b)).toEqual(['aaaAbbbB']);
    expectSame(a, b);
  });

  test('[PAGE-2] two shared texts side by side are read as one and never copied', () => {
    const [a, b] = together();
    const block = new Y.XmlElement('paragraph');
    a.doc.getXmlFragment(ROOT).insert(0, [block]);
    exchange(a, b);
    type(a, 1, 'one ');
    type(b, 1, 'two ');
    exchange(a, b);
    expectSame(a, b);
    type(a, 9, 'A');
    type(b, 1, 'B');
    exchange(a, b);
    expect(lines(a)[0]).toHaveLength(10);
    expect(block.length).toBe(2);
    expectSame(a, b);
  });

  test('a repeated sign is put in where it was typed', () => {
    const [a, b] = together();
    type(a, 1, 'aaa');
    exchange(a, b);
    type(a, 2, 'a');
    type(b, 2, 'b');
    exchange(a, b);
    expect(lines(a)).toEqual(['aabaa']);
    expectSame(a, b);
  });

  test('half a sign is never written', () => {
    const [a, b] = together();
    type(a, 1, '😀');
    exchange(a, b);
    a.edit((transaction) => transaction.insertText('😁', 1, 3));
    exchange(a, b);
    expect(lines(b)).toEqual(['😁']);
    expectSame(a, b);
  });

  test('a paragraph that is split goes on being written by the other', () => {
    const [a, b] = together();
    type(a, 1, 'first second');
    exchange(a, b);
    a.edit((transaction) => transaction.setSelection(TextSelection.create(transaction.doc, 7)));
    splitBlock(a.state, (transaction) => a.run(transaction));
    type(b, 6, ' third');
    exchange(a, b);
    expect(lines(a)).toEqual(['first third ', 'second']);
    expectSame(a, b);
  });

  test('a line break keeps what stands around it', () => {
    const [a, b] = together();
    type(a, 1, 'one two');
    exchange(a, b);
    a.edit((transaction) => transaction.insert(4, schema.node('hardBreak')));
    type(b, 8, '!');
    exchange(a, b);
    expect(a.shown.textBetween(0, a.shown.content.size, '|', '\n')).toBe('one!\n two');
    a.edit((transaction) => transaction.delete(5, 6));
    type(b, 5, 'x');
    exchange(a, b);
    expectSame(a, b);
  });

  test('marks go on and off, and keep their attributes', () => {
    const [a, b] = together();
    type(a, 1, '人民币三万元整');
    a.edit((transaction) =>
      transaction.addMark(1, 8, schema.mark('money', { amount: '30000', currency: 'CNY' })),
    );
    exchange(a, b);
    expect(b.shown.rangeHasMark(1, 8, mark('money'))).toBe(true);
    b.edit((transaction) => transaction.setSelection(TextSelection.create(transaction.doc, 1, 4)));
    toggleMark(mark('bold'))(b.state, (transaction) => b.run(transaction));
    a.edit((transaction) => transaction.removeMark(1, 8, mark('money')));
    exchange(a, b);
    expect(a.shown.rangeHasMark(1, 8, mark('money'))).toBe(false);
    expect(a.shown.rangeHasMark(1, 4, mark('bold'))).toBe(true);
    expectSame(a, b);
  });

  test('a caret stays with the words it stands behind', () => {
    const [a, b] = together();
    type(a, 1, 'hello world');
    exchange(a, b);
    a.edit((transaction) => transaction.setSelection(TextSelection.create(transaction.doc, 6)));
    type(b, 1, 'oh ');
    exchange(a, b);
    expect(a.state.selection.head).toBe(9);
    type(b, 9, ', my');
    exchange(a, b);
    expect(a.state.selection.head).toBe(9);
    expect(lines(a)).toEqual(['oh hello, my world']);
  });

  test('[PAGE-14] a caret in an empty paragraph does not come between the words that others begin there', () => {
    const [a, b] = together();
    type(a, 1, 'x');
    a.edit((transaction) => transaction.delete(1, 2));
    exchange(a, b);
    for (const [at, sign] of Array.from('theirs').entries()) {
      type(b, at + 1, sign);
      exchange(a, b);
    }
    a.edit((transaction) => transaction.insertText('mine '));
    exchange(a, b);
    expect(lines(b)).toEqual(['mine theirs']);
    expectSame(a, b);
  });

  test('[PAGE-2] what the schema does not know is not shown, and stays', () => {
    const [a, b] = together();
    const root = a.doc.getXmlFragment(ROOT);
    const strange = new Y.XmlElement('iframe');
    const list = new Y.XmlElement('bulletList');
    root.insert(0, [strange, list]);
    exchange(a, b);
    expect(lines(b)).toEqual(['']);
    type(b, 1, 'x');
    exchange(a, b);
    expect(lines(a)).toEqual(['x']);
    expect(b.doc.getXmlFragment(ROOT).length).toBe(3);
    expectSame(a, b);
  });

  test('[PAGE-8] only own edits are undone', () => {
    const [a, b] = together();
    type(a, 1, 'mine');
    exchange(a, b);
    type(b, 1, 'theirs ');
    exchange(a, b);
    a.undo.undo();
    exchange(a, b);
    expect(lines(a)).toEqual(['theirs ']);
    a.undo.redo();
    exchange(a, b);
    expect(lines(b)).toEqual(['theirs mine']);
    expectSame(a, b);
  });
});

describe('what is long', () => {
  const sizes = (desk: Desk): number[] => desk.outbox.map(({ length }) => length);

  test('[PAGE-5] goes out in parts that the line takes, and is undone at once', () => {
    const [a, b] = together();
    type(a, 1, '起');
    exchange(a, b);
    a.undo.stopCapturing();
    const words = '甲方乙方'.repeat(20_000);
    type(a, 2, words);
    expect(Math.max(...sizes(a))).toBeLessThan(64 * 1024);
    exchange(a, b);
    expect(lines(b)).toEqual([`起${words}`]);
    expectSame(a, b);
    a.undo.undo();
    exchange(a, b);
    expect(lines(b)).toEqual(['起']);
  });

  test('also when it comes as new paragraphs, each of them long', () => {
    const [a, b] = together();
    const long = '一二三四五六七八九十'.repeat(2_500);
    a.edit((transaction) =>
      transaction.replaceWith(
        0,
        transaction.doc.content.size,
        [long, 'short', long].map((text) => schema.node('paragraph', null, [schema.text(text)])),
      ),
    );
    expect(Math.max(...sizes(a))).toBeLessThan(64 * 1024);
    exchange(a, b);
    expect(lines(b)).toEqual([long, 'short', long]);
    expectSame(a, b);
  });
});
