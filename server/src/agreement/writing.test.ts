import type { DocumentRef } from '@parley/shared/agreement';
import { participant } from '@parley/shared/session/testing';
import { expect, test } from 'vitest';
import { House, price, PRICE, settled, TERM, term, theAgreement } from './testing/house.ts';
import { differing, wholeOf } from './versions.ts';

test('[VER-4] it is told in which documents somebody writes, and which may have been written in before', async () => {
  const house = await House.open('party', 'respondent');
  const told: DocumentRef[] = [];
  const follow = (): void => house.documents.onWritten((document) => told.push(document));
  follow();
  const page = await house.page('party');
  expect(told.splice(0)).toEqual([theAgreement]);
  page.write(price, '甲');
  await house.pass();
  expect(told.splice(0)).toEqual([theAgreement]);
  await house.pass();
  expect(told).toEqual([]);
  await house.restart();
  follow();
  await house.page('respondent');
  expect(told).toEqual([theAgreement]);
});

test('[VER-7] the names that words were written under lead to their writers, in that document alone', async () => {
  const house = await House.open('party', 'respondent');
  const [one, other] = [await house.page('party'), await house.page('respondent')];
  const all = [one.client, other.client, 1];
  expect(await house.documents.writers(theAgreement, all)).toEqual(
    new Map([
      [one.client, participant('party')],
      [other.client, participant('respondent')],
    ]),
  );
});

test('[VER-8] the words of a version come back into the document in place of what is there, on every page', async () => {
  const house = await House.open('party', 'respondent');
  const { documents, actor } = house;
  const [one, other] = [await house.page('party'), await house.page('respondent')];
  one.write(price, 'then');
  one.write(term, 'stays');
  await house.pass();
  const then = await wholeOf({ actor, documents }, theAgreement, async (whole) => {
    await house.ask('mediator', { type: 'version.make', name: 'then', ...whole });
    return whole;
  });
  other.write(price, 'and now ');
  await house.pass();
  await wholeOf({ actor, documents }, theAgreement, async ({ words }) => {
    const frozen = then.words.map(({ clause, texts }) => ({ id: clause, state: 'draft' as const, texts }));
    const clauses = differing(frozen, words);
    expect(clauses.map(({ id, texts }) => [id, Object.keys(texts)])).toEqual([
      [TERM, []],
      [PRICE, ['zh']],
    ]);
    await house.ask('mediator', {
      type: 'version.restore',
      document: theAgreement,
      version: then.id,
      clauses,
    });
  });
  await settled();
  await house.pass();
  const said = ['<paragraph>then</paragraph>', '<paragraph>stays</paragraph>'];
  for (const page of [one, other]) expect([page.text(price), page.text(term)]).toEqual(said);
});
