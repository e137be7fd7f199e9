import { bookOf, publishedText, RichText, versionText } from '@parley/shared/agreement';
import { type ErrorCode, replyOf } from '@parley/shared/errors';
import { ClauseId, OwnTemplateId, VersionId } from '@parley/shared/ids';
import type { RequestInput } from '@parley/shared/protocol';
import { created, participant } from '@parley/shared/session/testing';
import { fakeSfu } from '@parley/sfu/fake';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ClauseTexts, Documents } from '../agreement/documents.ts';
import { canonicalTexts, hashOfTexts, sha256 } from '../agreement/text-hash.ts';
import type { Guest } from './testing/guest.ts';
import { type Kept, memoryTemplates, paragraphs } from '../templates/testing.ts';
import { openHarness } from './testing/harness.ts';

const words = (text: string): RichText =>
  RichText.parse({ type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text }] }] });
let asWritten: ClauseTexts = { zh: words('支付五万元'), en: words('pays 50,000') };
const refusal = (code: ErrorCode) => ({ ok: false, error: replyOf(code) });
const beginning: Omit<RequestInput<'agreement.start'>, 'epoch'> = {
  doc: 'agreement',
  template: 'blank',
  languages: ['zh', 'en'],
  prevailing: 'zh',
};

const ours = {
  own: OwnTemplateId.parse('template-of-ours'),
  title: '租赁和解',
  clauses: [{ zh: paragraphs('〔调解员〕'), en: paragraphs('〔mediators〕') }, { zh: paragraphs('租金') }],
};

let kept: Kept[] = [];
let harness: Awaited<ReturnType<typeof openHarness>>;
let people: Record<'mediator' | 'party' | 'respondent' | 'interpreter', Guest>;
/** Which clauses' words were read. */
let read: ClauseId[] = [];

/** Documents that say one thing in every clause. */
const documents: Documents = {
  of: (actor) => ({
    open: async () => ({ ticket: 'T'.repeat(43), client: 7 }),
    withTexts: async (document, clauses, decide) => {
      const all = bookOf(actor.state.agreement, document)?.clauses.map(({ id }) => id) ?? [];
      read.push(...(clauses ?? []));
      return decide((clauses ?? all).map((clause) => ({ clause, texts: asWritten })));
    },
    writers: async () =>
      new Map([
        [1, participant('party')],
        [2, participant('respondent')],
      ]),
    onWritten: () => undefined,
    cutOff: () => undefined,
    close: async () => undefined,
  }),
};

beforeEach(async () => {
  read = [];
  asWritten = { zh: words('支付五万元'), en: words('pays 50,000') };
  kept = [];
  const templates = memoryTemplates(created.organisation, [ours], kept);
  harness = await openHarness(fakeSfu(), Date.now, undefined, documents, created, templates);
  const mediator = await harness.seat('mediator', null);
  const [party, respondent, interpreter] = [
    await harness.seat('party', mediator),
    await harness.seat('respondent', mediator),
    await harness.seat('interpreter', mediator),
  ];
  people = { mediator, party, respondent, interpreter };
});
afterEach(async () => {
  for (const guest of Object.values(people)) guest.close();
  await harness.close();
});

const epochOf = (guest: Guest): number => {
  const place = guest.all('view').at(-1)?.view.place;
  return place?.kind === 'room' ? place.epoch : -1;
};
/** The mediator begins an agreement of one clause, and everybody has been told. */
async function begin(): Promise<ClauseId> {
  const { mediator } = people;
  const reply = await mediator.ask('agreement.start', { ...beginning, epoch: epochOf(mediator) });
  expect(reply).toEqual({ ok: true, value: {} });
  for (const guest of Object.values(people))
    await guest.until('agreement', ({ view }) => view.agreement !== null);
  const clause = mediator.all('agreement').at(-1)?.view.agreement?.clauses[0]?.id;
  if (clause === undefined) throw new Error('there is no clause');
  return clause;
}

