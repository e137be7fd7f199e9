import { canonicalText, clausesIn, type DocumentRef, noText, type Standing } from '@parley/shared/agreement';
import { ClauseId, ProposalId, RoomId } from '@parley/shared/ids';
import { participant, room } from '@parley/shared/session/testing';
import { describe, expect, test } from 'vitest';
import type { ClauseWords } from './documents.ts';
import { House, price, PRICE, settled, term, theAgreement } from './testing/house.ts';
import { wholeOf } from './versions.ts';

/** What is said of clauses, as canonical text. */
const said = (words: readonly ClauseWords[]): readonly (string | undefined)[] =>
  words.map(({ texts }) => (texts['zh'] === undefined ? undefined : canonicalText(texts['zh'])));

const read = (house: House, ref: DocumentRef = theAgreement) =>
  house.documents.withTexts(ref, null, async (words) => said(words));

describe('[EDIT-5] nothing that was under way lands after words were read to be decided about', () => {
  test('an edit that is being stored is in them', async () => {
    const house = await House.open('party', 'respondent');
    const one = await house.page('party');
    house.store.held = true;
    one.write(price, 'on its way');
    await house.pass();
    const deciding = house.documents.withTexts(theAgreement, [PRICE], async (words) => said(words));
    await settled();
    house.store.release();
    expect(await deciding).toEqual(['on its way']);
  });

  test('an edit that comes while it is decided waits, and is judged by what was decided', async () => {
    const house = await House.open('party', 'respondent');
    const one = await house.page('party');
    one.write(price, 'seen');
    await house.pass();
    const decision = Promise.withResolvers<void>();
    const deciding = house.documents.withTexts(theAgreement, [PRICE], async (words) => {
      await decision.promise;
      await house.ask('mediator', { type: 'clause.propose', clause: PRICE });
      return said(words);
    });
    await settled();
    one.write(price, 'too late');
    one.write(term, 'elsewhere');
    await house.pass();
    expect(one.stored).toBe(1);
    decision.resolve();
    expect(await deciding).toEqual(['seen']);
    await house.pass();
    expect(one.refused).toEqual([{ clauses: [PRICE], code: 'clause.not-draft' }]);
    expect(await read(house)).toEqual(['elsewhere', 'seen']);
  });

  test('a decision that fails lets everyone go on', async () => {
    const house = await House.open('party');
    const one = await house.page('party');
    await expect(
      house.documents.withTexts(theAgreement, [PRICE], async () => {
        throw new Error('no');
      }),
    ).rejects.toThrow('no');
    one.write(price, 'goes on');
    await house.pass();
    expect(one.stored).toBe(1);
  });

  test('two decisions come one after the other', async () => {
    const house = await House.open('party');
    const order: string[] = [];
    const decide = (name: string) =>
      house.documents.withTexts(theAgreement, [PRICE], async () => {
        order.push(`${name} begins`);
        await settled();
        order.push(`${name} ends`);
      });
    await Promise.all([decide('one'), decide('two')]);
    expect(order).toEqual(['one begins', 'one ends', 'two begins', 'two ends']);
  });

  test('while nothing can be stored nothing is decided, and it is said so', async () => {
    const house = await House.open('party');
    const one = await house.page('party');
    house.store.held = true;
    one.write(price, 'x');
    await house.pass();
    const decided = read(house).catch((error: unknown) => error);
    await settled();
    await house.clock.pass(5_000, settled);
    expect(await decided).toMatchObject({ code: 'store.unavailable' });
    house.store.release();
    await house.pass();
    expect(one.stored).toBe(1);
  });

  test('what does not exist has no words', async () => {
    const house = await House.open('party');
    const draft = { kind: 'draft', room: room('caucus') } as const;
    await expect(read(house, draft)).rejects.toMatchObject({ code: 'document.unknown' });
    const unknown = house.documents.withTexts(
      theAgreement,
      [ClauseId.parse('nothing-')],
      async () => undefined,
    );
    await expect(unknown).rejects.toMatchObject({ code: 'clause.unknown' });
  });
});

const emptied = ProposalId.parse('proposal');

/** The party would have no words in the first clause. */
const wouldBeEmpty = (house: House): Promise<void> =>
  house.ask('party', {
    type: 'proposal.make',
    id: emptied,
    change: { kind: 'change', clause: PRICE, texts: { zh: noText, en: noText } },
    base: { zh: 'old words', en: '' },
    note: '',
  });

const accepted = (house: House, standing: Standing): Promise<void> =>
  house.ask('respondent', { type: 'proposal.accept', proposal: emptied, standing });

