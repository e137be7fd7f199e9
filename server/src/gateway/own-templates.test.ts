import { publishedText } from '@parley/shared/agreement';
import type { ErrorCode } from '@parley/shared/errors';
import { ClauseId, OwnTemplateId } from '@parley/shared/ids';
import { created, participant } from '@parley/shared/session/testing';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ClauseTexts } from '../agreement/documents.ts';
import { canonicalTexts, hashOfTexts, sha256 } from '../agreement/text-hash.ts';
import { paragraphs } from '../templates/testing.ts';
import { AgreementTable, beginning, epochOf, ours, refusal, words } from './testing/agreement-table.ts';
import type { Guest } from './testing/guest.ts';

let table: AgreementTable;
beforeEach(async () => {
  table = await AgreementTable.open();
});
afterEach(() => table.close());

describe("the organisation's own templates over sockets", () => {
  const from = (own: OwnTemplateId) => ({ ...beginning, template: { own } });

  test('[TPL-3] are offered to whoever may begin that document, and to nobody else', async () => {
    const { mediator, party } = table.people;
    const asked = (guest: Guest) =>
      guest.ask('agreement.templates', { doc: 'agreement', epoch: epochOf(guest) });
    expect(await asked(mediator)).toEqual({
      ok: true,
      value: { templates: [{ id: ours.own, title: ours.title, languages: ['zh', 'en'], clauses: 2 }] },
    });
    expect(await asked(party)).toEqual(refusal('role.not-allowed'));
    expect(await party.ask('agreement.start', { ...from(ours.own), epoch: epochOf(party) })).toEqual(
      refusal('role.not-allowed'),
    );
    await table.begin();
    // It may be begun anew.
    expect(await asked(mediator)).toMatchObject({ ok: true });
    expect(await asked(party)).toEqual(refusal('role.not-allowed'));
  });

  test('[TPL-2] an agreement begins with the words of one, filled, by value', async () => {
    const { mediator } = table.people;
    const epoch = epochOf(mediator);
    expect(await mediator.ask('agreement.start', { ...from(ours.own), epoch })).toEqual({
      ok: true,
      value: {},
    });
    const event = table.harness.log.rows
      .get(created.id)
      ?.flatMap((each) => (each.type === 'agreement.started' ? [each] : []))
      .at(-1);
    expect(event).toMatchObject({ template: null, own: ours.own });
    expect(event?.clauses.map(({ texts }) => texts)).toEqual([
      { zh: paragraphs('Chen、Sun'), en: paragraphs('Chen, Sun') },
      { zh: paragraphs('租金') },
    ]);
  });

  test('[TPL-3] one of another organisation cannot be told from one that does not exist', async () => {
    const { mediator } = table.people;
    const epoch = epochOf(mediator);
    expect(
      await mediator.ask('agreement.start', { ...from(OwnTemplateId.parse('template-of-theirs')), epoch }),
    ).toEqual(refusal('template.unknown'));
  });
});

describe('clauses kept for other cases', () => {
  const title = '货款';
  const hashOf = (clauses: readonly ClauseTexts[]): string =>
    sha256(publishedText(clauses.map(canonicalTexts)));
  const forOthers = {
    zh: paragraphs('〔申请人〕由〔调解员〕调解，电话 【待填：号码】'),
    en: paragraphs('〔respondent〕 pays, says [to fill in: name]'),
  };

  /** Everyone has agreed to the one clause there is. */
  async function agreed(): Promise<ClauseId> {
    table.asWritten = {
      zh: words('Li由Chen、Sun调解，电话 13800138000'),
      en: words('Haitian pays, says Wu'),
    };
    const clause = await table.begin();
    const { mediator, party, respondent } = table.people;
    await mediator.ask('clause.propose', { clause });
    for (const guest of [party, respondent])
      await guest.ask('clause.agree', { clause, hash: hashOfTexts(table.asWritten) });
    await mediator.until('agreement', ({ view }) => view.agreement?.clauses[0]?.state === 'agreed');
    return clause;
  }

  test('[TPL-5] leave as the preview shows them, without the names of the case', async () => {
    const clause = await agreed();
    const { mediator } = table.people;
    expect(await mediator.ask('template.preview', { clauses: [clause] })).toEqual({
      ok: true,
      value: { clauses: [forOthers] },
    });
    const keep = (hash: string) =>
      mediator.ask('template.keep', { attempt: 'attempt-1', title, clauses: [clause], hash });
    expect(await keep(hashOf([table.asWritten]))).toEqual(refusal('clause.changed'));
    expect(table.kept).toEqual([]);
    const answer = await keep(hashOf([forOthers]));
    const [one] = table.kept;
    expect(answer).toEqual({ ok: true, value: { template: one?.id } });
    expect(table.kept).toEqual([
      {
        organisation: created.organisation,
        id: one?.id,
        words: { title, languages: ['zh', 'en'], clauses: [forOthers] },
      },
    ]);
    // Asked for again, after its answer was lost.
    expect(await keep(hashOf([forOthers]))).toEqual(answer);
    expect(table.kept).toHaveLength(1);
    const events = table.harness.log.rows.get(created.id)?.filter(({ type }) => type === 'template.kept');
    expect(events).toHaveLength(1);
    expect(events?.[0]).toMatchObject({ template: one?.id, clauses: [clause], by: participant('mediator') });
  });

  test('[TPL-5] tell nobody in the session anything', async () => {
    const clause = await agreed();
    const { mediator, party, respondent } = table.people;
    await party.ask('ready.set', { ready: true });
    await respondent.ask('ready.set', { ready: true });
    const told = [party, respondent].map((guest) => guest.told.length);
    const hash = hashOf([forOthers]);
    await mediator.ask('template.keep', { attempt: 'attempt-1', title, clauses: [clause], hash });
    await mediator.ask('media.capabilities', {});
    expect(table.kept).toHaveLength(1);
    expect([party, respondent].map((guest) => guest.told.length)).toEqual(told);
  });

  test('[TPL-5] are those that every side has agreed to, and are kept by who conducts', async () => {
    const clause = await table.begin();
    const { mediator, party, interpreter } = table.people;
    table.read.length = 0;
    const asked = (guest: Guest, clauses: ClauseId[]) =>
      Promise.all([
        guest.ask('template.preview', { clauses }),
        guest.ask('template.keep', { attempt: 'attempt-1', title, clauses, hash: hashOf([forOthers]) }),
      ]);
    const both = (code: ErrorCode) => [refusal(code), refusal(code)];
    for (const guest of [party, interpreter])
      expect(await asked(guest, [clause])).toEqual(both('role.not-allowed'));
    expect(await asked(mediator, [clause])).toEqual(both('clause.not-agreed'));
    expect(await asked(mediator, [ClauseId.parse('no-such-clause')])).toEqual(both('clause.unknown'));
    expect([table.read, table.kept]).toEqual([[], []]);
  });
});