describe("the organisation's own templates over sockets", () => {
  const from = (own: OwnTemplateId) => ({ ...beginning, template: { own } });

  test('[TPL-3] are offered to whoever may begin that document, and to nobody else', async () => {
    const { mediator, party } = people;
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
    await begin();
    expect(await asked(mediator)).toEqual(refusal('document.exists'));
  });

  test('[TPL-2] an agreement begins with the words of one, filled, by value', async () => {
    const { mediator } = people;
    const epoch = epochOf(mediator);
    expect(await mediator.ask('agreement.start', { ...from(ours.own), epoch })).toEqual({
      ok: true,
      value: {},
    });
    const event = harness.log.rows
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
    const { mediator } = people;
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
    asWritten = { zh: words('Li由Chen、Sun调解，电话 13800138000'), en: words('Haitian pays, says Wu') };
    const clause = await begin();
    const { mediator, party, respondent } = people;
    await mediator.ask('clause.propose', { clause });
    for (const guest of [party, respondent])
      await guest.ask('clause.agree', { clause, hash: hashOfTexts(asWritten) });
    await mediator.until('agreement', ({ view }) => view.agreement?.clauses[0]?.state === 'agreed');
    return clause;
  }

  test('[TPL-5] leave as the preview shows them, without the names of the case', async () => {
    const clause = await agreed();
    const { mediator } = people;
    expect(await mediator.ask('template.preview', { clauses: [clause] })).toEqual({
      ok: true,
      value: { clauses: [forOthers] },
    });
    const keep = (hash: string) => mediator.ask('template.keep', { title, clauses: [clause], hash });
    expect(await keep(hashOf([asWritten]))).toEqual(refusal('clause.changed'));
    expect(kept).toEqual([]);
    const answer = await keep(hashOf([forOthers]));
    const [one] = kept;
    expect(answer).toEqual({ ok: true, value: { template: one?.id } });
    expect(kept).toEqual([
      {
        organisation: created.organisation,
        id: one?.id,
        words: { title, languages: ['zh', 'en'], clauses: [forOthers] },
      },
    ]);
    const event = harness.log.rows.get(created.id)?.find(({ type }) => type === 'template.kept');
    expect(event).toMatchObject({ template: one?.id, clauses: [clause], by: participant('mediator') });
  });

  test('[TPL-5] tell nobody in the session anything', async () => {
    const clause = await agreed();
    const { mediator, party, respondent } = people;
    await party.ask('ready.set', { ready: true });
    await respondent.ask('ready.set', { ready: true });
    const told = [party, respondent].map((guest) => guest.told.length);
    await mediator.ask('template.keep', { title, clauses: [clause], hash: hashOf([forOthers]) });
    await mediator.ask('media.capabilities', {});
    expect(kept).toHaveLength(1);
    expect([party, respondent].map((guest) => guest.told.length)).toEqual(told);
  });

  test('[TPL-5] are those that every side has agreed to, and are kept by who conducts', async () => {
    const clause = await begin();
    const { mediator, party, interpreter } = people;
    read = [];
    const asked = (guest: Guest, clauses: ClauseId[]) =>
      Promise.all([
        guest.ask('template.preview', { clauses }),
        guest.ask('template.keep', { title, clauses, hash: hashOf([forOthers]) }),
      ]);
    const both = (code: ErrorCode) => [refusal(code), refusal(code)];
    for (const guest of [party, interpreter])
      expect(await asked(guest, [clause])).toEqual(both('role.not-allowed'));
    expect(await asked(mediator, [clause])).toEqual(both('clause.not-agreed'));
    expect(await asked(mediator, [ClauseId.parse('no-such-clause')])).toEqual(both('clause.unknown'));
    expect([read, kept]).toEqual([[], []]);
  });
});

describe('the agreement over sockets', () => {
  test('[AGR-11] is told to everyone who may know of it, when it differs and only then', async () => {
    const clause = await begin();
    const { mediator, party, respondent } = people;
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
    const clause = await begin();
    const { mediator, respondent } = people;
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
    const before = await harness.seat('recorder', people.mediator);
    expect(before.all('agreement')).toEqual([]);
    await begin();
    before.close();
    const again = harness.open('recorder');
    await again.connected();
    const { rev, view } = await again.until('agreement', () => true);
    expect([rev, view.agreement?.clauses.length]).toEqual([1, 1]);
    again.close();
  });

  test('[CLA-9] a side agrees to the words it saw, and to no others', async () => {
    const clause = await begin();
    const { mediator, party, respondent } = people;
    await mediator.ask('clause.propose', { clause });
    const seen = hashOfTexts(asWritten);
    const other = hashOfTexts({ ...asWritten, en: words('pays 60,000') });
    expect(await party.ask('clause.agree', { clause, hash: other })).toEqual(refusal('clause.changed'));
    expect(await party.ask('clause.agree', { clause, hash: seen })).toEqual({ ok: true, value: {} });
    expect(await respondent.ask('clause.agree', { clause, hash: seen })).toEqual({ ok: true, value: {} });
    await mediator.until('agreement', ({ view }) => view.agreement?.clauses[0]?.state === 'agreed');
  });

  test('[CLA-9] a translation is signed off as it was seen, and kept in those words', async () => {
    const clause = await begin();
    const { interpreter } = people;
    const align = (hash: string) => interpreter.ask('clause.align', { clause, hash });
    expect(await align('0'.repeat(64))).toEqual(refusal('clause.changed'));
    expect(await align(hashOfTexts(asWritten))).toEqual({ ok: true, value: {} });
    const { view } = await interpreter.until(
      'agreement',
      (notice) => notice.view.agreement?.clauses[0]?.aligned !== null,
    );
    expect(view.agreement?.clauses[0]?.aligned?.texts).toEqual({ zh: '支付五万元', en: 'pays 50,000' });
  });

  test('[CLA-9] whoever may not decide about a clause is answered without a look at its words', async () => {
    const clause = await begin();
    const nowhere = ClauseId.parse('no-such-clause');
    const hash = hashOfTexts(asWritten);
    const outside = harness.open('counsel');
    await outside.connected();
    await outside.ask('session.enter', {});
    for (const [guest, code] of [
      [outside, 'room.not-in'],
      [people.interpreter, 'role.not-allowed'],
    ] as const) {
      for (const each of [clause, nowhere]) {
        expect(await guest.ask('clause.agree', { clause: each, hash })).toEqual(refusal(code));
      }
    }
    expect(await people.party.ask('clause.agree', { clause, hash })).toEqual(refusal('clause.not-proposed'));
    expect(read).toEqual([]);
    outside.close();
  });

  test('[AGR-5] a draft is opened in the room and epoch one stands in, and never by naming another', async () => {
    const { party } = people;
    const draft = { doc: 'draft', epoch: epochOf(party) } as const;
    expect(await party.ask('agreement.start', { ...beginning, ...draft })).toEqual(
      refusal('document.not-here'),
    );
    const stale = { ...beginning, ...draft, epoch: draft.epoch - 1 };
    expect(await party.ask('agreement.start', stale)).toEqual(refusal('epoch.stale'));
  });

  test('[PUB-6] [PUB-7] exactly what was previewed leaves a draft, and nothing else of it reaches the others', async () => {
    await begin();
    const { mediator, party, respondent } = people;
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
      party.ask('draft.publish', { epoch: draft.epoch, clauses, after: null, hash });
    const preview = (texts: ClauseTexts) => sha256(publishedText([canonicalTexts(texts)]));
    expect(await publish(preview({ ...asWritten, en: words('pays 60,000') }))).toEqual(
      refusal('clause.changed'),
    );
    expect(await publish(preview(asWritten))).toEqual({ ok: true, value: {} });
    const { view: theirs } = await respondent.until(
      'agreement',
      (notice) => notice.view.agreement?.proposals.length === 1,
    );
    expect(theirs.agreement?.proposals[0]?.change).toMatchObject({ kind: 'new', texts: asWritten });
    const told = JSON.stringify(respondent.told.slice(before));
    for (const secret of [made.value.room, title, participant('counsel'), ...clauses]) {
      expect(told).not.toContain(secret);
    }
    // Nobody in the plenary was told that anything was begun: the party left, and something was proposed.
    expect(respondent.told.slice(before).filter(({ name }) => name === 'agreement')).toHaveLength(1);
  });

  test('[CLA-9] a proposal is made and accepted over the words that are there', async () => {
    const clause = await begin();
    const { party, respondent } = people;
    const suggest = (hash: string) =>
      party.ask('proposal.make', {
        change: { kind: 'change', clause, hash, texts: { en: words('pays 70,000') } },
        note: '',
      });
    expect(await suggest('0'.repeat(64))).toEqual(refusal('clause.changed'));
    const made = await suggest(hashOfTexts(asWritten));
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
    expect(await accept(hashOfTexts(asWritten))).toEqual({ ok: true, value: {} });
    const history = await respondent.ask('clause.history', { clause });
    expect(history).toMatchObject({ ok: true, value: { proposals: [{ outcome: { kind: 'accepted' } }] } });
  });

  test('[VER-1] [VER-3] a version is kept and read again as it was, by those who may know of the document', async () => {
    const clause = await begin();
    const { mediator, party } = people;
    const here = { doc: 'agreement', epoch: epochOf(mediator) } as const;
    expect(await party.ask('version.make', { ...here, name: 'ours' })).toEqual(refusal('role.not-allowed'));
    const made = await mediator.ask('version.make', { ...here, name: '一稿' });
    if (!made.ok) throw new Error('it was not kept');
    const { version } = made.value;
    const { view } = await party.until('agreement', (notice) => notice.view.agreement?.versions.length === 1);
    expect(view.agreement?.versions[0]).toMatchObject({ id: version, name: '一稿' });
    expect(await party.ask('version.read', { ...here, version })).toEqual({
      ok: true,
      value: {
        languages: ['zh', 'en'],
        prevailing: 'zh',
        clauses: [{ id: clause, state: 'draft', texts: asWritten }],
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
    const clause = await begin();
    const { mediator, party, respondent } = people;
    const here = { doc: 'agreement', epoch: epochOf(mediator) } as const;
    const made = await mediator.ask('version.make', { ...here, name: '一稿' });
    if (!made.ok) throw new Error('it was not kept');
    const { version } = made.value;
    const before = asWritten;
    asWritten = { ...before, en: words('pays 60,000') };
    const hash = sha256(
      versionText({
        languages: ['zh', 'en'],
        prevailing: 'zh',
        clauses: [{ id: clause, texts: canonicalTexts(asWritten) }],
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
    expect(last).toMatchObject({ ok: true, value: { clauses: [{ texts: asWritten }] } });
    const history = await party.ask('clause.history', { clause });
    expect(history).toMatchObject({ ok: true, value: { deeds: [{ kind: 'restored', side: null }] } });
  });

  test('[VER-7] who wrote under a name is told to those who see that person, and of a draft to those beside it', async () => {
    await begin();
    const { mediator, party } = people;
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
    const { mediator } = people;
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
