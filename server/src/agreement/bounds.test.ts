import { createHash, randomBytes } from 'node:crypto';
import { RoomId } from '@parley/shared/ids';
import { participant } from '@parley/shared/session/testing';
import * as encoding from 'lib0/encoding';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { House, price, PRICE, settled, term, theAgreement } from './testing/house.ts';
import type { Page } from './testing/page.ts';
import { rawUpdate } from './testing/raw.ts';

const frame = (...parts: readonly (number | Uint8Array | string)[]): Uint8Array => {
  const encoder = encoding.createEncoder();
  for (const part of parts) {
    if (typeof part === 'number') encoding.writeVarUint(encoder, part);
    else if (typeof part === 'string') encoding.writeVarString(encoder, part);
    else encoding.writeVarUint8Array(encoder, part);
  }
  return encoding.toUint8Array(encoder);
};

/** Where a caret is, as a page of ours tells it. */
const caret = (over: object = {}): object => ({
  clause: PRICE,
  language: 'zh',
  anchor: { tname: price, item: { client: 1, clock: 2 }, assoc: 0 },
  head: { tname: price },
  ...over,
});

const seen = (page: Page, of: Page): unknown => page.awareness.getStates().get(of.client);

describe('[EDIT-8] carets', () => {
  test('are told under the name the server knows, to those who see the person, and kept nowhere', async () => {
    const house = await House.open('party', 'respondent');
    const [one, other] = [await house.page('party'), await house.page('respondent')];
    one.awareness.setLocalState(caret({ name: 'Judge', participant: 'somebody', html: '<b>' }));
    await house.pass();
    expect(seen(other, one)).toEqual(caret({ participant: participant('party'), name: 'Li' }));
    const late = await house.page('mediator');
    expect(seen(late, one)).toMatchObject({ name: 'Li' });
    one.awareness.setLocalState(null);
    await house.clock.pass(50, settled);
    await house.pass();
    expect(seen(other, one)).toBeUndefined();
    expect(house.store.documents.get(`${house.actor.id}/agreement`)?.rows).toEqual([]);
  });

  test('go with their page', async () => {
    const house = await House.open('party', 'respondent');
    const [one, other] = [await house.page('party'), await house.page('respondent')];
    one.awareness.setLocalState(caret());
    await house.pass();
    one.drop();
    await house.pass();
    expect(seen(other, one)).toBeUndefined();
  });

  test('are nobody else’s to tell of, and no caret if they are of no shape', async () => {
    const house = await House.open('party', 'respondent');
    const [one, other] = [await house.page('party'), await house.page('respondent')];
    const states = encoding.createEncoder();
    encoding.writeVarUint(states, 1);
    encoding.writeVarUint(states, other.client);
    encoding.writeVarUint(states, 9_999);
    encoding.writeVarString(states, JSON.stringify(caret()));
    one.raw(frame(1, encoding.toUint8Array(states)));
    one.awareness.setLocalState(caret({ anchor: { tname: 'x'.repeat(200) } }));
    await house.pass();
    expect(seen(other, one)).toBeUndefined();
    expect(other.awareness.getStates().get(other.client)).toBeUndefined();
    expect(one.closed).toBeNull();
  });

  test('of somebody in another room are not shown, and are no more once they go there', async () => {
    const house = await House.open('party', 'respondent');
    const [one, other] = [await house.page('party'), await house.page('respondent')];
    const made = RoomId.parse('the-caucus');
    await house.ask('mediator', {
      type: 'caucus.open',
      room: made,
      title: 'c',
      participants: [participant('party')],
      minutes: null,
      mixing: [],
    });
    await house.settle();
    const away = await house.page('party');
    away.awareness.setLocalState(caret());
    await house.pass();
    expect(seen(other, away)).toBeUndefined();
    // Who conducts sees everyone.
    expect(seen(await house.page('mediator'), away)).toMatchObject({ name: 'Li' });
    const heard = other.heard.length;
    away.awareness.setLocalState(caret({ head: { tname: term } }));
    await house.clock.pass(60, settled);
    await house.pass();
    expect(other.heard.length).toBe(heard);
    expect(one.closed?.code).toBe(4001);
  });

  test('move so often at most, however often they are said to', async () => {
    const house = await House.open('party', 'respondent');
    const [one, other] = [await house.page('party'), await house.page('respondent')];
    const heard = other.heard.length;
    for (let index = 0; index < 200; index += 1) {
      one.awareness.setLocalState(caret({ head: { tname: `${price}${index % 7}` } }));
    }
    await house.pass();
    await house.clock.pass(200, settled);
    await house.pass();
    expect(other.heard.length - heard).toBe(2);
    expect(seen(other, one)).toMatchObject({ head: { tname: `${price}${199 % 7}` } });
  });
});

