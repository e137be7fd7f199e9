import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { House, price, theAgreement } from './testing/house.ts';
import type { Page } from './testing/page.ts';

/** How much the store has of a document. */
const storedBytes = (house: House): number => house.store.bytes().length;

/** Sends so many edits that are refused, each of so many characters. */
async function refuse(house: House, page: Page, edits: number, characters: number): Promise<void> {
  for (let index = 0; index < edits && page.connected; index += 1) {
    page.write(price, 'x'.repeat(characters));
    if (index % 100 === 99) await house.pass();
  }
  await house.pass();
}

describe('[EDIT-9] who may not write', () => {
  test('is cut off at last, and can make the document grow no more, however often they come back', async () => {
    const house = await House.open('observer', 'party');
    const page = await house.page('observer');
    await refuse(house, page, 1_000, 2);
    expect(page.closed).toBeNull();
    expect(page.refused.length).toBeGreaterThan(0);
    await refuse(house, page, 1, 2);
    expect(page.closed).toEqual({ code: 4400, reason: 'document.bad-edit' });
    const before = storedBytes(house);
    for (let again = 0; again < 5; again += 1) {
      const next = await house.page('observer');
      await refuse(house, next, 10, 20);
      expect(next.closed).toEqual({ code: 4400, reason: 'document.bad-edit' });
    }
    expect(storedBytes(house)).toBe(before);
    const other = await house.page('party');
    other.write(price, 'fine');
    await house.pass();
    expect(other.stored).toBe(other.sent);
    expect(other.refused).toEqual([]);
  });

  test('begins anew with whatever they may write', async () => {
    const house = await House.open('party');
    const page = await house.page('party');
    const root = page.doc.getXmlFragment('clause-unknown/zh');
    for (let round = 0; round < 3; round += 1) {
      for (let index = 0; index < 600; index += 1) {
        root.insert(0, [new Y.XmlElement('paragraph')]);
        if (index % 100 === 99) await house.pass();
      }
      page.write(price, 'permitted');
      await house.pass();
    }
    expect(page.closed).toBeNull();
    expect(page.refused.length).toBeGreaterThan(1_000);
  });
});

test('[EDIT-9] who took too much of the server’s time waits as long on the next line, and nobody else does', async () => {
  const house = await House.open('party', 'respondent');
  const one = await house.page('party');
  house.drag = 20;
  for (let index = 0; index < 40; index += 1) one.write(price, `${index}`);
  await house.pass();
  expect(one.paused).toBe(true);
  one.drop();
  house.drag = 0;
  const again = await house.page('party', theAgreement, null);
  again.write(price, 'and on');
  await house.pass();
  expect(again.paused).toBe(true);
  const other = await house.page('respondent');
  other.write(price, 'at once');
  await house.pass();
  expect(other.stored).toBe(1);
});
