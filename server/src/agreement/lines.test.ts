import { ClauseId } from '@parley/shared/ids';
import { participant, room } from '@parley/shared/session/testing';
import { describe, expect, test } from 'vitest';
import { House, theAgreement } from './testing/house.ts';

const draft = { kind: 'draft', room: room('apart') } as const;

/** The party and counsel in a caucus with a draft of their own. */
async function withDraft(): Promise<House> {
  const house = await House.open('party', 'counsel', 'respondent');
  const participants = [participant('party'), participant('counsel')];
  const caucus = { room: draft.room, title: 'apart', participants, minutes: null, mixing: [] };
  await house.ask('mediator', { type: 'caucus.open', ...caucus });
  await house.settle();
  await house.ask('party', {
    type: 'agreement.start',
    document: draft,
    template: 'blank',
    languages: ['zh'],
    prevailing: 'zh',
    ids: [ClauseId.parse('drafted-')],
  });
  return house;
}

/** Out of their room and back into it. */
async function blink(house: House, name: string): Promise<void> {
  await house.ask(name, { type: 'session.leave' });
  await house.ask(name, { type: 'session.enter' });
  await house.ask('mediator', { type: 'lobby.admit', participants: [participant(name)] });
  await house.settle();
}

describe('a ticket', () => {
  test('[EDIT-4] is given to nobody who has been out while it was made, though they are back', async () => {
    const house = await House.open('party');
    const made = Promise.withResolvers<void>();
    const newClient = house.store.newClient.bind(house.store);
    house.store.newClient = async (...of) => {
      await made.promise;
      return newClient(...of);
    };
    const asked = house.ticket('party');
    await blink(house, 'party');
    made.resolve();
    await expect(asked).rejects.toMatchObject({ code: 'epoch.stale' });
    await expect(house.ticket('party')).resolves.toMatchObject({});
  });

  test('is given by no session that is given up, and opens nothing there', async () => {
    const lost = { code: 'connection.lost' };
    const closed = await House.open('party');
    const { ticket } = await closed.ticket('party');
    await closed.documents.close();
    await expect(closed.ticket('party')).rejects.toMatchObject(lost);
    const ends: unknown[] = [];
    closed.redeem(ticket)({
      send: () => undefined,
      close: (...end) => void ends.push(end),
      unsent: 0,
      pause: () => undefined,
      resume: () => undefined,
    });
    expect(ends).toEqual([[4001, 'connection.lost']]);

    const stopped = await House.open('party');
    await stopped.actor.close();
    await expect(stopped.ticket('party')).rejects.toMatchObject(lost);
  });
});

describe('of two lines of one person', () => {
  test('[EDIT-4] on one document the later takes the place of the earlier, and of nobody else’s', async () => {
    const house = await House.open('party', 'respondent');
    const [first, other] = [await house.page('party'), await house.page('respondent')];
    const second = await house.page('party');
    expect([first.closed, second.closed, other.closed]).toEqual([
      { code: 4001, reason: 'connection.superseded' },
      null,
      null,
    ]);
  });

  test('on the agreement and a draft neither ends the other', async () => {
    const house = await withDraft();
    const agreement = await house.page('party', theAgreement);
    const drafted = await house.page('party', draft);
    expect([agreement.closed, drafted.closed]).toEqual([null, null]);
  });
});
