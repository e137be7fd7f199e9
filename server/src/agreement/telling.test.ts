import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { House, price, settled, term } from './testing/house.ts';

test('[EDIT-1] what is stored close together is told in one message, in which each edit is whole', async () => {
  const house = await House.open('party', 'respondent', 'counsel');
  const [one, other, third] = [
    await house.page('party'),
    await house.page('respondent'),
    await house.page('counsel'),
  ];
  await house.clock.pass(100, settled);
  const before = third.heard.length;
  const send = async (): Promise<void> => {
    for (const page of [one, other]) page.flush();
    await settled();
  };
  one.write(price, 'at once');
  await send();
  expect(third.heard.length - before).toBe(1);
  for (let index = 0; index < 5; index += 1) {
    one.write(price, `one ${index}`);
    other.write(term, `other ${index}`);
    await send();
  }
  other.doc.getXmlFragment(term).delete(1, 2);
  await send();
  expect(third.heard.length - before).toBe(1);
  await house.clock.pass(33, settled);
  expect(third.heard.length - before).toBe(2);
  await house.pass();
  for (const page of [other, third]) {
    expect(page.text(price)).toBe(one.text(price));
    expect(page.text(term)).toBe(one.text(term));
    expect(Y.encodeStateVector(page.doc)).toEqual(Y.encodeStateVector(house.store.document()));
  }
});

test('who wrote it is not told of it alone', async () => {
  const house = await House.open('party', 'respondent');
  const [one, other] = [await house.page('party'), await house.page('respondent')];
  await house.pass();
  const heard = one.heard.length;
  one.write(price, 'mine');
  await house.pass();
  // That it is stored.
  expect(one.heard.length - heard).toBe(1);
  expect(other.text(price)).toBe('<paragraph>mine</paragraph>');
});
