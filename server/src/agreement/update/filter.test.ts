import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { setNumber } from '../testing/edits.ts';
import { Gate, OPEN, refusalOf, SHUT } from '../testing/filter-gate.ts';
import { Writer } from '../testing/writer.ts';

const SECRET = 'SECRETWORDS';

const holds = (bytes: Uint8Array | null, words: string): boolean =>
  bytes !== null && Buffer.from(bytes).includes(words);

describe('what may be done', () => {
  test('passes as it came', () => {
    const [gate, one] = [new Gate(), new Writer(1)];
    const text = one.paragraph(OPEN, '甲方');
    text.insert(2, '应当付款', { bold: {} });
    text.delete(0, 1);
    for (const update of one.take()) {
      const filtered = gate.take(update, 1);
      expect(filtered.written?.update).toEqual(update);
      expect([...filtered.taken.keys()]).toEqual([OPEN]);
    }
    expect(gate.text(OPEN)).toBe(one.root(OPEN).toJSON());
  });

  test('says how much it adds, by root', () => {
    const [gate, one] = [new Gate(), new Writer(1)];
    one.paragraph(OPEN, 'five!');
    one.paragraph(SHUT, 'and seven');
    const { taken } = gate.take(one.takeAsOne(), 1);
    expect(taken.get(OPEN)).toMatchObject({ characters: 5, nodes: 2 });
    expect(taken.get(SHUT)).toMatchObject({ characters: 9, nodes: 2 });
  });

  test('what is known already is not taken twice', () => {
    const [gate, one] = [new Gate(), new Writer(1)];
    const text = one.paragraph(OPEN, 'ab');
    text.delete(0, 1);
    const all = Y.encodeStateAsUpdate(one.doc);
    gate.take(all, 1);
    expect(gate.take(all, 1).written).toBeNull();
    text.insert(1, 'cdef');
    const more = Y.encodeStateAsUpdate(one.doc);
    const filtered = gate.take(more, 1);
    expect(filtered.written?.update.length).toBeLessThan(more.length);
    expect(gate.text(OPEN)).toBe(one.root(OPEN).toJSON());
  });
});

