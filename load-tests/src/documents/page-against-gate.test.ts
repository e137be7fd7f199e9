import { editBounds, type Root, rootOf } from '@parley/shared/agreement';
import { onTestFinished, expect, test } from 'vitest';
import { writeChanges } from '../../../client/src/agreement/binding/write.ts';
import { LiveDocument } from '../../../client/src/agreement/live/document.ts';
import type { OpenTube } from '../../../client/src/agreement/live/tube.ts';
import { schema } from '../../../client/src/agreement/testing/desk.ts';
import { ownEdits } from '../../../client/src/agreement/undo.ts';
import type { Wire } from '../../../server/src/agreement/connection.ts';
import { House, PRICE, settled, theAgreement } from '../../../server/src/agreement/testing/house.ts';
import { differing, wholeOf } from '../../../server/src/agreement/versions.ts';

/** What the page does, and what the server makes of it: nothing in between is played. */

const price: Root = { clause: PRICE, language: 'zh' };
type Node = ReturnType<typeof schema.node>;
const paragraph = (words: string): Node =>
  schema.node('paragraph', null, words === '' ? [] : schema.text(words));
const paragraphs = (count: number, words: string): Node[] =>
  Array.from({ length: count }, (_, index) => paragraph(`${words} ${index}`));

class RealPage {
  readonly live: LiveDocument;
  readonly #house: House;

  constructor(house: House, who: string) {
    this.#house = house;
    this.live = new LiveDocument({
      kind: 'agreement',
      ask: async (_name, input) => {
        const claimed = typeof input === 'object' && 'client' in input ? input.client : null;
        return (await house.ticket(who, theAgreement, claimed)) as never;
      },
      clock: {
        now: house.clock.now,
        today: house.clock.now,
        after: (ms, callback) => house.clock.after(ms, callback),
      },
      openTube: this.#tube,
      random: () => 0.5,
      changed: () => undefined,
      wrote: () => undefined,
      kept: null,
    });
    onTestFinished(() => this.live.destroy());
  }

  readonly #tube: OpenTube = (ticket, events) => {
    const connect = this.#house.redeem(ticket);
    const waiting: Uint8Array[] = [];
    let paused = false;
    const later = (act: () => void): void => void setImmediate(act);
    const wire: Wire = {
      unsent: 0,
      send: (bytes) => later(() => events.frame(new Uint8Array(bytes))),
      close: (code, reason) => later(() => events.closed({ code, reason })),
      pause: () => (paused = true),
      resume: () => {
        paused = false;
        later(read);
      },
    };
    const connection = connect(wire);
    const read = (): void => {
      while (!paused && !connection.ended) {
        const bytes = waiting.shift();
        if (bytes === undefined) return;
        if (bytes.length <= editBounds.bytes) connection.received(bytes);
        else {
          connection.gone('request.too-large');
          later(() => events.closed({ code: 1009, reason: '' }));
        }
      }
    };
    later(() => events.opened());
    return {
      send: (bytes) => {
        waiting.push(bytes);
        later(read);
      },
      close: () => connection.gone(),
    };
  };

  /** Puts these behind what is there, as the editor writes what was pasted. */
  paste(added: readonly Node[]): void {
    this.#write([...this.#shown.children, ...added]);
  }

  /** Goes on with the last paragraph. */
  type(words: string): void {
    const before = this.#shown.children;
    this.#write([...before.slice(0, -1), paragraph(`${before.at(-1)?.textContent ?? ''}${words}`)]);
  }

  #write(blocks: readonly Node[]): void {
    const { replica } = this.live;
    if (replica === null) throw new Error('nothing is open');
    const before = this.#shown;
    this.#shown = schema.node('doc', null, blocks);
    writeChanges(replica.textOf(price), before, this.#shown, null, ownEdits);
  }

  #shown = schema.node('doc', null, [paragraph('')]);

  get said(): string {
    return this.live.replica?.textOf(price).toJSON() ?? '';
  }
}

async function pass(house: House, done: () => boolean): Promise<void> {
  for (let turn = 0; turn < 1_000 && !done(); turn += 1) {
    await settled();
    await house.clock.pass(40, settled);
  }
}

const isSaved = (...pages: readonly RealPage[]): boolean =>
  pages.every(({ live: { model } }) => model.line.kind === 'open' && !model.unsaved);

async function opened(house: House, ...names: readonly string[]): Promise<RealPage[]> {
  const pages = names.map((name) => new RealPage(house, name));
  for (const { live } of pages) live.place(1);
  await pass(house, () => isSaved(...pages));
  return pages;
}

