import { noText } from '@parley/shared/agreement';
import { ProposalId } from '@parley/shared/ids';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { seedsFor } from './seeds.ts';
import { House, PRICE, price, theAgreement } from './testing/house.ts';
import { wholeOf } from './versions.ts';

test('[EDIT-6] words that stand in a document from before, under the number of their event, are not put in again', async () => {
  const house = await House.open('party', 'respondent');
  const proposal = ProposalId.parse('proposal');
  const change = { kind: 'change', clause: PRICE, texts: { zh: noText } } as const;
  const base = { zh: '', en: '' };
  await house.ask('party', { type: 'proposal.make', id: proposal, change, base, note: '' });
  await wholeOf(house, theAgreement, (standing) =>
    house.ask('respondent', { type: 'proposal.accept', proposal, standing }),
  );
  const { agreement: book } = house.actor.state.agreement;
  const seq = book?.clauses.find(({ id }) => id === PRICE)?.written['zh']?.seq;
  if (book === null || seq === undefined) throw new Error('nothing was put in');
  const doc = new Y.Doc();
  expect(seedsFor(book, doc)).toHaveLength(1);
  doc.clientID = 2 ** 32 + seq;
  doc.getXmlFragment(price).insert(0, [new Y.XmlElement('paragraph')]);
  expect(seedsFor(book, doc)).toEqual([]);
});