describe('[EDIT-9] what is too much', () => {
  test('a clause longer than it may be takes no more, and is told so', async () => {
    const house = await House.open('party', 'respondent');
    const one = await house.page('party');
    one.write(price, '字'.repeat(60_000));
    one.write(price, '字'.repeat(39_000));
    await house.pass();
    expect(one.refused).toEqual([]);
    one.write(price, '字'.repeat(2_000));
    one.write(term, 'goes on');
    await house.pass();
    expect(one.refused).toEqual([{ clauses: [PRICE], code: 'clause.too-long' }]);
    // What is taken out makes room again.
    const again = await house.page('party');
    again.doc.getXmlFragment(price).delete(0, 1);
    again.write(price, '字'.repeat(30_000));
    await house.pass();
    expect(again.refused).toEqual([]);
    expect(again.stored).toBe(again.sent);
  });

  test.each<readonly [what: string, bytes: Uint8Array]>([
    ['nothing at all', new Uint8Array()],
    ['a message of no kind', frame(5)],
    ['a permission', frame(2, 0, 'no')],
    ['a sync of no kind', frame(0, 3, new Uint8Array(2))],
    ['a truncated one', frame(0, 2).subarray(0, 2)],
    ['bytes behind its end', new Uint8Array([...frame(0, 2, new Uint8Array(2)), 7])],
    ['a vector that is none', frame(0, 0, new Uint8Array([200, 1, 1]))],
    ['an update that is none', frame(0, 2, new Uint8Array([9, 9, 9]))],
    ['an acknowledgement', frame(7, 1)],
    [
      'a gap that nothing fills',
      frame(0, 1, rawUpdate([{ client: 101, clock: 50, structs: [{ content: { gone: 1 } }] }])),
    ],
  ])('%s ends the line of its sender alone', async (_, bytes) => {
    const house = await House.open('party', 'respondent');
    const [one, other] = [await house.page('party'), await house.page('respondent')];
    one.raw(bytes);
    await house.pass();
    expect(one.closed).toEqual({ code: 4400, reason: 'document.bad-edit' });
    other.write(price, 'fine');
    await house.pass();
    expect(other.stored).toBe(1);
    // Its page begins again under another name, or it would send the same for ever.
    expect((await house.ticket('party', theAgreement, one.client)).client).not.toBe(one.client);
  });

  test('who sends faster than it is stored is not read from, and loses nothing', async () => {
    const house = await House.open('party', 'respondent');
    const [one, other] = [await house.page('party'), await house.page('respondent')];
    house.store.held = true;
    for (let index = 0; index < 30; index += 1)
      one.write(index % 2 === 0 ? price : term, 'x'.repeat(3_000).repeat(10));
    one.doc.getXmlFragment(price).delete(0, 14);
    one.doc.getXmlFragment(term).delete(0, 14);
    await house.pass();
    expect(one.paused).toBe(true);
    house.store.release();
    await house.pass();
    expect(one.paused).toBe(false);
    expect(one.stored).toBe(one.sent);
    expect(other.text(price)).toBe(one.text(price));
  });

  test('who takes too much of the server’s time waits, and nobody else does', async () => {
    const house = await House.open('party', 'respondent');
    const [one, other] = [await house.page('party'), await house.page('respondent')];
    house.drag = 20;
    for (let index = 0; index < 40; index += 1) one.write(price, `${index}`);
    await house.pass();
    expect(one.paused).toBe(true);
    expect(one.stored).toBeLessThan(40);
    other.write(term, 'at once');
    await house.pass();
    expect(other.stored).toBe(1);
    for (let index = 0; index < 400 && one.stored < 40; index += 1) {
      await house.clock.pass(1_000, settled);
      await house.pass();
    }
    expect(one.stored).toBe(40);
  });

  test('a reader that does not keep up is let go', async () => {
    const house = await House.open('party', 'respondent');
    const [one, other] = [await house.page('party'), await house.page('respondent')];
    other.unsent = 5 * 1024 * 1024;
    one.write(price, 'x');
    await house.pass();
    expect(other.closed).toEqual({ code: 1013, reason: 'connection.lost' });
    expect(one.stored).toBe(1);
  });

  test('a line on which nothing is said is told that it lives', async () => {
    const house = await House.open('party');
    const one = await house.page('party');
    const heard = one.heard.length;
    await house.clock.pass(30_000, settled);
    expect(one.heard.length - heard).toBe(3);
  });
});