test('[EDIT-16] thousands of paragraphs written while the line was away', async () => {
  const house = await House.open('party');
  const [page] = await opened(house, 'party');
  page?.live.place(null);
  page?.paste(paragraphs(3_400, 'p'));
  page?.live.place(1);
  await pass(house, () => page !== undefined && isSaved(page));
  expect(house.counted.offences).toEqual([]);
  expect(page?.live.model).toMatchObject({ unsaved: false, aside: [], copy: 1 });
  const reader = await house.page('mediator');
  expect(reader.doc.getXmlFragment(rootOf(price)).length).toBe(3_400);
  expect(reader.text(rootOf(price)) === page?.said).toBe(true);
});

test('[EDIT-16] two who paste at one place, both without a line', async () => {
  const house = await House.open('party', 'respondent');
  const [one, two] = await opened(house, 'party', 'respondent');
  if (one === undefined || two === undefined) throw new Error('nobody came');
  for (const { live } of [one, two]) live.place(null);
  one.paste(paragraphs(1_000, 'one'));
  two.paste(paragraphs(300, 'two'));
  for (const { live } of [one, two]) live.place(1);
  await pass(house, () => isSaved(one, two) && one.said === two.said);
  expect(house.counted.offences).toEqual([]);
  for (const { live } of [one, two]) expect(live.model).toMatchObject({ aside: [], copy: 1 });
  expect(two.said === one.said).toBe(true);
  expect(two.live.replica?.textOf(price).length).toBe(1_300);
});

test('[EDIT-16] one text as long as a clause may be, and no sign of it torn apart', async () => {
  const house = await House.open('party');
  const [page] = await opened(house, 'party');
  page?.live.place(null);
  page?.paste([paragraph('甲𠮷'.repeat(33_000))]);
  page?.live.place(1);
  await pass(house, () => page !== undefined && isSaved(page));
  expect(house.counted.offences).toEqual([]);
  expect(page?.live.model.aside).toEqual([]);
  expect((await house.page('mediator')).text(rootOf(price)).includes('甲𠮷'.repeat(33_000))).toBe(true);
});

test('[EDIT-16] what is longer than a clause may be is put aside, and no offence', async () => {
  const house = await House.open('party');
  const [page] = await opened(house, 'party');
  const long = '甲'.repeat(150_000);
  page?.live.place(null);
  page?.paste([paragraph(long)]);
  page?.live.place(1);
  await pass(house, () => page !== undefined && isSaved(page) && page.live.model.aside.length > 0);
  expect(house.counted.offences).toEqual([]);
  expect(page?.live.model.aside.map(({ words, why }) => [words.trim().length, why.kind])).toEqual([
    [150_000, 'refused'],
  ]);
});

test('[VER-11] what a version that is put back says again, or takes away, is no news to who wrote it', async () => {
  const house = await House.open('party', 'respondent');
  const { documents, actor } = house;
  const [one, two] = await opened(house, 'party', 'respondent');
  if (one === undefined || two === undefined) throw new Error('nobody came');
  one.type('thirty thousand');
  await pass(house, () => isSaved(one, two) && two.said === one.said);
  const then = await wholeOf({ actor, documents }, theAgreement, async (whole) => {
    await house.ask('mediator', { type: 'version.make', name: 'then', ...whole });
    return whole;
  });
  const asThen = one.said;
  one.type(' in June');
  await pass(house, () => isSaved(one, two) && two.said === one.said);
  await wholeOf({ actor, documents }, theAgreement, async ({ words }) => {
    const frozen = then.words.map(({ clause, texts }) => ({ id: clause, state: 'draft' as const, texts }));
    await house.ask('mediator', {
      type: 'version.restore',
      document: theAgreement,
      version: then.id,
      clauses: differing(frozen, words),
    });
  });
  await pass(house, () => isSaved(one, two) && one.said === asThen && two.said === asThen);
  expect([one.said, two.said]).toEqual([asThen, asThen]);
  for (const { live } of [one, two]) expect(live.model.aside).toEqual([]);
});

test('[PAGE-7] [VER-11] what was written meanwhile, and nobody saw who put a version back, is put aside', async () => {
  const house = await House.open('party');
  const { documents, actor } = house;
  const [page] = await opened(house, 'party');
  if (page === undefined) throw new Error('nobody came');
  page.type('thirty thousand');
  await pass(house, () => isSaved(page));
  await wholeOf({ actor, documents }, theAgreement, async (whole) => {
    await house.ask('mediator', { type: 'version.make', name: 'then', ...whole });
    page.live.place(null);
    page.type(' in June');
    await house.ask('mediator', {
      type: 'version.restore',
      document: theAgreement,
      version: whole.id,
      clauses: whole.words.map(({ clause, texts }) => ({ id: clause, texts: clause === PRICE ? texts : {} })),
    });
  });
  page.live.place(1);
  await pass(house, () => isSaved(page));
  expect(page.said).toBe('<paragraph>thirty thousand</paragraph>');
  expect(page.live.model.aside.map(({ words, why }) => [words, why.kind])).toEqual([
    [' in June', 'orphaned'],
  ]);
});
