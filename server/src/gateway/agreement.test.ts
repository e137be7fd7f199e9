import { publishedText, versionText } from '@parley/shared/agreement';
import { ClauseId, VersionId } from '@parley/shared/ids';
import { created, participant } from '@parley/shared/session/testing';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ClauseTexts } from '../agreement/documents.ts';
import { canonicalTexts, hashOfTexts, sha256 } from '../agreement/text-hash.ts';
import { AgreementTable, beginning, epochOf, refusal, words } from './testing/agreement-table.ts';
import type { Guest } from './testing/guest.ts';

let table: AgreementTable;
beforeEach(async () => {
  table = await AgreementTable.open();
});
afterEach(() => table.close());

describe('the agreement over sockets', () => {
  test('[AGR-11] is told to everyone who may know of it, when it differs and only then', async () => {
    const clause = await table.begin();
    const { mediator, party, respondent } = table.people;
    await mediator.ask('clause.propose', { clause });
    await respondent.until('agreement', ({ view }) => view.agreement?.clauses[0]?.mayAgree === true);
    const told = respondent.all('agreement').length;
    await party.ask('hand.raise', { epoch: party.epoch });
    await party.ask('ready.set', { ready: true });
    await respondent.ask('media.capabilities', {});
    expect(respondent.all('agreement')).toHaveLength(told);
    expect(respondent.all('agreement').map(({ rev }) => rev)).toEqual(
      Array.from({ length: told }, (_, index) => index + 1),
    );
  });

  test('[AGR-11] is told whole once, then what has changed, and whole again to whoever asks', async () => {
    const clause = await table.begin();
    const { mediator, respondent } = table.people;
    await mediator.ask('clause.propose', { clause });
    await respondent.until('agreement', ({ view }) => view.agreement?.clauses[0]?.state === 'proposed');
    // The version that is kept of it by itself.
    await respondent.until('agreement', ({ view }) => view.agreement?.versions.length === 1);
    const told = (): string[] =>
      respondent.told.map(({ name }) => name).filter((name) => name.startsWith('agreement'));
    // Each change is followed by what it makes of what there was.
    const changed = ['agreement.changed', 'agreement'];
    expect(told()).toEqual(['agreement', ...changed, ...changed]);
    expect(await respondent.ask('agreement.again', {})).toEqual({ ok: true, value: {} });
    expect(told().slice(5)).toEqual(['agreement']);
    const [before, again] = respondent.all('agreement').slice(-2);
    expect([again?.rev, again?.view]).toEqual([(before?.rev ?? 0) + 1, before?.view]);
  });

  test('[AGR-11] a line that comes back is told again, and one that knows of nothing is told nothing', async () => {
    const before = await table.harness.seat('recorder', table.people.mediator);
    expect(before.all('agreement')).toEqual([]);
    await table.begin();
    before.close();
    const again = table.harness.open('recorder');
    await again.connected();
    const { rev, view } = await again.until('agreement', () => true);
    expect([rev, view.agreement?.clauses.length]).toEqual([1, 1]);
    again.close();
  });

  test('[CLA-9] a side agrees to the words it saw, and to no others', async () => {
    const clause = await table.begin();
    const { mediator, party, respondent } = table.people;
    await mediator.ask('clause.propose', { clause });
    const seen = hashOfTexts(table.asWritten);
    const other = hashOfTexts({ ...table.asWritten, en: words('pays 60,000') });
    expect(await party.ask('clause.agree', { clause, hash: other })).toEqual(refusal('clause.changed'));
    expect(await party.ask('clause.agree', { clause, hash: seen })).toEqual({ ok: true, value: {} });
    expect(await respondent.ask('clause.agree', { clause, hash: seen })).toEqual({ ok: true, value: {} });
    await mediator.until('agreement', ({ view }) => view.agreement?.clauses[0]?.state === 'agreed');
  });

  test('[CLA-9] a translation is signed off as it was seen, and kept in those words', async () => {
    const clause = await table.begin();
    const { interpreter } = table.people;
    const align = (hash: string) => interpreter.ask('clause.align', { clause, hash });
    expect(await align('0'.repeat(64))).toEqual(refusal('clause.changed'));
    expect(await align(hashOfTexts(table.asWritten))).toEqual({ ok: true, value: {} });
    const { view } = await interpreter.until(
      'agreement',
      (notice) => notice.view.agreement?.clauses[0]?.aligned !== null,
    );
    expect(view.agreement?.clauses[0]?.aligned?.texts).toEqual({ zh: '支付五万元', en: 'pays 50,000' });
  });

  test('[CLA-9] whoever may not decide about a clause is answered without a look at its words', async () => {
    const clause = await table.begin();
    const nowhere = ClauseId.parse('no-such-clause');
    const hash = hashOfTexts(table.asWritten);
    const outside = table.harness.open('counsel');
    await outside.connected();
    await outside.ask('session.enter', {});
    for (const [guest, code] of [
      [outside, 'room.not-in'],
      [table.people.interpreter, 'role.not-allowed'],
    ] as const) {
      for (const each of [clause, nowhere]) {
        expect(await guest.ask('clause.agree', { clause: each, hash })).toEqual(refusal(code));
      }
    }
    expect(await table.people.party.ask('clause.agree', { clause, hash })).toEqual(
      refusal('clause.not-proposed'),
    );
    expect(table.read).toEqual([]);
    outside.close();
  });

  test('[AGR-5] a draft is opened in the room and epoch one stands in, and never by naming another', async () => {
    const { party } = table.people;
    const draft = { doc: 'draft', epoch: epochOf(party) } as const;
    expect(await party.ask('agreement.start', { ...beginning, ...draft })).toEqual(
      refusal('document.not-here'),
    );
    const stale = { ...beginning, ...draft, epoch: draft.epoch - 1 };
    expect(await party.ask('agreement.start', stale)).toEqual(refusal('epoch.stale'));
  });

  test('[PUB-6] [PUB-7] exactly what was previewed leaves a draft, and nothing else of it reaches the others', async () => {
    await table.begin();
    const { mediator, party, respondent } = table.people;
    const before = respondent.told.length;
    const title = 'Between us';
    const made = await mediator.ask('caucus.open', {
      title,
      minutes: null,
      participants: [participant('party')],
    });
    if (!made.ok) throw new Error('no caucus was made');
    await party.until(
      'view',
      ({ view }) => view.place.kind === 'room' && view.place.room === made.value.room,
    );
    const draft = { doc: 'draft', epoch: epochOf(party) } as const;
    expect(await party.ask('agreement.start', { ...beginning, ...draft })).toEqual({ ok: true, value: {} });
    const { view } = await party.until('agreement', (notice) => notice.view.draft !== null);
    const clauses = view.draft?.clauses.map(({ id }) => id) ?? [];
    const publish = (hash: string) =>
      party.ask('draft.publish', { attempt: 'attempt-1', epoch: draft.epoch, clauses, after: null, hash });
    const preview = (texts: ClauseTexts) => sha256(publishedText([canonicalTexts(texts)]));
    expect(await publish(preview({ ...table.asWritten, en: words('pays 60,000') }))).toEqual(
      refusal('clause.changed'),
    );
    expect(await publish(preview(table.asWritten))).toEqual({ ok: true, value: {} });
    // Pressed again, after its answer was lost.
    expect(await publish(preview(table.asWritten))).toEqual({ ok: true, value: {} });
    const { view: theirs } = await respondent.until(
      'agreement',
      (notice) => notice.view.agreement?.proposals.length === 1,
    );
    expect(theirs.agreement?.proposals[0]?.change).toMatchObject({ kind: 'new', texts: table.asWritten });
    const told = JSON.stringify(respondent.told.slice(before));
    for (const secret of [made.value.room, title, participant('counsel'), ...clauses]) {
      expect(told).not.toContain(secret);
    }
    // Nobody in the plenary was told that anything was begun: the party left, and something was proposed.
    expect(respondent.told.slice(before).filter(({ name }) => name === 'agreement')).toHaveLength(1);
  });

  test('[CLA-9] a proposal is made and accepted over the words that are there', async () => {
    const clause = await table.begin();
    const { party, respondent } = table.people;
    const suggest = (hash: string) =>
      party.ask('proposal.make', {
        attempt: 'attempt-1',
        change: { kind: 'change', clause, hash, texts: { en: words('pays 70,000') } },
        note: '',
      });
    expect(await suggest('0'.repeat(64))).toEqual(refusal('clause.changed'));
    const made = await suggest(hashOfTexts(table.asWritten));
    if (!made.ok) throw new Error('it was not made');
    const { proposal } = made.value;
    const { view } = await respondent.until(
      'agreement',
      (notice) => notice.view.agreement?.proposals.length === 1,
    );
    expect(view.agreement?.proposals[0]?.base).toEqual({ zh: '支付五万元', en: 'pays 50,000' });
    const accept = (hash: string | null) => respondent.ask('proposal.accept', { proposal, hash });
    expect(await accept(null)).toEqual(refusal('clause.changed'));
    expect(await accept('0'.repeat(64))).toEqual(refusal('clause.changed'));
    expect(await accept(hashOfTexts(table.asWritten))).toEqual({ ok: true, value: {} });
    const history = await respondent.ask('clause.history', { clause });
    expect(history).toMatchObject({ ok: true, value: { proposals: [{ outcome: { kind: 'accepted' } }] } });
  });

  test('[CLA-10] what is asked for again after an answer was lost is done once, and answered as the first was', async () => {
    const clause = await table.begin();
    const { mediator, party, respondent } = table.people;
    const happened = (type: string) =>
      table.harness.log.rows.get(created.id)?.filter((event) => event.type === type) ?? [];
    const here = { doc: 'agreement', epoch: epochOf(mediator) } as const;
    const suggestion = (attempt: string) => ({
      attempt,
      change: {
        kind: 'change' as const,
        clause,
        hash: hashOfTexts(table.asWritten),
        texts: { en: words('pays 70,000') },
      },
      note: '',
    });
    const add = { ...here, attempt: 'attempt-1', after: null, pen: { kind: 'everyone' } } as const;
    const version = { ...here, attempt: 'attempt-2', name: '一稿' };
    for (const twice of [
      () => mediator.ask('clause.add', add),
      () => mediator.ask('version.make', version),
      () => party.ask('proposal.make', suggestion('attempt-3')),
    ]) {
      // At once, and later.
      const [one, other] = await Promise.all([twice(), twice()]);
      expect(one).toMatchObject({ ok: true });
      expect(other).toEqual(one);
      expect(await twice()).toEqual(one);
    }
    for (const type of ['clause.added', 'version.kept', 'proposal.made'])
      expect(happened(type)).toHaveLength(1);
    const made = await party.ask('proposal.make', suggestion('attempt-3'));
    if (!made.ok) throw new Error('nothing was proposed');
    const { proposal } = made.value;
    // The first is answered by then, and the words may be others.
    const counter = () => respondent.ask('proposal.counter', { proposal, ...suggestion('attempt-3') });
    const countered = await counter();
    expect(countered).toMatchObject({ ok: true });
    table.asWritten = { ...table.asWritten, en: words('pays 60,000') };
    expect(await counter()).toEqual(countered);
    expect(happened('proposal.made')).toHaveLength(2);
    // Under an attempt of its own, or of somebody else, it is another.
    await mediator.ask('clause.add', { ...add, attempt: 'attempt-4' });
    expect(happened('clause.added')).toHaveLength(2);
  });

  test('[VER-1] [VER-3] a version is kept and read again as it was, by those who may know of the document', async () => {
    const clause = await table.begin();
    const { mediator, party } = table.people;
    const here = { doc: 'agreement', epoch: epochOf(mediator) } as const;
    expect(await party.ask('version.make', { ...here, attempt: 'attempt-1', name: 'ours' })).toEqual(
      refusal('role.not-allowed'),
    );
    const made = await mediator.ask('version.make', { ...here, attempt: 'attempt-1', name: '一稿' });
    if (!made.ok) throw new Error('it was not kept');
    const { version } = made.value;
    const { view } = await party.until('agreement', (notice) => notice.view.agreement?.versions.length === 1);
    expect(view.agreement?.versions[0]).toMatchObject({ id: version, name: '一稿' });
    expect(await party.ask('version.read', { ...here, version })).toEqual({
      ok: true,
      value: {
        languages: ['zh', 'en'],
        prevailing: 'zh',
        clauses: [{ id: clause, state: 'draft', texts: table.asWritten }],
      },
    });
    const nowhere = VersionId.parse('no-such-version');
    expect(await party.ask('version.read', { ...here, version: nowhere })).toEqual(
      refusal('version.unknown'),
    );
    const draft = { doc: 'draft', epoch: epochOf(party) } as const;
    expect(await party.ask('version.read', { ...draft, version })).toEqual(refusal('document.unknown'));
  });

  test('[VER-8] a version is put back over the words that there are, which are kept first', async () => {
    const clause = await table.begin();
    const { mediator, party, respondent } = table.people;
    const here = { doc: 'agreement', epoch: epochOf(mediator) } as const;
    const made = await mediator.ask('version.make', { ...here, attempt: 'attempt-1', name: '一稿' });
    if (!made.ok) throw new Error('it was not kept');
    const { version } = made.value;
    const before = table.asWritten;
    table.asWritten = { ...before, en: words('pays 60,000') };
    const hash = sha256(
      versionText({
        languages: ['zh', 'en'],
        prevailing: 'zh',
        clauses: [{ id: clause, texts: canonicalTexts(table.asWritten) }],
      }),
    );
    const restore = (who: Guest, over: object = {}) =>
      who.ask('version.restore', { ...here, version, hash, ...over });
    expect(await restore(party)).toEqual(refusal('role.not-allowed'));
    expect(await restore(mediator, { version: VersionId.parse('no-such-version') })).toEqual(
      refusal('version.unknown'),
    );
    expect(await restore(mediator, { hash: '0'.repeat(64) })).toEqual(refusal('clause.changed'));
    expect(respondent.all('agreement').at(-1)?.view.agreement?.versions).toHaveLength(1);
    expect(await restore(mediator)).toEqual({ ok: true, value: {} });
    const { view } = await respondent.until(
      'agreement',
      (notice) => notice.view.agreement?.versions.length === 2,
    );
    const [, kept] = view.agreement?.versions ?? [];
    expect(kept).toMatchObject({ name: null, why: 'restored', by: null, hash });
    const last = await party.ask('version.read', { ...here, version: kept?.id ?? version });
    expect(last).toMatchObject({ ok: true, value: { clauses: [{ texts: table.asWritten }] } });
    const history = await party.ask('clause.history', { clause });
    expect(history).toMatchObject({ ok: true, value: { deeds: [{ kind: 'restored', side: null }] } });
  });

  test('[VER-20] a clause is taken out over a version of all that stands, from which it is put back', async () => {
    const clause = await table.begin();
    const { mediator, party } = table.people;
    const here = { doc: 'agreement', epoch: epochOf(mediator) } as const;
    expect(await party.ask('clause.remove', { ...here, clause })).toEqual(refusal('role.not-allowed'));
    expect(party.all('agreement').at(-1)?.view.agreement?.versions).toEqual([]);
    expect(await mediator.ask('clause.remove', { ...here, clause })).toEqual({ ok: true, value: {} });
    const { view } = await party.until('agreement', (told) => told.view.agreement?.clauses.length === 0);
    const [kept] = view.agreement?.versions ?? [];
    if (kept === undefined) throw new Error('nothing was kept');
    expect(kept).toMatchObject({ name: null, why: 'removed', by: null });
    expect(await party.ask('version.read', { ...here, version: kept.id })).toMatchObject({
      ok: true,
      value: { clauses: [{ id: clause, texts: table.asWritten }] },
    });
    const hash = sha256(versionText({ languages: ['zh', 'en'], prevailing: 'zh', clauses: [] }));
    expect(await mediator.ask('version.restore', { ...here, version: kept.id, hash })).toEqual({
      ok: true,
      value: {},
    });
    await party.until('agreement', (told) => told.view.agreement?.clauses[0]?.id === clause);
  });

  test('[DOC-20] [DOC-21] a document is started anew over what stands, which is read from then on and not put back', async () => {
    const clause = await table.begin();
    const { mediator, party } = table.people;
    const here = { doc: 'agreement', epoch: epochOf(mediator) } as const;
    const anew = { ...beginning, epoch: epochOf(mediator), languages: ['en', 'ja'], prevailing: 'en' };
    expect(await party.ask('agreement.restart', anew)).toEqual(refusal('role.not-allowed'));
    expect(await mediator.ask('agreement.restart', anew)).toEqual({ ok: true, value: {} });
    const { view } = await party.until('agreement', (told) => told.view.agreement?.prevailing === 'en');
    expect(view.agreement?.languages).toEqual(['en', 'ja']);
    expect(view.agreement?.clauses.map(({ id }) => id)).not.toContain(clause);
    const [kept] = view.agreement?.versions ?? [];
    if (kept === undefined) throw new Error('nothing was kept');
    expect(kept).toMatchObject({ name: null, why: 'anew', by: null });
    expect(await party.ask('version.read', { ...here, version: kept.id })).toMatchObject({
      ok: true,
      value: { languages: ['zh', 'en'], clauses: [{ id: clause, texts: table.asWritten }] },
    });
    const restore = { ...here, version: kept.id, hash: '0'.repeat(64) };
    expect(await mediator.ask('version.restore', restore)).toEqual(refusal('version.other-languages'));
  });

  test('[VER-7] who wrote under a name is told to those who see that person, and of a draft to those beside it', async () => {
    await table.begin();
    const { mediator, party } = table.people;
    const ask = (who: Guest, doc: 'agreement' | 'draft' = 'agreement') =>
      who.ask('document.writers', { doc, epoch: epochOf(who), clients: [1, 2, 3] });
    const both = [
      { client: 1, participant: participant('party') },
      { client: 2, participant: participant('respondent') },
    ];
    expect(await ask(party)).toEqual({ ok: true, value: { writers: both } });
    expect(await ask(party, 'draft')).toEqual(refusal('document.unknown'));
    const made = await mediator.ask('caucus.open', {
      title: 'Between us',
      minutes: null,
      participants: [participant('party')],
    });
    if (!made.ok) throw new Error('no caucus was made');
    await party.until(
      'view',
      ({ view }) => view.place.kind === 'room' && view.place.room === made.value.room,
    );
    expect(await ask(party)).toEqual({ ok: true, value: { writers: both.slice(0, 1) } });
    expect(await ask(mediator)).toEqual({ ok: true, value: { writers: both } });
  });

  test('[AGR-1] a language named twice, or one that prevails without being there, is no request', async () => {
    const { mediator } = table.people;
    const epoch = epochOf(mediator);
    for (const wrong of [
      { languages: ['zh', 'zh'] },
      { languages: [] },
      { languages: ['zh', 'en', 'ja', 'ko', 'fr'] },
      { prevailing: 'ja' },
      { template: 'anything' },
    ]) {
      expect(await mediator.raw('agreement.start', { ...beginning, epoch, ...wrong })).toEqual(
        refusal('request.malformed'),
      );
    }
  });
});