describe('[EDIT-14] what may not be done', () => {
  test('leaves no byte, and its length', () => {
    const [gate, one, two] = [new Gate(SHUT), new Writer(1), new Writer(2)];
    one.paragraph(SHUT, SECRET);
    one.paragraph(OPEN, 'allowed');
    const filtered = gate.take(one.takeAsOne(), 1, two);
    expect([...filtered.refused]).toEqual([[SHUT, 'clause.not-draft']]);
    expect(holds(filtered.written?.update ?? null, SECRET)).toBe(false);
    expect(holds(Y.encodeStateAsUpdate(gate.doc), SECRET)).toBe(false);
    expect(gate.text(SHUT)).toBe('');
    expect(two.root(OPEN).toJSON()).toBe('<paragraph>allowed</paragraph>');
    expect(Y.getState(gate.doc.store, 1)).toBe(Y.getState(one.doc.store, 1));
  });

  test('does not harm what its writer does afterwards elsewhere, nor what others do', () => {
    const [gate, one, two] = [new Gate(SHUT), new Writer(1), new Writer(2)];
    const shut = one.paragraph(SHUT, SECRET);
    const open = one.paragraph(OPEN, 'a');
    for (const update of one.take()) gate.take(update, 1, two);
    shut.insert(3, SECRET);
    open.insert(1, 'b');
    shut.delete(0, 2);
    open.insert(2, 'c');
    for (const update of one.take()) {
      const filtered = gate.take(update, 1, two);
      expect(holds(filtered.written?.update ?? null, SECRET)).toBe(false);
    }
    two.text(OPEN).insert(3, 'd');
    gate.take(two.takeAsOne(), 2, one);
    expect(gate.text(OPEN)).toBe('<paragraph>abcd</paragraph>');
    expect(open.toJSON()).toBe('abcd');
    const again = new Writer(3);
    again.receive(Y.encodeStateAsUpdate(gate.doc));
    again.text(OPEN).insert(4, 'e');
    gate.take(again.takeAsOne(), 3, two);
    expect(two.root(OPEN).toJSON()).toBe('<paragraph>abcde</paragraph>');
  });

  test('deletes nothing', () => {
    const [gate, one, two] = [new Gate(), new Writer(1), new Writer(2)];
    one.paragraph(SHUT, 'agreed words');
    one.paragraph(OPEN, 'open words');
    gate.take(one.takeAsOne(), 1, two);
    gate.shut.add(SHUT);
    two.doc.transact(() => {
      two.text(OPEN).delete(0, 5);
      two.text(SHUT).delete(0, 7);
      two.root(SHUT).delete(0, 1);
    });
    const filtered = gate.take(two.takeAsOne(), 2, one);
    expect([...filtered.refused.keys()]).toEqual([SHUT]);
    expect(gate.text(SHUT)).toBe('<paragraph>agreed words</paragraph>');
    expect(one.text(OPEN).toJSON()).toBe('words');
  });

  test('is not done by deleting what was refused in the same update', () => {
    const [gate, one] = [new Gate(SHUT), new Writer(1)];
    one.doc.transact(() => {
      const text = one.paragraph(SHUT, SECRET);
      one.paragraph(OPEN, 'kept');
      text.delete(2, 3);
    });
    const filtered = gate.take(one.takeAsOne(), 1);
    expect(holds(filtered.written?.update ?? null, 'SE')).toBe(false);
    expect(gate.text(OPEN)).toBe('<paragraph>kept</paragraph>');
  });

  test('changes no attribute and no mark', () => {
    const [gate, one, two] = [new Gate(), new Writer(1), new Writer(2)];
    const heading = new Y.XmlElement('heading');
    one.root(SHUT).insert(0, [heading]);
    setNumber(heading, 'level', 1);
    const text = new Y.XmlText('words');
    heading.insert(0, [text]);
    text.format(0, 3, { bold: {} });
    gate.take(one.takeAsOne(), 1, two);
    const before = gate.text(SHUT);
    gate.shut.add(SHUT);
    const theirs = two.root(SHUT).get(0);
    if (!(theirs instanceof Y.XmlElement)) throw new Error('no heading');
    two.doc.transact(() => {
      theirs.setAttribute('level', '2');
      two.text(SHUT).format(0, 5, { italic: {} });
      two.text(SHUT).format(0, 3, { bold: null });
    });
    const updates = two.take().filter((update) => update.length > 2);
    // Attributes are numbers where the schema says so.
    expect(updates.map((update) => refusalOf(() => gate.filter(update, 2)))).toContain('document.bad-edit');
    const again = new Writer(3);
    again.receive(Y.encodeStateAsUpdate(gate.doc));
    again.text(SHUT).format(0, 3, { bold: null });
    expect([...gate.take(again.takeAsOne(), 3).refused.keys()]).toEqual([SHUT]);
    expect(gate.text(SHUT)).toBe(before);
  });

  test('characters that no screen shows are refused where they stand', () => {
    const [gate, one] = [new Gate(), new Writer(1)];
    one.paragraph(OPEN, 'pay 100\u202e00');
    one.paragraph(SHUT, 'fine');
    const filtered = gate.take(one.takeAsOne(), 1);
    expect([...filtered.refused]).toEqual([[OPEN, 'document.bad-edit']]);
    expect(gate.text(SHUT)).toBe('<paragraph>fine</paragraph>');
  });
});

describe('what hangs on nothing', () => {
  test('words in a paragraph that somebody deleted meanwhile are nowhere, in no byte', () => {
    const [gate, one, two] = [new Gate(), new Writer(1), new Writer(2)];
    one.paragraph(OPEN, 'paragraph');
    gate.take(one.takeAsOne(), 1, two);
    one.root(OPEN).delete(0, 1);
    gate.take(one.takeAsOne(), 1);
    two.text(OPEN).insert(3, SECRET);
    const filtered = gate.take(two.takeAsOne(), 2, one);
    expect(filtered).toMatchObject({ homeless: true, refused: new Map() });
    expect(holds(filtered.written?.update ?? null, SECRET)).toBe(false);
    two.receive(Y.encodeStateAsUpdate(gate.doc));
    expect(two.root(OPEN).toJSON()).toBe('');
    two.paragraph(OPEN, 'new');
    gate.take(two.takeAsOne(), 2, one);
    expect(one.root(OPEN).toJSON()).toBe('<paragraph>new</paragraph>');
  });

  test('what goes on from refused words is refused with them', () => {
    const [gate, one] = [new Gate(SHUT), new Writer(1)];
    const text = one.paragraph(SHUT, SECRET);
    gate.take(one.takeAsOne(), 1);
    gate.shut.delete(SHUT);
    text.insert(text.length, SECRET);
    const filtered = gate.take(one.takeAsOne(), 1);
    expect(filtered.homeless).toBe(true);
    expect(holds(filtered.written?.update ?? null, SECRET)).toBe(false);
  });
});

