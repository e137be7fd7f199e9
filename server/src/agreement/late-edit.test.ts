import { describe, expect, test } from 'vitest';
import { House, price, settled } from './testing/house.ts';
import type { Page } from './testing/page.ts';

const names = ['party', 'respondent'] as const;

/** The party has written something that is on its way to the disk as the server dies; the next one has not begun. */
async function dying() {
  const house = await House.open(...names);
  const party = await house.page('party');
  const respondent = await house.page('respondent');
  party.write(price, 'before');
  await house.pass();
  house.store.held = true;
  party.write(price, 'late');
  await house.pass();
  expect([party.stored, party.sent]).toEqual([1, 2]);
  return { house, party, respondent, storeLate: await house.crash() };
}

/** What is on disk; every page shows it, and has been told that all of its own is there. */
async function stored({ house, party, respondent }: { house: House; party: Page; respondent: Page }) {
  await house.pass();
  const text = house.store.document().getXmlFragment(price).toJSON();
  for (const page of [party, respondent]) {
    expect(page.closed).toBeNull();
    expect(page.text(price)).toBe(text);
    expect(page.stored).toBe(page.sent);
  }
  return text.match(/\w+(?=<)/gu);
}

const givenUp = ({ logged }: House): number =>
  logged.filter((line) => line.includes('a document is given up')).length;

describe('[KEEP-9] an edit of a server that is dead', () => {
  test('stored after the next one has read: every line ends once, comes back, and everything is stored', async () => {
    const table = await dying();
    const { house, party, respondent } = table;
    await house.knock('respondent', undefined, respondent);
    await house.knock('party', undefined, party);
    await settled();
    table.storeLate();
    await house.pass();
    expect([party.closed, respondent.closed]).toEqual([
      { code: 1012, reason: 'connection.lost' },
      { code: 1012, reason: 'connection.lost' },
    ]);
    party.write(price, 'meanwhile');
    for (const [page, name] of [
      [party, 'party'],
      [respondent, 'respondent'],
    ] as const) {
      await house.page(name, undefined, page);
    }
    respondent.write(price, 'after');
    expect(await stored(table)).toEqual(['after', 'meanwhile', 'late', 'before']);
    expect(givenUp(house)).toBe(1);
  });

  test('stored before the next one has read is there like any other', async () => {
    const table = await dying();
    const { house, party, respondent } = table;
    table.storeLate();
    await settled();
    await house.page('respondent', undefined, respondent);
    expect(respondent.text(price)).toContain('late');
    await house.page('party', undefined, party);
    party.write(price, 'after');
    expect(await stored(table)).toEqual(['after', 'late', 'before']);
    expect(givenUp(house)).toBe(0);
  });

  test('finds no place any more once the next one has stored something', async () => {
    const table = await dying();
    const { house, party, respondent } = table;
    await house.page('respondent', undefined, respondent);
    respondent.write(price, 'first');
    await house.pass();
    table.storeLate();
    await settled();
    await house.page('party', undefined, party);
    party.write(price, 'after');
    expect(await stored(table)).toEqual(expect.arrayContaining(['first', 'after', 'late', 'before']));
    expect(givenUp(house)).toBe(0);
  });
});