describe('[EDIT-10] when the store is not as it was', () => {
  test('while it is away people go on writing, nothing is acknowledged, and then everything is', async () => {
    const house = await House.open('party', 'respondent');
    const [one, other] = [await house.page('party'), await house.page('respondent')];
    house.store.held = true;
    house.store.away = true;
    for (let index = 0; index < 20; index += 1) one.write(price, `${index}`);
    await house.pass();
    await house.clock.pass(10_000, settled);
    expect([one.stored, one.closed, other.text(price)]).toEqual([0, null, '']);
    house.store.away = false;
    house.store.release();
    await house.pass();
    expect([one.stored, other.text(price)]).toEqual([20, one.text(price)]);
  });

  test('another writer ends every line; the pages come back to what is stored and lose nothing', async () => {
    const house = await House.open('party', 'respondent');
    const [one, other] = [await house.page('party'), await house.page('respondent')];
    one.write(price, 'before');
    await house.pass();
    const { rows } = house.store.of({ session: house.actor.id, document: 'agreement' });
    const stranger = new Y.Doc();
    stranger.getXmlFragment(term).insert(0, [new Y.XmlElement('paragraph')]);
    rows.push({ client: 9, participant: null, at: 1, update: Y.encodeStateAsUpdate(stranger) });
    one.write(price, 'meanwhile');
    await house.pass();
    expect([one.closed, other.closed]).toEqual([
      { code: 1012, reason: 'connection.lost' },
      { code: 1012, reason: 'connection.lost' },
    ]);
    expect(one.stored).toBe(1);
    await house.page('party', theAgreement, one);
    await house.page('respondent', theAgreement, other);
    expect(other.text(price)).toBe('<paragraph>meanwhile</paragraph><paragraph>before</paragraph>');
    expect(other.text(term)).toBe('<paragraph></paragraph>');
    expect(one.text(term)).toBe(other.text(term));
  });
});

test('[EDIT-11] no log has a word of anyone’s, and no metric either', async () => {
  const house = await House.open('party', 'respondent');
  const [one, other] = [await house.page('party'), await house.page('respondent')];
  const words = createHash('sha256').update(randomBytes(8)).digest('hex');
  one.write(price, words);
  other.awareness.setLocalState(caret());
  await house.pass();
  one.raw(frame(0, 2, new Uint8Array(Buffer.from(words))));
  await house.pass();
  expect(one.closed?.code).toBe(4400);
  expect(house.logged.join('')).not.toContain(words);
  expect(house.logged.join('')).toContain('document.bad-edit');
  const { ticket } = await house.ticket('party');
  house.redeem(ticket);
  expect(() => house.redeem(ticket)).toThrow(expect.objectContaining({ code: 'document.ticket' }));
  expect(house.logged.join('')).not.toContain(ticket);
});

test('[EDIT-9] an edit that takes too long is not stored; its writer is cut off, and everyone else comes back', async () => {
  const house = await House.open('party', 'respondent');
  const [one, other] = [await house.page('party'), await house.page('respondent')];
  other.write(term, 'there before');
  await house.pass();
  house.drag = 50;
  one.doc.transact(() => {
    for (let index = 0; index < 400; index += 1) one.write(price, 'DEAR');
  });
  await house.pass();
  expect(one.closed).toEqual({ code: 4400, reason: 'document.bad-edit' });
  expect(other.closed).toEqual({ code: 1012, reason: 'connection.lost' });
  expect(house.store.bytes().includes('DEAR')).toBe(false);
  house.drag = 0;
  const again = await house.page('respondent', theAgreement, other);
  expect([again, again.text(term), again.text(price)]).toEqual([
    other,
    '<paragraph>there before</paragraph>',
    '',
  ]);
});

test('a long edit is taken in parts, whole, and in its order', async () => {
  const house = await House.open('party', 'respondent');
  const [one, other] = [await house.page('party'), await house.page('respondent')];
  one.doc.transact(() => {
    for (let index = 0; index < 400; index += 1) one.write(price, `${index}`);
    one.doc.getXmlFragment(price).delete(100, 50);
  });
  one.write(price, 'and on');
  // Whoever asks while it is taken is told all of it or nothing.
  const late = await house.knock('mediator');
  for (let turn = 0; turn < 20; turn += 1) await house.pass();
  expect(one.stored).toBe(2);
  for (const page of [other, late]) expect(page.text(price)).toBe(one.text(price));
});