describe('what came before its time', () => {
  test('an edit that goes on from unsent ones is put off', () => {
    const [gate, one] = [new Gate(), new Writer(1)];
    const text = one.paragraph(OPEN, 'offline');
    one.take();
    text.insert(7, ' and on');
    const [next] = one.take();
    expect(next === undefined ? undefined : gate.filter(next, 1)).toBeNull();
    text.delete(0, 2);
    const [removal] = one.take();
    expect(removal === undefined ? undefined : gate.filter(removal, 1)).toBeNull();
  });
});

describe('[EDIT-16] what honest pages write at one place', () => {
  const paste = (writer: Writer, count: number, at: number): void =>
    writer.doc.transact(() => {
      for (let index = 0; index < count; index += 1) {
        const paragraph = new Y.XmlElement('paragraph');
        paragraph.insert(0, [new Y.XmlText(`${writer.client}.${index}`)]);
        writer.root(OPEN).insert(at + index, [paragraph]);
      }
    });

  test.each([
    [150, 150],
    [300, 80],
    [1_000, 25],
    [25, 1_000],
    [2_500, 800],
  ])('%i paragraphs pasted where another pasted %i meanwhile', (own, others) => {
    for (const [mine, theirs] of [
      [1, 2],
      [2, 1],
    ] as const) {
      const [gate, one, two] = [new Gate(), new Writer(mine), new Writer(theirs)];
      one.paragraph(OPEN, 'first');
      gate.take(one.takeAsOne(), mine, two);
      paste(two, others, 1);
      paste(one, own, 1);
      for (const update of two.take()) gate.take(update, theirs, one);
      for (const update of one.take()) gate.take(update, mine, two);
      expect(gate.doc.getXmlFragment(OPEN).length).toBe(1 + own + others);
      expect(two.root(OPEN).toJSON()).toBe(gate.text(OPEN));
      expect(one.root(OPEN).toJSON()).toBe(gate.text(OPEN));
    }
  });

  test('paragraphs written one above the other, where another pasted many', () => {
    const [gate, one, two] = [new Gate(), new Writer(2), new Writer(1)];
    one.paragraph(OPEN, 'first');
    gate.take(one.takeAsOne(), 2, two);
    paste(two, 150, 1);
    for (let index = 0; index < 500; index += 1) paste(one, 1, 1);
    for (const update of two.take()) gate.take(update, 1, one);
    gate.take(one.takeAsOne(), 2, two);
    expect(two.root(OPEN).toJSON()).toBe(gate.text(OPEN));
    expect(one.root(OPEN).toJSON()).toBe(gate.text(OPEN));
  });

  test('nine levels of a list, as a word processor has them', () => {
    const [gate, one] = [new Gate(), new Writer(1)];
    const words = new Y.XmlElement('paragraph');
    words.insert(0, [new Y.XmlText('deepest')]);
    let inner = words;
    for (let level = 0; level < 9; level += 1) {
      const [list, item] = [new Y.XmlElement('bulletList'), new Y.XmlElement('listItem')];
      item.insert(0, [inner]);
      list.insert(0, [item]);
      inner = list;
    }
    one.root(OPEN).insert(0, [inner]);
    gate.take(one.takeAsOne(), 1);
    expect(gate.text(OPEN)).toContain('deepest');
  });
});