describe('[EDIT-6] what the session decides about words is in the document, once', () => {
  const start = async (house: House, document: DocumentRef, who: string): Promise<ClauseId[]> => {
    const ids = Array.from({ length: 40 }, (_, index) => ClauseId.parse(`seeded-${index}-`));
    const used = ids.slice(0, clausesIn('people-mediation'));
    await house.ask(who, {
      type: 'agreement.start',
      document,
      template: 'people-mediation',
      languages: ['zh', 'en'],
      prevailing: 'zh',
      ids: used,
    });
    return used;
  };
  const caucus = async (house: House, ...names: readonly string[]): Promise<DocumentRef> => {
    const made = RoomId.parse('the-caucus');
    const participants = names.map(participant);
    await house.ask('mediator', {
      type: 'caucus.open',
      room: made,
      title: 'c',
      participants,
      minutes: null,
      mixing: participants,
    });
    await house.settle();
    return { kind: 'draft', room: made };
  };

  test("a template's words are there for whoever opens it, and after a restart not twice", async () => {
    const house = await House.open('party', 'respondent');
    const draft = await caucus(house, 'party');
    const [first] = await start(house, draft, 'party');
    // Nothing but the page has asked for the document yet.
    const page = await house.page('party', draft);
    expect(page.text(`${first}/zh`)).toContain('人民调解协议书');
    const words = await read(house, draft);
    expect(words.join()).toContain('人民调解协议书');
    await house.restart();
    expect(await read(house, draft)).toEqual(words);
    expect(house.store.of({ session: house.actor.id, document: 'the-caucus' }).rows).toHaveLength(1);
  });

  test('they come to pages that are open already, and what was written there goes', async () => {
    const house = await House.open('party', 'respondent');
    const one = await house.page('party');
    one.write(price, 'old words');
    await house.pass();
    await wouldBeEmpty(house);
    await wholeOf(house, theAgreement, (standing) => accepted(house, standing));
    await house.pass();
    expect(one.text(price)).toBe('');
    one.write(price, 'written since');
    await house.pass();
    await house.restart();
    // Words that are none were put in once, and take nothing away again.
    expect(await read(house)).toEqual(['', 'written since']);
  });

  test('[EDIT-22] what comes while it is decided is not taken away: nobody who decided had seen it', async () => {
    const house = await House.open('party', 'respondent');
    const one = await house.page('party');
    one.write(price, 'old words');
    await house.pass();
    await wouldBeEmpty(house);
    await wholeOf(house, theAgreement, async (standing) => {
      one.write(price, 'unseen');
      one.flush();
      await settled();
      await accepted(house, standing);
    });
    await house.pass();
    expect([one.stored, one.sent]).toEqual([2, 2]);
    expect(await read(house)).toEqual(['', 'unseen']);
    expect(one.text(price)).toContain('unseen');
    await house.restart();
    expect(await read(house)).toEqual(['', 'unseen']);
  });

  test('[AGR-18] the name they are written under counts the decisions about that document, and nothing else', async () => {
    const namesAfter = async (elsewhere: (house: House) => Promise<unknown>): Promise<readonly number[]> => {
      const house = await House.open('party', 'counsel', 'respondent');
      const one = await house.page('respondent');
      await elsewhere(house);
      await wouldBeEmpty(house);
      await wholeOf(house, theAgreement, (standing) => accepted(house, standing));
      await house.pass();
      return [...one.doc.store.clients.keys()].filter((name) => name >= 2 ** 32);
    };
    const quiet = await namesAfter(async () => undefined);
    expect(quiet.length).toBeGreaterThan(0);
    const aside = await namesAfter(async (house) => {
      const draft = await caucus(house, 'party', 'counsel');
      await start(house, draft, 'party');
    });
    expect(aside).toEqual(quiet);
  });

  test('a draft is open to those in its caucus, and ends with it', async () => {
    const house = await House.open('party', 'counsel', 'respondent');
    const draft = await caucus(house, 'party', 'counsel');
    await start(house, draft, 'party');
    const one = await house.page('party', draft);
    const two = await house.page('counsel', draft);
    for (const outsider of ['mediator', 'respondent']) {
      await expect(house.ticket(outsider, draft)).rejects.toMatchObject({ code: 'document.unknown' });
    }
    const nowhere: DocumentRef = { kind: 'draft', room: RoomId.parse('no-such-room') };
    await expect(house.ticket('respondent', nowhere)).rejects.toMatchObject({ code: 'document.unknown' });
    one.write(`seeded-0-/zh`, 'between us');
    await house.pass();
    expect(two.text('seeded-0-/zh')).toContain('between us');
    await house.ask('mediator', { type: 'caucus.close', room: RoomId.parse('the-caucus') });
    expect([one.closed?.code, two.closed?.code]).toEqual([4001, 4001]);
    await expect(read(house, draft)).rejects.toMatchObject({ code: 'document.unknown' });
  });

  test('[EDIT-7] what is typed and deleted in a draft is in no byte that anyone outside it is sent', async () => {
    const house = await House.open('party', 'counsel', 'respondent');
    const outside = await house.page('respondent');
    const draft = await caucus(house, 'party', 'counsel');
    await start(house, draft, 'party');
    const one = await house.page('party', draft);
    await house.page('counsel', draft);
    const before = outside.heard.length;
    one.write('seeded-0-/zh', 'BOTTOMLINE');
    await house.pass();
    one.doc.getXmlFragment('seeded-0-/zh').delete(0, 1);
    one.awareness.setLocalState({ clause: 'seeded-0-', language: 'zh', anchor: {}, head: {} });
    await house.pass();
    expect(outside.heard.length).toBe(before);
    const everything = Buffer.concat([...outside.heard, house.store.bytes()]);
    expect(everything.includes('BOTTOMLINE')).toBe(false);
  });
});
