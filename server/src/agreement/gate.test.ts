import { ConnectionId, DeviceId } from '@parley/shared/ids';
import { participant, room } from '@parley/shared/session/testing';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { Page } from './testing/page.ts';
import { House, price, PRICE, settled, term } from './testing/house.ts';

const pages = async (house: House, ...names: readonly string[]) =>
  Promise.all(names.map((name) => house.page(name)));

describe('writing together', () => {
  test('what one writes reaches everyone, and is acknowledged', async () => {
    const house = await House.open('party', 'respondent');
    const [one, other] = await pages(house, 'party', 'respondent');
    one?.write(price, '甲方支付');
    other?.write(term, 'two years');
    await house.pass();
    for (const page of [one, other]) {
      expect(page?.text(price)).toBe('<paragraph>甲方支付</paragraph>');
      expect(page?.text(term)).toBe('<paragraph>two years</paragraph>');
      expect(page).toMatchObject({ sent: 1, stored: 1, refused: [], closed: null });
    }
  });

  test('[EDIT-1] nothing is told or acknowledged before it is on disk', async () => {
    const house = await House.open('party', 'respondent');
    const [one, other] = await pages(house, 'party', 'respondent');
    house.store.held = true;
    one?.write(price, 'words');
    await house.pass();
    expect([one?.stored, other?.text(price)]).toEqual([0, '']);
    // Whoever comes meanwhile is told no more, and waits.
    const late = await house.page('mediator');
    expect([late.synced, late.heard]).toEqual([false, []]);
    house.store.release();
    await house.pass();
    expect([one?.stored, other?.text(price), late.text(price)]).toEqual([
      1,
      '<paragraph>words</paragraph>',
      '<paragraph>words</paragraph>',
    ]);
  });

  test('what was acknowledged is there after a restart, each page going on under its name', async () => {
    const house = await House.open('party', 'respondent');
    const [one, other] = await pages(house, 'party', 'respondent');
    one?.write(price, 'kept');
    await house.pass();
    await house.restart();
    one?.write(price, 'while away');
    other?.write(term, 'also');
    const again = await house.page('party', undefined, one);
    expect(again).toBe(one);
    await house.page('respondent', undefined, other);
    for (const page of [one, other]) {
      expect(page?.text(price)).toBe('<paragraph>while away</paragraph><paragraph>kept</paragraph>');
      expect(page?.text(term)).toBe('<paragraph>also</paragraph>');
      expect(page?.stored).toBe(page?.sent);
    }
  });

  test('what is typed on a line that has just come back waits for what was typed before', async () => {
    const house = await House.open('party', 'respondent');
    const [one, other] = await pages(house, 'party', 'respondent');
    if (one === undefined) throw new Error('no page');
    one.write(price, 'first');
    await house.pass();
    one.drop();
    one.write(price, 'away');
    await house.knock('party', undefined, one);
    one.write(price, 'back');
    one.flush();
    await settled();
    expect([one.sent, one.stored]).toEqual([1, 0]);
    await house.pass();
    expect(one.sent).toBe(2);
    expect(one.stored).toBe(2);
    expect(other?.text(price)).toBe(one.text(price));
    expect(one.closed).toBeNull();
  });

  test('a page that comes back before its old line was missed does not lose what is on its way', async () => {
    const house = await House.open('party', 'respondent');
    const one = await house.page('party');
    house.store.held = true;
    one.write(price, 'on its way');
    await house.pass();
    // The page opens another line; the server has not noticed the end of the first.
    const { ticket } = await house.ticket('party', undefined, one.client);
    const old = one.closed;
    one.open(house.redeem(ticket));
    await house.pass();
    expect(old).toBeNull();
    expect(one.synced).toBe(false);
    house.store.release();
    await house.pass();
    const other = await house.page('respondent');
    expect(other.text(price)).toBe('<paragraph>on its way</paragraph>');
  });
});