describe('what no client of ours would send', () => {
  const from = (client: number, act: (writer: Writer) => void): Uint8Array => {
    const writer = new Writer(client);
    act(writer);
    return Y.encodeStateAsUpdate(writer.doc);
  };

  test("another client's structs", () => {
    const update = from(7, (writer) => writer.paragraph(OPEN, 'mine'));
    expect(refusalOf(() => new Gate().filter(update, 1))).toBe('document.foreign-client');
  });

  test.each<readonly [what: string, act: (doc: Y.Doc) => void]>([
    ['a root that no clause can have', (doc) => doc.getText('elsewhere').insert(0, 'x')],
    ['a subdocument', (doc) => doc.getMap(OPEN).set('a', new Y.Doc())],
    ['binary data', (doc) => doc.getMap(OPEN).set('a', new Uint8Array(3))],
    ['a map', (doc) => doc.getMap(OPEN).set('a', new Y.Map())],
    ['an attribute of a clause', (doc) => doc.getMap(OPEN).set('a', 'b')],
    ['text without a block', (doc) => doc.getText(OPEN).insert(0, 'x')],
    ['an embedded object', (doc) => doc.getText(OPEN).insertEmbed(0, { image: 'x' })],
    ['an unknown element', (doc) => doc.getXmlFragment(OPEN).insert(0, [new Y.XmlElement('script')])],
    ['an element out of place', (doc) => doc.getXmlFragment(OPEN).insert(0, [new Y.XmlElement('listItem')])],
    ['a hook', (doc) => doc.getArray(OPEN).insert(0, [new Y.XmlHook('hook')])],
    ['an array of values', (doc) => doc.getArray(OPEN).insert(0, [1, 2])],
  ])('%s', (_, act) => {
    const update = from(1, ({ doc }) => act(doc));
    expect(refusalOf(() => new Gate().filter(update, 1))).toBe('document.bad-edit');
  });

  test.each<readonly [what: string, act: (writer: Writer) => void]>([
    ['an unknown mark', (writer) => writer.paragraph(OPEN, 'x').format(0, 1, { colour: 'red' })],
    [
      'a mark with a value of its own',
      (writer) => writer.paragraph(OPEN, 'x').format(0, 1, { bold: { x: 1 } }),
    ],
    [
      'a sum that is none',
      (writer) => writer.paragraph(OPEN, 'x').format(0, 1, { money: { amount: '1e9', currency: 'CNY' } }),
    ],
    [
      'an unknown attribute',
      (writer) => (writer.paragraph(OPEN, '').parent as Y.XmlElement).setAttribute('on', 'x'),
    ],
    [
      'lists within lists without end',
      (writer) => {
        let inner = new Y.XmlElement('bulletList');
        for (let depth = 0; depth < 20; depth += 1) {
          const item = new Y.XmlElement('listItem');
          const list = new Y.XmlElement('bulletList');
          item.insert(0, [inner]);
          list.insert(0, [item]);
          inner = list;
        }
        writer.root(OPEN).insert(0, [inner]);
      },
    ],
  ])('%s', (_, act) => {
    expect(refusalOf(() => new Gate().filter(from(1, act), 1))).toBe('document.bad-edit');
  });

  test('an update of the second format', () => {
    const writer = new Writer(1);
    writer.paragraph(OPEN, 'x');
    const update = Y.encodeStateAsUpdateV2(writer.doc);
    expect(refusalOf(() => new Gate().filter(update, 1))).toBe('document.bad-edit');
  });

  test('bytes behind the end', () => {
    const update = from(1, (writer) => writer.paragraph(OPEN, 'x'));
    const longer = new Uint8Array([...update, ...Buffer.from(SECRET)]);
    expect(refusalOf(() => new Gate().filter(longer, 1))).toBe('document.bad-edit');
  });

  test('a truncated update, at whatever byte', () => {
    const update = from(1, (writer) => {
      writer.paragraph(OPEN, 'words').format(0, 3, { bold: {} });
      writer.text(OPEN).delete(1, 2);
    });
    for (let end = 0; end < update.length; end += 1) {
      expect(refusalOf(() => new Gate().filter(update.subarray(0, end), 1))).toBe('document.bad-edit');
    }
  });

  test('more than 10,000 structs', () => {
    const update = from(1, (writer) => {
      const text = writer.paragraph(OPEN, '');
      for (let index = 0; index < 10_001; index += 1) text.insert(0, 'x');
    });
    expect(refusalOf(() => new Gate().filter(update, 1))).toBe('request.too-large');
  });

  test('a gap', () => {
    const writer = new Writer(1);
    const text = writer.paragraph(OPEN, 'a');
    text.insert(1, 'b');
    text.insert(0, 'c');
    const [first, , last] = writer.take();
    if (first === undefined || last === undefined) throw new Error('nothing written');
    const gapped = Y.mergeUpdates([first, last]);
    expect(refusalOf(() => new Gate().filter(gapped, 1))).toBe('document.bad-edit');
  });
});
