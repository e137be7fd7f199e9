import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { Gate, OPEN, refusalOf, SHUT } from '../testing/filter-gate.ts';
import { type RawBlock, type RawRange, type RawStruct, rawUpdate } from '../testing/raw.ts';
import { Writer } from '../testing/writer.ts';
import type { Filtered } from './filter.ts';

const [ME, THEM] = [1, 2];

/** A clause that is shut, with a character of two halves in it, and one that is open. */
function scene() {
  const gate = new Gate(SHUT);
  const them = new Writer(THEM);
  them.paragraph(SHUT, 'pay 𠮷 100');
  them.paragraph(OPEN, 'open words');
  Y.applyUpdate(gate.doc, them.takeAsOne());
  const texts = (): readonly string[] => [SHUT, OPEN].map((root) => gate.text(root));
  const take = (update: Uint8Array): Filtered => gate.take(update, ME);
  return { gate, take, texts };
}

/** In the scene: its paragraph, its run of text, its words; then the same of the open clause. */
const SHUT_RUN = { client: THEM, clock: 1 };
const shutWord = (index: number) => ({ client: THEM, clock: 2 + index });
const OPEN_PARAGRAPH = { client: THEM, clock: 12 };
const OPEN_RUN = { client: THEM, clock: 13 };
const openWord = (index: number) => ({ client: THEM, clock: 14 + index });

const mine = (...structs: readonly RawStruct[]): RawBlock => ({ client: ME, clock: 0, structs });

test('the scene is as the attacks take it to be', () => {
  const {
    gate: { doc },
  } = scene();
  const at = (clock: number): unknown => Y.getItem(doc.store, Y.createID(THEM, clock)).content;
  expect(at(2)).toMatchObject({ str: 'pay 𠮷 100' });
  expect(at(14)).toMatchObject({ str: 'open words' });
});

describe('[EDIT-15] into a shut clause', () => {
  const refused: readonly (readonly [what: string, struct: RawStruct])[] = [
    ['behind a word of it', { origin: shutWord(1), content: { text: 'x' } }],
    ['before a word of it', { right: shutWord(1), content: { text: 'x' } }],
    ['in its run of text', { parent: SHUT_RUN, content: { text: 'x' } }],
    ['in its root', { parent: SHUT, content: { element: 'paragraph' } }],
    ['as a mark', { origin: shutWord(1), content: { format: 'bold', value: {} } }],
    ['as something deleted', { origin: shutWord(1), content: { deleted: 3 } }],
  ];
  test.each(refused)('%s', (_, struct) => {
    const { take, texts } = scene();
    const before = texts();
    const filtered = take(rawUpdate([mine(struct)]));
    expect([...filtered.refused.keys()]).toEqual([SHUT]);
    expect(texts()).toEqual(before);
  });

  test('not by a left neighbour in an open one and a right one in it, which would split a character', () => {
    const { take } = scene();
    const struct = { origin: openWord(2), right: shutWord(5), content: { text: 'x' } };
    expect(refusalOf(() => take(rawUpdate([mine(struct)])))).toBe('document.bad-edit');
  });

  test('not by what continues own words that are in it under the name of an open one', () => {
    const {
      gate: { doc },
      take,
      texts,
    } = scene();
    Y.applyUpdate(doc, rawUpdate([mine({ origin: shutWord(9), content: { text: 'my own' } })]));
    const before = texts();
    const longer = mine({ origin: openWord(9), content: { text: 'my own and more' } });
    const filtered = take(rawUpdate([longer]));
    expect([...filtered.refused.keys()]).toEqual([SHUT]);
    expect(texts()).toEqual(before);
    expect(Y.getState(doc.store, ME)).toBe('my own and more'.length);
  });

  test('not by deleting nothing in the middle of a character', () => {
    const { take } = scene();
    expect(refusalOf(() => take(rawUpdate([], [{ client: THEM, ranges: [[7, 0]] }])))).toBe(
      'document.bad-edit',
    );
  });

  test('not by a deletion that begins in an open one of the same author', () => {
    const { take, texts } = scene();
    const [shut] = texts();
    const filtered = take(rawUpdate([], [{ client: THEM, ranges: [[0, 24]] }]));
    expect([...filtered.refused.keys()]).toEqual([SHUT]);
    expect(texts()).toEqual([shut, '']);
  });
});

describe('what hangs on nothing', () => {
  test('a first child of a block that was deleted meanwhile is nowhere, and no offence', () => {
    const {
      gate: { doc },
      take,
      texts,
    } = scene();
    Y.applyUpdate(doc, rawUpdate([], [{ client: THEM, ranges: [[12, 1]] }]));
    const filtered = take(rawUpdate([mine({ parent: OPEN_PARAGRAPH, content: { run: true } })]));
    expect(filtered).toMatchObject({ homeless: true, refused: new Map() });
    expect(texts()[1]).toBe('');
  });
});

