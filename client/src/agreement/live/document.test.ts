import { rootOf } from '@parley/shared/agreement';
import { expect, onTestFinished, test } from 'vitest';
import * as Y from 'yjs';
import { insert, Page as Paper, price, said, term } from '../testing/page.ts';
import { ownEdits } from '../undo.ts';

/** Put away when its test is over. */
class Page extends Paper {
  constructor() {
    super();
    onTestFinished(() => this.live.destroy());
  }
}

test('[PAGE-4] what was there is shown, and what is written is saved once the server says it is stored', async () => {
  const page = new Page();
  page.gate.write((doc) => insert(doc, price, '三万元', 0));
  expect(page.model.line.kind).toBe('opening');
  await page.open();
  expect(page.model).toMatchObject({ copy: 1, line: { kind: 'open' }, unsaved: false });
  expect(page.says(price)).toBe('三万元');
  page.gate.holdStored = true;
  page.write(price, '人民币');
  expect(page.model.unsaved).toBe(true);
  await page.pass();
  expect(said(page.gate, price)).toBe('人民币三万元');
  expect(page.model.unsaved).toBe(true);
  page.gate.store();
  await page.pass();
  expect(page.model.unsaved).toBe(false);
});

test('[PAGE-4] only what carried something is counted', async () => {
  const page = new Page();
  await page.open();
  expect(page.model.unsaved).toBe(false);
  page.write(price, 'one');
  page.write(price, 'two ');
  await page.pass();
  expect(page.model.unsaved).toBe(false);
});

test('[PAGE-5] what is written while the line is away is kept, and goes out under the same name when it is back', async () => {
  const page = new Page();
  await page.open();
  page.write(price, 'before');
  await page.pass();
  page.gate.unreachable = true;
  page.gate.cut();
  page.live.place(null);
  await page.pass();
  expect(page.model.line.kind).toBe('away');
  page.write(price, 'away ');
  page.gate.write((doc) => insert(doc, price, ' others', 6));
  await page.pass(60_000);
  expect(page.model).toMatchObject({ unsaved: true, copy: 1 });
  page.gate.unreachable = false;
  page.live.place(1);
  await page.pass();
  expect(page.says(price)).toBe('away before others');
  expect(said(page.gate, price)).toBe('away before others');
  expect(page.model).toMatchObject({ unsaved: false, copy: 1, aside: [] });
  expect(page.gate.claims).toEqual([null, 101]);
});

test('a connection that breaks comes back by itself, with a new ticket', async () => {
  const page = new Page();
  await page.open();
  page.gate.cut();
  await page.pass(5_000);
  expect(page.gate.connected).toBe(1);
  expect(page.model.line.kind).toBe('open');
  page.write(price, 'still here');
  await page.pass();
  expect(said(page.gate, price)).toBe('still here');
});

test('[PAGE-6] a refused edit is undone and put aside, and another clause goes on', async () => {
  const page = new Page();
  page.gate.write((doc) => {
    insert(doc, price, 'agreed', 0);
    insert(doc, term, 'open', 0);
  });
  await page.open();
  page.gate.refuses.set(price.clause, 'clause.not-draft');
  page.write(price, 'never ');
  page.write(term, 'still ');
  await page.pass(1_000);
  expect(page.says(price)).toBe('agreed');
  expect(page.says(term)).toBe('still open');
  expect(said(page.gate, price)).toBe('agreed');
  expect(said(page.gate, term)).toBe('still open');
  expect(page.aside).toEqual(['refused: never agreed']);
  expect(page.model).toMatchObject({ copy: 2, unsaved: false, line: { kind: 'open' } });
  expect([...page.model.refusing]).toEqual([price.clause]);
  page.live.news();
  expect(page.model.refusing.size).toBe(0);
});

test('a clause that was refused is open again by itself where nothing stands against it', async () => {
  const page = new Page();
  await page.open();
  page.gate.refuses.set(price.clause, 'clause.too-long');
  page.write(price, 'x');
  await page.pass(1_000);
  expect(page.model).toMatchObject({ copy: 2 });
  expect(page.model.refusing.size).toBe(1);
  await page.pass(1_000);
  expect(page.model.refusing.size).toBe(0);
});

test('[PAGE-6] what was taken away and may not be is back, whoever else wrote meanwhile', async () => {
  const page = new Page();
  page.gate.write((doc) => insert(doc, price, 'stays', 0));
  await page.open();
  page.gate.refuses.set(price.clause, 'clause.not-draft');
  const { replica } = page.live;
  replica?.doc.transact(() => replica.textOf(price).delete(0, 1), ownEdits);
  expect(page.says(price)).toBe('');
  await page.pass(1_000);
  expect(page.says(price)).toBe('stays');
  page.gate.refuses.clear();
  page.write(price, 'it ');
  await page.pass();
  expect(said(page.gate, price)).toBe('it stays');
});

