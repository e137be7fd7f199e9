import { publishedText } from '@parley/shared/agreement';
import { participant } from '@parley/shared/session/testing';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { canonicalTexts, hashOfTexts, sha256 } from '../agreement/text-hash.ts';
import { AgreementTable, beginning, epochOf, refusal, words } from './testing/agreement-table.ts';

let table: AgreementTable;
beforeEach(async () => {
  table = await AgreementTable.open();
  await table.begin();
});
afterEach(() => table.close());

const open = { attempt: 'attempt-1', after: null, pen: { kind: 'everyone' } } as const;

/** The party is led into a caucus of its own. */
async function led(title: string): Promise<void> {
  const { mediator, party } = table.people;
  const made = await mediator.ask('caucus.open', {
    title,
    minutes: null,
    participants: [participant('party')],
  });
  if (!made.ok) throw new Error('no caucus was made');
  const { room } = made.value;
  await party.until('view', ({ view }) => view.place.kind === 'room' && view.place.room === room);
}

/** The party is in a caucus, in the draft of which it has begun to write. */
async function beside() {
  const { party } = table.people;
  await led('Between us');
  const draft = { doc: 'draft', epoch: epochOf(party) } as const;
  await party.ask('agreement.start', { ...beginning, ...draft });
  const { view } = await party.until('agreement', (notice) => notice.view.draft !== null);
  return { draft, clauses: view.draft?.clauses.map(({ id }) => id) ?? [] };
}

test('[CLA-30] whoever is led out of a caucus is answered as anybody outside, and not by what its draft says since', async () => {
  const { draft, clauses } = await beside();
  const { party } = table.people;
  const hash = sha256(publishedText([canonicalTexts(table.asWritten)]));
  table.meanwhile = async () => {
    await led('Elsewhere');
    table.asWritten = { ...table.asWritten, en: words('pays 60,000') };
  };
  const { epoch } = draft;
  const reply = await party.ask('draft.publish', { attempt: 'attempt-1', epoch, clauses, after: null, hash });
  expect(reply).toEqual(refusal('document.unknown'));
});

test('[CLA-30] whoever has left is not told that the words of the agreement are others since', async () => {
  const { mediator, party } = table.people;
  const clause = mediator.all('agreement').at(-1)?.view.agreement?.clauses[0]?.id;
  if (clause === undefined) throw new Error('there is no clause');
  await mediator.ask('clause.propose', { clause });
  const hash = hashOfTexts(table.asWritten);
  table.meanwhile = async () => {
    await party.ask('session.leave', {});
    table.asWritten = { ...table.asWritten, en: words('pays 60,000') };
  };
  expect(await party.ask('clause.agree', { clause, hash })).toEqual(refusal('room.not-in'));
});

test('[CLA-31] what was added and kept in a draft keeps nobody outside from doing it under the same attempt', async () => {
  const { draft } = await beside();
  const { party } = table.people;
  expect(await party.ask('clause.add', { ...draft, ...open })).toMatchObject({ ok: true });
  await led('Elsewhere');
  const change = { kind: 'new', after: null, texts: table.asWritten } as const;
  const { attempt } = open;
  expect(await party.ask('proposal.make', { attempt, change, note: '' })).toMatchObject({ ok: true });
});