describe('what no honest client sends', () => {
  type Offence = readonly [what: string, blocks: readonly RawBlock[], deletes: readonly RawRange[]];
  const offences: readonly Offence[] = [
    ['a parent that is a word', [mine({ parent: openWord(1), content: { text: 'x' } })], []],
    ['no parent at all', [mine({ content: { text: 'x' } })], []],
    [
      'a left neighbour that nobody has',
      [mine({ origin: { client: 9, clock: 0 }, content: { text: 'x' } })],
      [],
    ],
    [
      'a left neighbour that is yet to come',
      [mine({ origin: { client: ME, clock: 5 }, content: { text: 'x' } })],
      [],
    ],
    ['itself as its neighbour', [mine({ right: { client: ME, clock: 0 }, content: { text: 'x' } })], []],
    ['a parent yet to come', [mine({ parent: { client: ME, clock: 1 }, content: { run: true } })], []],
    ['a gap', [mine({ parent: OPEN_RUN, content: { text: 'x' } }, { content: { skip: 4 } })], []],
    ['nothing, of no length', [mine({ content: { gone: 0 } })], []],
    ['nothing, without end', [mine({ content: { gone: 2 ** 45 } })], []],
    ['no words', [mine({ parent: OPEN_RUN, content: { text: '' } })], []],
    [
      'a clock near the end of numbers',
      [{ client: ME, clock: 2 ** 52, structs: [{ content: { gone: 1 } }] }],
      [],
    ],
    ['two blocks of one client', [mine({ content: { gone: 1 } }), mine({ content: { gone: 1 } })], []],
    ['a block without structs', [mine()], []],
    ['deletions of what nobody has', [], [{ client: THEM, ranges: [[20, 50]] }]],
    [
      'deletions in the wrong order',
      [],
      [
        {
          client: THEM,
          ranges: [
            [20, 1],
            [15, 1],
          ],
        },
      ],
    ],
    [
      'deletions that overlap',
      [],
      [
        {
          client: THEM,
          ranges: [
            [14, 4],
            [16, 1],
          ],
        },
      ],
    ],
    [
      'one client deleted from twice',
      [],
      [
        { client: THEM, ranges: [[14, 1]] },
        { client: THEM, ranges: [[16, 1]] },
      ],
    ],
  ];
  test.each(offences)('%s', (_, blocks, deletes) => {
    const { take, texts } = scene();
    const before = texts();
    expect(refusalOf(() => take(rawUpdate(blocks, deletes)))).toBe('document.bad-edit');
    expect(texts()).toEqual(before);
  });

  test('thousands of clauses that nobody has heard of', () => {
    const structs = Array.from({ length: 5_000 }, (_, index) => ({
      parent: `made-up-${index}/zh`,
      content: { element: 'paragraph' },
    }));
    expect(refusalOf(() => scene().take(rawUpdate([mine(...structs)])))).toBe('document.bad-edit');
  });

  test('a number of so many bytes that it is none', () => {
    const endless = new Uint8Array(200).fill(0x80);
    endless[199] = 0;
    for (const place of [0, 1, 2, 3]) {
      const update = new Uint8Array([...[1, 1, ME, 0].slice(0, place), ...endless, 0, 1, 0]);
      expect(refusalOf(() => scene().take(update))).toBe('document.bad-edit');
    }
  });

  test('a count of structs that no memory would hold', () => {
    const update = new Uint8Array([1, 0xff, 0xff, 0xff, 0xff, 0x0f, 1, 0, 0]);
    expect(refusalOf(() => scene().take(update))).toBe('request.too-large');
  });

  test('structs that have to step over a whole clause each', () => {
    const [gate, them] = [new Gate(), new Writer(THEM)];
    const run = them.paragraph(OPEN, 'x');
    // Each a neighbour of its own, as people write who jump about.
    for (let index = 0; index < 300; index += 1) run.insert(0, 'y');
    Y.applyUpdate(gate.doc, Y.encodeStateAsUpdate(them.doc));
    const steps = Array.from({ length: 2_000 }, () => ({
      parent: { client: THEM, clock: 1 },
      content: { text: 'z' },
    }));
    expect(refusalOf(() => gate.filter(rawUpdate([mine(...steps)]), ME))).toBe('document.bad-edit');
    // So few are taken, a few of them in each turn.
    const few = gate.filter(rawUpdate([mine(...steps.slice(0, 200))]), ME);
    expect(few?.parts.length).toBeGreaterThanOrEqual(200 / 25);
  });

  test('one struct that has to step over more than anybody writes in one place', () => {
    const [gate, them] = [new Gate(), new Writer(THEM)];
    const run = them.paragraph(OPEN, 'x');
    them.doc.transact(() => {
      for (let index = 0; index < 20_001; index += 1) run.insert(0, 'y');
    });
    Y.applyUpdate(gate.doc, Y.encodeStateAsUpdate(them.doc));
    const step = mine({ parent: { client: THEM, clock: 1 }, content: { text: 'z' } });
    expect(refusalOf(() => gate.filter(rawUpdate([step]), ME))).toBe('document.bad-edit');
  });

  test('what is taken in one turn steps over so much of the document at most', () => {
    const [gate, them] = [new Gate(), new Writer(THEM)];
    const run = them.paragraph(OPEN, 'x');
    them.doc.transact(() => {
      for (let index = 0; index < 9_000; index += 1) run.insert(0, 'y');
    });
    Y.applyUpdate(gate.doc, Y.encodeStateAsUpdate(them.doc));
    const steps = Array.from({ length: 9 }, () => ({
      parent: { client: THEM, clock: 1 },
      content: { text: 'z' },
    }));
    expect(gate.filter(rawUpdate([mine(...steps)]), ME)?.parts).toHaveLength(5);
  });
});
