import type { ClauseId } from '@parley/shared/ids';
import { applicant, respondent, third, withThird } from '@parley/shared/session/testing';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { hashOfTexts } from '../agreement/text-hash.ts';
import { AgreementTable, refusal, words } from './testing/agreement-table.ts';
import type { Guest } from './testing/guest.ts';

/** Three sides are invited, and nobody of the third has come. */
let table: AgreementTable;
let clause: ClauseId;
beforeEach(async () => {
  table = await AgreementTable.open(withThird);
  clause = await table.begin();
});
afterEach(() => table.close());

const reason = 'Invited twice, and no answer.';
const done = { ok: true, value: {} };
const bookOf = (guest: Guest) => guest.all('agreement').at(-1)?.view.agreement;
const eventsOf = (type: string) =>
  table.harness.log.rows.get(withThird.id)?.filter((event) => event.type === type);

/** Everybody who is there agrees to the clause. */
async function othersAgree(): Promise<void> {
  const { mediator, party, respondent: other } = table.people;
  const hash = hashOfTexts(table.asWritten);
  await mediator.ask('clause.propose', { clause });
  for (const guest of [party, other]) expect(await guest.ask('clause.agree', { clause, hash })).toEqual(done);
}

describe('a side that does not come, over sockets', () => {
  test('[CLA-20] is excused by who presides and gives a reason, and by nobody else', async () => {
    const { mediator, party, respondent: other, interpreter } = table.people;
    for (const guest of [party, other, interpreter]) {
      expect(await guest.ask('side.excuse', { side: third, reason })).toEqual(refusal('role.not-allowed'));
      expect(await guest.ask('side.ask', { side: third })).toEqual(refusal('role.not-allowed'));
    }
    expect(await mediator.raw('side.excuse', { side: third, reason: ' ' })).toEqual(
      refusal('request.malformed'),
    );
    expect(await mediator.ask('side.excuse', { side: applicant, reason })).toEqual(refusal('side.here'));
    expect(await mediator.ask('side.ask', { side: third })).toEqual(refusal('side.not-excused'));
    expect(eventsOf('side.excused')).toEqual([]);
    expect(await mediator.ask('side.excuse', { side: third, reason })).toEqual(done);
    expect(await mediator.ask('side.excuse', { side: third, reason })).toEqual(refusal('side.excused'));
    for (const guest of Object.values(table.people)) {
      await guest.until('agreement', ({ view }) => view.agreement?.excused[0]?.reason === reason);
      expect(bookOf(guest)?.mayAsk).toEqual(guest === mediator ? [third] : []);
    }
    expect(eventsOf('side.excused')).toMatchObject([{ side: third, reason }]);
    expect(table.harness.logged.join('')).not.toContain(reason);
  });

  test('[VER-4] the words that there are are kept before anything is put over them', async () => {
    const { mediator, party, respondent: other } = table.people;
    const hash = hashOfTexts(table.asWritten);
    const change = { kind: 'change', clause, texts: { zh: words('支付六万元') }, hash } as const;
    const made = await mediator.ask('proposal.make', { attempt: 'attempt-1', change, note: '' });
    if (!made.ok) throw new Error(made.error.code);
    for (const guest of [party, other]) await guest.ask('proposal.accept', { ...made.value, hash });
    expect(bookOf(mediator)?.versions).toEqual([]);
    // Meanwhile somebody goes on writing.
    table.asWritten = { ...table.asWritten, zh: words('支付五万元整') };
    expect(await mediator.ask('side.excuse', { side: third, reason })).toEqual(done);
    expect(eventsOf('version.kept')).toMatchObject([
      { why: 'written', clauses: [{ texts: table.asWritten }] },
    ]);
    await party.until('agreement', ({ view }) => view.agreement?.excused.length === 1);
    expect(bookOf(party)?.proposals).toEqual([]);
  });

  test('[CLA-21] [CLA-22] the others agree without it; once it has come, its word is asked, and nobody gives it for it', async () => {
    const { mediator, party } = table.people;
    await othersAgree();
    expect(await mediator.ask('clause.lock', { clause })).toEqual(refusal('clause.not-agreed'));
    expect(await mediator.ask('side.excuse', { side: third, reason })).toEqual(done);
    await party.until('agreement', ({ view }) => view.agreement?.clauses[0]?.state === 'agreed');
    expect(bookOf(party)?.clauses[0]).toMatchObject({ agreedBy: [applicant, respondent], without: [third] });
    const insurer = await table.harness.seat('insurer', mediator);
    await insurer.until('agreement', ({ view }) => view.agreement?.clauses[0]?.mayAgree === true);
    expect(bookOf(insurer)).toMatchObject({
      excused: [],
      clauses: [{ state: 'proposed', agreedBy: [applicant, respondent], without: [] }],
    });
    expect(await mediator.ask('clause.lock', { clause })).toEqual(refusal('clause.not-agreed'));
    expect(await mediator.ask('side.excuse', { side: third, reason })).toEqual(refusal('side.here'));
    expect(await insurer.ask('clause.agree', { clause, hash: hashOfTexts(table.asWritten) })).toEqual(done);
    await party.until(
      'agreement',
      ({ view }) => view.agreement?.clauses[0]?.agreedBy.includes(third) === true,
    );
    expect(bookOf(party)?.clauses[0]).toMatchObject({ state: 'agreed', without: [] });
    insurer.close();
  });

  test('[CLA-22] what was locked before it came stays locked, and is not its own', async () => {
    const { mediator } = table.people;
    await othersAgree();
    await mediator.ask('side.excuse', { side: third, reason });
    expect(await mediator.ask('clause.lock', { clause })).toEqual(done);
    expect(eventsOf('clause.locked')).toMatchObject([{ clause, without: [third] }]);
    const insurer = await table.harness.seat('insurer', mediator);
    await insurer.until('agreement', ({ view }) => view.agreement !== null);
    expect(bookOf(insurer)?.clauses[0]).toMatchObject({ state: 'locked', without: [third], mayAgree: false });
    insurer.close();
  });

  test('[CLA-23] a side whose only person is taken out of the case is waited for, until who presides goes on without it', async () => {
    const { mediator, party, respondent: other } = table.people;
    const { harness } = table;
    await othersAgree();
    const told = [party, other].map((guest) => guest.all('agreement').length);
    harness.office.roster = {
      ...withThird,
      people: withThird.people.filter((person) => !('side' in person) || person.side !== third),
    };
    await harness.registry.follow(withThird.id);
    expect(eventsOf('participant.dismissed')).toHaveLength(1);
    expect(await mediator.ask('clause.lock', { clause })).toEqual(refusal('clause.not-agreed'));
    expect([party, other].map((guest) => guest.all('agreement').length)).toEqual(told);
    expect(bookOf(mediator)?.mayExcuse).toEqual([third]);
    expect(await other.ask('side.excuse', { side: third, reason })).toEqual(refusal('role.not-allowed'));
    expect(await mediator.ask('side.excuse', { side: third, reason })).toEqual(done);
    await party.until('agreement', ({ view }) => view.agreement?.clauses[0]?.state === 'agreed');
    expect(bookOf(party)?.clauses[0]).toMatchObject({ agreedBy: [applicant, respondent], without: [third] });
  });

  test('[CLA-24] what was proposed about a locked clause ends with it, on every screen', async () => {
    const { mediator, party, respondent: other } = table.people;
    const insurer = await table.harness.seat('insurer', mediator);
    const hash = hashOfTexts(table.asWritten);
    const change = { kind: 'change', clause, texts: { zh: words('支付六万元') }, hash } as const;
    const made = await mediator.ask('proposal.make', { attempt: 'attempt-1', change, note: '' });
    if (!made.ok) throw new Error(made.error.code);
    for (const guest of [party, other]) await guest.ask('proposal.accept', { ...made.value, hash });
    await mediator.ask('clause.propose', { clause });
    for (const guest of [party, other, insurer]) await guest.ask('clause.agree', { clause, hash });
    expect(await mediator.ask('clause.lock', { clause })).toEqual(done);
    await insurer.ask('session.leave', {});
    expect(await mediator.ask('side.excuse', { side: third, reason })).toEqual(done);
    for (const guest of [party, other, mediator]) {
      const { view } = await guest.until('agreement', ({ view: now }) => now.agreement?.excused.length === 1);
      expect(view.agreement?.proposals).toEqual([]);
      expect(view.agreement?.refusals).toMatchObject([{ outcome: { kind: 'lapsed', why: 'locked' } }]);
    }
    insurer.close();
  });

  test('[TPL-5] what it has not agreed to serves in no other case', async () => {
    const { mediator } = table.people;
    await othersAgree();
    await mediator.ask('side.excuse', { side: third, reason });
    expect(await mediator.ask('template.preview', { clauses: [clause] })).toEqual(
      refusal('clause.not-agreed'),
    );
  });
});
