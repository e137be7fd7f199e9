import { rootOf } from '@parley/shared/agreement';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { insert, Page, price, said, saidIn, term } from '../testing/page.ts';

const roots = [price, term] as const;
const which = fc.constantFrom(...roots);
const step = fc.oneof(
  { weight: 8, arbitrary: fc.record({ kind: fc.constant('write' as const), root: which }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('other' as const), root: which }) },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constantFrom('refuse' as const, 'allow' as const), root: which }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constantFrom(
        'cut' as const,
        'away' as const,
        'back' as const,
        'compose' as const,
        'composed' as const,
        'stall' as const,
        'store' as const,
        'news' as const,
        'forget' as const,
        'look' as const,
        'wipe' as const,
        'turn' as const,
        'reload' as const,
      ),
    }),
  },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('pass' as const), ms: fc.nat({ max: 4_000 }) }) },
);
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

/** One page, its line, its store and somebody else at the same document; every word is marked and counted. */
class Play {
  readonly page = new Page();
  /** What was taken away by somebody who had read it. */
  readonly gone = new Set<string>();
  readonly written: { readonly word: string; readonly root: (typeof roots)[number] }[] = [];
  /** Stored before the page was loaded anew. */
  readonly #former = new Set<string>();
  #words = 0;
  /** The document as somebody saw it who has been away since. */
  #seen: Uint8Array = Y.encodeStateAsUpdate(this.page.gate.doc);

  async take(step: Step): Promise<void> {
    const { page } = this;
    const { gate, live } = page;
    switch (step.kind) {
      case 'write':
        return this.#write(step.root);
      case 'other':
        return gate.write((doc) => insert(doc, step.root, this.#word('o'), 0));
      case 'refuse':
        return void gate.refuses.set(step.root.clause, 'clause.not-draft');
      case 'allow':
        return void gate.refuses.delete(step.root.clause);
      case 'cut':
        return gate.cut();
      case 'away':
        return live.place(null);
      case 'back':
        return live.place(1);
      case 'compose':
        return live.hold();
      case 'composed':
        return live.release();
      case 'stall':
        gate.holdStored = true;
        return;
      case 'store':
        return gate.store();
      case 'news':
        return live.news();
      case 'forget':
        gate.forgetful = true;
        return;
      case 'look':
        return void (this.#seen = Y.encodeStateAsUpdate(gate.doc));
      case 'wipe':
        return this.#wipe();
      case 'reload':
        return this.#reload();
      case 'turn':
        await Promise.resolve();
        return;
      case 'pass':
        return page.pass(step.ms);
    }
  }

  async heal(): Promise<void> {
    const { gate, live } = this.page;
    gate.store();
    live.release();
    live.place(1);
    await this.page.pass(30_000);
  }

  /** Words that are neither in the document nor kept for their writer. */
  lost(): string[] {
    const aside = [...this.page.model.aside.map(({ words }) => words), ...this.gone].join('\n');
    return this.written
      .filter(({ word, root }) => !(said(this.page.gate, root) ?? '').includes(word) && !aside.includes(word))
      .map(({ word }) => word);
  }

  /** Words that came into the document more than once. */
  doubled(): string[] {
    const times = (root: (typeof roots)[number], word: string): number =>
      (said(this.page.gate, root) ?? '').split(word).length - 1;
    return this.written.filter(({ word, root }) => times(root, word) > 1).map(({ word }) => word);
  }

  #write(root: (typeof roots)[number]): void {
    // Whoever is told that a clause was closed to them does not write in it.
    if (this.page.live.replica === null || this.page.model.refusing.has(root.clause)) return;
    const word = this.#word('m');
    this.page.write(root, word);
    this.written.push({ word, root });
  }

  /** What is stored by then another page has never written: whether it had been read when it goes, it is not told. */
  #reload(): void {
    const kept = JSON.stringify(this.page.live.unstored());
    for (const { word } of this.written) if (!kept.includes(word)) this.#former.add(word);
    this.page.reload();
  }

  /** Somebody takes a paragraph away, knowing no more of it than they saw. */
  #wipe(): void {
    const doc = new Y.Doc();
    Y.applyUpdate(doc, this.#seen);
    const before = Y.encodeStateVector(doc);
    const [root] = roots;
    const text = doc.getXmlFragment(rootOf(root));
    if (text.length === 0) return;
    this.gone.add(saidIn(doc, root) ?? '');
    const { gate, live } = this.page;
    for (const word of this.#former) if (said(gate, root)?.includes(word)) this.gone.add(word);
    // A page that is away, or has yet to open it, learns only that its stored words are gone, not whether they had been read.
    if (gate.connected === 0 || live.replica === null) this.gone.add(said(gate, root) ?? '');
    text.delete(0, 1);
    this.page.gate.take(Y.encodeStateAsUpdate(doc, before));
  }

  #word(by: string): string {
    this.#words += 1;
    return `${by}${this.#words};`;
  }
}

test('[PAGE-7] [PAGE-20] whatever the line, the store, the page and the clauses do, every word is in the document or kept for its writer', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 80, size: 'max' }), async (steps) => {
      const play = new Play();
      await play.page.open();
      for (const each of steps) await play.take(each);
      await play.heal();
      const { page } = play;
      const shown = roots.map((root) => page.says(root));
      const stored = roots.map((root) => said(page.gate, root));
      const { unsaved, line } = page.model;
      page.live.destroy();
      expect(play.lost()).toEqual([]);
      expect(play.doubled()).toEqual([]);
      expect(shown).toEqual(stored);
      expect({ unsaved, line: line.kind }).toEqual({ unsaved: false, line: 'open' });
    }),
    { numRuns: Number(process.env['RUNS'] ?? 150) },
  );
});