test('[PAGE-6] not a sign is lost that is written while the copy is exchanged', async () => {
  const page = new Page();
  page.gate.write((doc) => insert(doc, term, '!', 0));
  await page.open();
  page.gate.refuses.set(price.clause, 'clause.not-your-pen');
  page.write(price, 'refused');
  const letters = Array.from('abcdefghijklmnopqrstuvwxyz');
  for (const letter of letters) {
    page.write(term, letter);
    await Promise.resolve();
  }
  await page.pass(1_000);
  const all = Array.from(said(page.gate, term) ?? '')
    .toSorted()
    .join('');
  expect(all).toBe(`!${letters.join('')}`);
  expect(page.says(term)).toBe(said(page.gate, term));
  expect(page.model.copy).toBeGreaterThan(1);
});

test('[PAGE-7] refused while the line was away: put aside once it is back', async () => {
  const page = new Page();
  page.gate.write((doc) => insert(doc, price, 'agreed', 0));
  await page.open();
  page.gate.cut();
  page.live.place(null);
  page.write(price, 'far ');
  page.write(term, 'good');
  page.gate.refuses.set(price.clause, 'clause.not-draft');
  page.live.place(1);
  await page.pass(1_000);
  expect(page.says(price)).toBe('agreed');
  expect(said(page.gate, term)).toBe('good');
  expect(page.aside).toEqual(['refused: far agreed']);
});

test('[PAGE-7] a refusal that got lost with the line leaves no words that only I see', async () => {
  const page = new Page();
  page.gate.write((doc) => insert(doc, price, 'agreed', 0));
  await page.open();
  page.gate.refuses.set(price.clause, 'clause.not-draft');
  page.write(price, 'ghost ');
  // The edit arrives; what is answered does not.
  queueMicrotask(() => page.gate.cut());
  await page.pass(5_000);
  expect(page.says(price)).toBe('agreed');
  expect(page.aside.join()).toContain('ghost');
  expect(page.model.unsaved).toBe(false);
});

test('[PAGE-7] a server that does not know me any more: what it has not got is put aside', async () => {
  const page = new Page();
  await page.open();
  page.write(price, 'stored');
  await page.pass();
  page.gate.cut();
  page.live.place(null);
  page.write(price, 'not sent, ');
  page.gate.forgetful = true;
  page.live.place(1);
  await page.pass(1_000);
  expect(page.says(price)).toBe('stored');
  expect(page.aside).toEqual(['unsent: not sent, stored']);
  page.write(price, 'and on ');
  await page.pass();
  expect(said(page.gate, price)).toBe('and on stored');
});

test('[PAGE-7] also what is written while the copy is exchanged for one of another name', async () => {
  const page = new Page();
  await page.open();
  page.gate.forgetful = true;
  page.gate.cut();
  page.live.place(null);
  page.live.hold();
  page.live.place(1);
  await page.pass();
  page.write(term, 'just now');
  page.live.release();
  await page.pass(1_000);
  expect(page.says(term)).toBe('');
  expect(page.aside).toEqual(['unsent: just now']);
});

test('[PAGE-7] what is longer than a clause may be is put aside whole', async () => {
  const page = new Page();
  await page.open();
  page.gate.refuses.set(price.clause, 'clause.too-long');
  const long = '甲'.repeat(60_000);
  page.write(price, long);
  page.write(price, long);
  await page.pass(1_000);
  expect(page.says(price)).toBe('');
  expect(page.model.aside[0]?.words.trim()).toHaveLength(120_000);
});

test('[PAGE-7] words that went with a paragraph that somebody removed without having seen them are put aside', async () => {
  const page = new Page();
  page.gate.write((doc) => insert(doc, price, 'theirs', 0));
  await page.open();
  const other = new Y.Doc();
  Y.applyUpdate(other, Y.encodeStateAsUpdate(page.gate.doc));
  const before = Y.encodeStateVector(other);
  other.getXmlFragment(rootOf(price)).delete(0, 1);
  page.write(price, ' and mine', 6);
  await page.pass();
  page.gate.take(Y.encodeStateAsUpdate(other, before));
  await page.pass();
  expect(page.says(price)).toBe('');
  expect(page.aside).toEqual(['orphaned:  and mine']);
});