describe('[EDIT-2] what may not be written', () => {
  test('is refused by name, and neither the line nor what is written elsewhere suffers', async () => {
    const house = await House.open('party', 'respondent');
    const [one, other] = await pages(house, 'party', 'respondent');
    await house.ask('mediator', { type: 'clause.pen', clause: PRICE, pen: { kind: 'mediator' } });
    one?.write(price, 'SECRET');
    one?.write(term, 'fine');
    await house.pass();
    expect(one?.refused).toEqual([{ clauses: [PRICE], code: 'clause.not-your-pen' }]);
    expect(one).toMatchObject({ sent: 2, stored: 2, closed: null });
    expect(other?.text(price)).toBe('');
    expect(other?.text(term)).toBe('<paragraph>fine</paragraph>');
    for (const bytes of [house.store.bytes(), ...(other?.heard ?? [])].map((each) => Buffer.from(each))) {
      expect(bytes.includes('SECRET')).toBe(false);
    }
  });

  test.each([
    [
      'a clause that was put to the sides',
      async (house: House) => house.ask('mediator', { type: 'clause.propose', clause: PRICE }),
      'clause.not-draft',
    ],
    [
      'a clause that was taken out',
      async (house: House) => house.remove('mediator', PRICE),
      'clause.unknown',
    ],
  ] as const)('%s', async (_, change, code) => {
    const house = await House.open('party', 'respondent');
    const one = await house.page('party');
    await change(house);
    one.write(price, 'late');
    await house.pass();
    expect(one.refused).toEqual([{ clauses: [PRICE], code }]);
  });

  test('a language the document is not in, a clause it never had, an observer', async () => {
    const house = await House.open('party', 'observer');
    const [one, watching] = await pages(house, 'party', 'observer');
    one?.write('price---/fr', 'en plus');
    one?.write('no-such-clause/zh', 'x');
    watching?.write(price, 'x');
    await house.pass();
    expect(one?.refused.map(({ code }) => code)).toEqual(['clause.unknown', 'clause.unknown']);
    expect(watching?.refused.map(({ code }) => code)).toEqual(['role.not-allowed']);
  });

  test('what is written beside refused words is taken once it may be; what is written into them is refused with them', async () => {
    const house = await House.open('party');
    const one = await house.page('party');
    await house.ask('mediator', { type: 'clause.pen', clause: PRICE, pen: { kind: 'mediator' } });
    one.write(price, 'refused');
    await house.pass();
    await house.ask('mediator', { type: 'clause.pen', clause: PRICE, pen: { kind: 'everyone' } });
    const [refused] = one.doc.getXmlFragment(price).toArray();
    one.write(price, 'beside them');
    await house.pass();
    expect(one.refused).toEqual([{ clauses: [PRICE], code: 'clause.not-your-pen' }]);
    expect((await house.page('mediator')).text(price)).toBe('<paragraph>beside them</paragraph>');
    if (refused instanceof Y.XmlElement) refused.insert(0, [new Y.XmlText('into them')]);
    await house.pass();
    expect(one.refused).toHaveLength(2);
    expect(house.store.bytes().includes('into them')).toBe(false);
  });

  test('a page that never heard of a refusal is rid of the words when it comes back, and goes on', async () => {
    const house = await House.open('party', 'respondent');
    const [one, other] = [await house.page('party'), await house.page('respondent')];
    await house.ask('mediator', { type: 'clause.pen', clause: PRICE, pen: { kind: 'mediator' } });
    one.write(price, 'refused');
    one.flush();
    await settled();
    one.drop();
    await house.ask('mediator', { type: 'clause.pen', clause: PRICE, pen: { kind: 'everyone' } });
    one.write(price, 'away');
    await house.page('party', undefined, one);
    one.write(price, 'back');
    await house.pass();
    for (const page of [one, other]) {
      expect(page.text(price)).toBe('<paragraph>back</paragraph><paragraph>away</paragraph>');
    }
    expect(one.refused).toEqual([]);
  });
});

