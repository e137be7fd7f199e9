import { describe, expect, onTestFinished, test } from 'vitest';
import * as Y from 'yjs';
import { insert, Page as Paper, price, type Root, said, term } from '../testing/page.ts';
import { ownEdits, step } from '../undo.ts';

/** Put away when its test is over. */
class Page extends Paper {
  constructor() {
    super();
    onTestFinished(() => this.live.destroy());
  }

  get undo(): Y.UndoManager {
    const { replica } = this.live;
    if (replica === null) throw new Error('nothing is open');
    return replica.undo;
  }

  /** Written by itself: a step of its own. */
  async step(root: Root, text: string, at = 0): Promise<void> {
    this.undo.stopCapturing();
    this.write(root, text, at);
    await this.pass();
  }

  /** So many of these signs go, and others come in their place. */
  async replace(root: Root, [from, to]: readonly [number, number], text: string): Promise<void> {
    const { replica } = this.live;
    this.undo.stopCapturing();
    replica?.doc.transact(() => {
      const [block] = replica.textOf(root).toArray();
      const words = block instanceof Y.XmlElement ? block.get(0) : null;
      if (!(words instanceof Y.XmlText)) throw new Error('there is nothing to replace');
      words.delete(from, to - from);
      words.insert(from, text);
    }, ownEdits);
    await this.pass();
  }

  /** An edit in a clause that has been closed: the page goes over to another copy. */
  async refused(text = 'too late'): Promise<void> {
    const { copy } = this.model;
    this.gate.refuses.set(price.clause, 'clause.not-draft');
    await this.step(price, text);
    await this.pass(1_000);
    if (this.model.copy !== (copy ?? 0) + 1) throw new Error('the page has not begun another copy');
    this.gate.refuses.clear();
    this.live.news();
  }

  async back(may: (root: Root) => boolean = () => true): Promise<string> {
    const { kind } = step(this.undo, 'undo', may);
    await this.pass();
    return kind;
  }
}

describe('[PAGE-22] after a refusal one takes back what one wrote before it', () => {
  test('the newest first, and none of the words of others', async () => {
    const page = new Page();
    page.gate.write((doc) => insert(doc, term, 'theirs', 0));
    await page.open();
    await page.step(term, 'A ');
    await page.step(term, 'B ');
    await page.refused();
    page.gate.write((doc) => insert(doc, term, 'since, ', 0));
    await page.pass();
    expect(page.says(term)).toBe('since, B A theirs');
    expect(await page.back()).toBe('done');
    expect(said(page.gate, term)).toBe('since, A theirs');
    expect(await page.back()).toBe('done');
    expect(said(page.gate, term)).toBe('since, theirs');
    expect(page.says(term)).toBe('since, theirs');
    expect(await page.back()).toBe('nothing');
  });

  test('also a second time, and what was written since', async () => {
    const page = new Page();
    page.gate.write((doc) => insert(doc, term, '.', 0));
    await page.open();
    await page.step(term, 'A');
    await page.refused();
    await page.step(term, 'B');
    await page.refused('once more');
    await page.step(term, 'C');
    for (const left of ['BA.', 'A.', '.']) {
      expect(await page.back()).toBe('done');
      expect(said(page.gate, term)).toBe(left);
    }
    expect(await page.back()).toBe('nothing');
  });

  test('and what was undone and done again', async () => {
    const page = new Page();
    page.gate.write((doc) => insert(doc, term, '.', 0));
    await page.open();
    await page.step(term, 'A');
    await page.step(term, 'B');
    await page.back();
    await page.back();
    for (const _ of 'AB') step(page.undo, 'redo', () => true);
    await page.pass();
    await page.refused();
    expect(said(page.gate, term)).toBe('BA.');
    await page.back();
    expect(said(page.gate, term)).toBe('A.');
    await page.back();
    expect(said(page.gate, term)).toBe('.');
  });

  test('a step that took words away, which the new copy does not know, is not done by half', async () => {
    const page = new Page();
    page.gate.write((doc) => insert(doc, term, 'theirs', 0));
    await page.open();
    await page.step(term, 'A ');
    await page.replace(term, [2, 5], 'MY');
    await page.refused();
    expect(said(page.gate, term)).toBe('A MYirs');
    expect(await page.back()).toBe('done');
    expect(said(page.gate, term)).toBe('MYirs');
    expect(await page.back()).toBe('nothing');
  });

  test('what was typed and taken away in one step takes nothing with it', async () => {
    const page = new Page();
    page.gate.write((doc) => insert(doc, term, 'theirs', 0));
    await page.open();
    page.undo.stopCapturing();
    page.write(term, 'An');
    const { replica } = page.live;
    replica?.doc.transact(() => {
      const [block] = replica.textOf(term).toArray();
      const words = block instanceof Y.XmlElement ? block.get(0) : null;
      if (words instanceof Y.XmlText) words.delete(1, 1);
    }, ownEdits);
    await page.pass();
    await page.refused();
    expect(said(page.gate, term)).toBe('Atheirs');
    expect(await page.back()).toBe('done');
    expect(said(page.gate, term)).toBe('theirs');
  });

  test('what is closed meanwhile waits for its turn', async () => {
    const page = new Page();
    for (const root of [price, term]) page.gate.write((doc) => insert(doc, root, '.', 0));
    await page.open();
    await page.step(price, 'P');
    await page.step(term, 'T');
    await page.refused();
    const open = ({ clause }: Root): boolean => clause !== price.clause;
    expect(await page.back(open)).toBe('done');
    expect(said(page.gate, term)).toBe('.');
    expect(await page.back(open)).toBe('not-now');
    expect(said(page.gate, price)).toBe('P.');
    expect(await page.back()).toBe('done');
    expect(said(page.gate, price)).toBe('.');
  });

  test('and what is stored under an earlier name, where the server knows the page no more', async () => {
    const page = new Page();
    page.gate.write((doc) => insert(doc, term, '.', 0));
    await page.open();
    await page.step(term, 'A');
    page.gate.forgetful = true;
    page.gate.cut();
    page.live.place(null);
    await page.step(term, 'never sent ');
    page.live.place(1);
    await page.pass(1_000);
    expect(page.says(term)).toBe('A.');
    expect(await page.back()).toBe('done');
    expect(said(page.gate, term)).toBe('.');
    expect(await page.back()).toBe('nothing');
  });
});