test('[PAGE-7] so is what was written on in a row with words that they had seen', async () => {
  const page = new Page();
  await page.open();
  page.write(price, 'seen');
  await page.pass();
  const other = new Y.Doc();
  Y.applyUpdate(other, Y.encodeStateAsUpdate(page.gate.doc));
  const before = Y.encodeStateVector(other);
  other.getXmlFragment(rootOf(price)).delete(0, 1);
  page.write(price, ' and more', 4);
  await page.pass();
  page.gate.take(Y.encodeStateAsUpdate(other, before));
  await page.pass();
  expect(page.says(price)).toBe('');
  expect(page.aside).toEqual(['orphaned:  and more']);
});

test('[PAGE-7] what somebody took away knowing it is not put aside', async () => {
  const page = new Page();
  await page.open();
  page.write(price, 'mine');
  await page.pass();
  const other = new Y.Doc();
  Y.applyUpdate(other, Y.encodeStateAsUpdate(page.gate.doc));
  const before = Y.encodeStateVector(other);
  other.getXmlFragment(rootOf(price)).delete(0, 1);
  page.gate.take(Y.encodeStateAsUpdate(other, before));
  await page.pass();
  expect(page.says(price)).toBe('');
  expect(page.aside).toEqual([]);
});

test('[PAGE-3] while somebody composes, what others write waits, and what they write goes out', async () => {
  const page = new Page();
  page.gate.write((doc) => insert(doc, price, 'x', 0));
  await page.open();
  page.live.hold();
  page.write(price, 'ni');
  page.gate.write((doc) => insert(doc, price, ' others', 1));
  await page.pass();
  expect(page.says(price)).toBe('nix');
  expect(said(page.gate, price)).toContain('ni');
  expect(page.model.unsaved).toBe(false);
  page.live.release();
  expect(page.says(price)).toBe(said(page.gate, price));
});

test('[PAGE-3] a composition that nobody goes on with does not keep others away for ever', async () => {
  const page = new Page();
  await page.open();
  page.live.hold();
  page.gate.write((doc) => insert(doc, price, 'others', 0));
  await page.pass(9_000);
  page.live.hold();
  await page.pass(9_000);
  expect(page.says(price)).toBe('');
  await page.pass(1_500);
  expect(page.says(price)).toBe('others');
});

test('[PAGE-5] what was written while the line was away may be more than one message holds', async () => {
  const page = new Page();
  await page.open();
  page.gate.cut();
  page.live.place(null);
  const long = '甲乙丙丁'.repeat(2_500);
  for (let part = 0; part < 9; part += 1) page.write(price, long);
  page.live.place(1);
  await page.pass();
  expect(Math.max(...page.gate.sizes)).toBeLessThan(200 * 1024);
  expect(said(page.gate, price)).toHaveLength(9 * long.length);
  expect(page.model.unsaved).toBe(false);
});

test('[PAGE-3] a refusal waits for the composition to end', async () => {
  const page = new Page();
  page.gate.write((doc) => insert(doc, price, 'agreed', 0));
  await page.open();
  page.live.hold();
  page.gate.refuses.set(price.clause, 'clause.not-draft');
  page.write(price, 'hen');
  await page.pass(1_000);
  expect(page.says(price)).toBe('henagreed');
  expect([...page.model.refusing]).toEqual([price.clause]);
  page.live.release();
  await page.pass();
  expect(page.says(price)).toBe('agreed');
});

test('what may not be opened says so, and is opened when it may', async () => {
  const page = new Page();
  page.gate.denyNext = 'document.unknown';
  await page.open();
  expect(page.model.line).toMatchObject({ kind: 'denied', error: { code: 'document.unknown' } });
  await page.pass(60_000);
  expect(page.gate.claims).toHaveLength(1);
  page.live.news();
  await page.pass();
  expect(page.model.line.kind).toBe('open');
});

test('a server that is busy is asked again', async () => {
  const page = new Page();
  page.gate.denyNext = 'request.too-many';
  await page.open();
  await page.pass(1_000);
  expect(page.model.line.kind).toBe('open');
});

test('[PAGE-9] when it is left nothing of it stays, and nothing more comes', async () => {
  const page = new Page();
  await page.open();
  page.write(price, 'secret');
  await page.pass();
  const { replica } = page.live;
  page.live.destroy();
  expect(page.live.replica).toBeNull();
  expect(page.gate.connected).toBe(0);
  expect(replica?.doc.isDestroyed).toBe(true);
  expect(replica?.undo.undoStack).toEqual([]);
});

test('[PAGE-6] editors are told of another copy before anything more can be written', async () => {
  const page = new Page();
  await page.open();
  const copies: boolean[] = [];
  page.live.follow((replica) => copies.push(replica === page.live.replica));
  page.gate.refuses.set(price.clause, 'clause.not-draft');
  page.write(price, 'x');
  await page.pass(1_000);
  expect(copies).toEqual([true]);
});