describe('[EDIT-3] whose line it is', () => {
  test("another's name is refused, and the line with it", async () => {
    const house = await House.open('party', 'respondent');
    const [one, other] = await pages(house, 'party', 'respondent');
    if (one === undefined || other === undefined) throw new Error('no page');
    one.doc.clientID = other.client;
    one.write(price, 'as if by another');
    await house.pass();
    expect(one.closed).toEqual({ code: 4400, reason: 'document.foreign-client' });
    other.write(price, 'mine');
    await house.pass();
    expect(other.stored).toBe(1);
    expect(house.store.bytes().includes('as if')).toBe(false);
    expect(house.counted.offences).toEqual(['document.foreign-client']);
  });

  test('nobody goes on under the name of another', async () => {
    const house = await House.open('party', 'respondent');
    const other = await house.page('respondent');
    const { client } = await house.ticket('party', undefined, other.client);
    expect(client).not.toBe(other.client);
  });

  test('a ticket is good once, and for a minute', async () => {
    const house = await House.open('party');
    const { ticket } = await house.ticket('party');
    house.redeem(ticket);
    expect(() => house.redeem(ticket)).toThrow(expect.objectContaining({ code: 'document.ticket' }));
    const { ticket: late } = await house.ticket('party');
    await house.clock.pass(60_000, settled);
    expect(() => house.redeem(late)).toThrow(expect.objectContaining({ code: 'document.ticket' }));
  });
});

describe('[EDIT-4] a line ends with what it stands on, at once', () => {
  const moved: readonly (readonly [what: string, act: (house: House) => Promise<void>, code: string])[] = [
    [
      'a move into a caucus',
      (house) =>
        house.ask('mediator', {
          type: 'caucus.open',
          room: room('caucus'),
          title: 'c',
          participants: [participant('party')],
          minutes: null,
          mixing: [],
        }),
      'room.not-settled',
    ],
    ['leaving', (house) => house.ask('party', { type: 'session.leave' }), 'room.not-in'],
    [
      'being put out',
      (house) =>
        house.ask('mediator', { type: 'participant.remove', participant: participant('party'), reason: 'x' }),
      'room.not-in',
    ],
    [
      'an adjournment',
      (house) => house.ask('mediator', { type: 'session.adjourn', note: '' }),
      'room.not-in',
    ],
    [
      'a lost line',
      (house) =>
        house.tell(
          {
            type: 'line.lost',
            participant: participant('party'),
            connection: ConnectionId.parse('c-party_'),
          },
          { kind: 'server' },
        ),
      'connection.lost',
    ],
    [
      'another device',
      (house) =>
        house.tell(
          {
            type: 'line.connected',
            participant: participant('party'),
            connection: ConnectionId.parse('elsewhere'),
            device: DeviceId.parse('another-device'),
            takeOver: true,
          },
          { kind: 'server' },
        ),
      'connection.superseded',
    ],
  ];
  test.each(moved)('%s', async (_, act, code) => {
    const house = await House.open('party', 'respondent');
    const [one, other] = await pages(house, 'party', 'respondent');
    one?.write(price, 'typed just before');
    await act(house);
    expect(one?.closed).toEqual({ code: 4001, reason: code });
    const heard = one?.heard.length;
    other?.write(price, 'after');
    one?.flush();
    await house.pass();
    expect(one?.heard.length).toBe(heard);
    expect(other?.text(price)).toBe('<paragraph>after</paragraph>');
  });

  test('a withdrawn link ends the line also while nothing can be stored, and with it every ticket', async () => {
    const house = await House.open('party', 'respondent');
    const [one, other] = await pages(house, 'party', 'respondent');
    const { ticket } = await house.ticket('party');
    house.documents.cutOff(participant('party'));
    expect([one?.closed, other?.closed]).toEqual([{ code: 4001, reason: 'link.revoked' }, null]);
    const page = new Page(1);
    page.open(house.redeem(ticket));
    expect(page.closed).toEqual({ code: 4001, reason: 'link.revoked' });
    await expect(house.ticket('party')).rejects.toMatchObject({ code: 'link.revoked' });
  });

  test('nothing is taken any more of what waited meanwhile', async () => {
    const house = await House.open('party', 'respondent');
    const one = await house.page('party');
    const decision = Promise.withResolvers<void>();
    const deciding = house.documents.withTexts({ kind: 'agreement' }, null, () => decision.promise);
    await settled();
    one.write(price, 'waits');
    await house.pass();
    await house.ask('party', { type: 'session.leave' });
    decision.resolve();
    await deciding;
    await house.pass();
    expect(house.store.document().store.clients.size).toBe(0);
  });

  test('a ticket of before is good no more', async () => {
    const house = await House.open('party');
    const { ticket } = await house.ticket('party');
    await house.ask('party', { type: 'session.leave' });
    const page = new Page(1);
    page.open(house.redeem(ticket));
    expect(page.closed).toEqual({ code: 4001, reason: 'room.not-in' });
  });
});
