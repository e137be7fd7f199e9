import { type ClauseId, CommentId } from '@parley/shared/ids';
import { agreementViewFor } from '@parley/shared/policy';
import { settledIn } from '@parley/shared/session';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { ownEdits } from '../agreement/undo.ts';
import { mediator, party, respondent } from './testing/people.ts';
import { inPlenary, Seat } from './testing/seat.ts';

const blank = { template: 'blank', languages: ['zh', 'en'], prevailing: 'zh' } as const;

function opened(seat: Seat, kind: 'agreement' | 'draft') {
  const document = seat.model.agreement.documents[kind];
  return document?.kind === 'open' ? document : null;
}

function write(seat: Seat, kind: 'agreement' | 'draft', text: string): void {
  const clause = seat.model.agreement.view[kind]?.clauses[0]?.id;
  const replica = opened(seat, kind)?.document.replica;
  if (clause === undefined || replica === undefined || replica === null) throw new Error('nothing is open');
  const root = replica.textOf({ clause, language: 'zh' });
  root.doc?.transact(() => {
    const paragraph = new Y.XmlElement('paragraph');
    paragraph.insert(0, [new Y.XmlText(text)]);
    root.insert(0, [paragraph]);
  }, ownEdits);
}

/** A party and a mediator in a caucus with a draft, which the party looks at. */
async function inCaucus(): Promise<Seat> {
  const seat = await inPlenary(party);
  seat.server.seat(respondent, mediator);
  await openCaucus(seat);
  return seat;
}

async function openCaucus(seat: Seat): Promise<void> {
  const room = seat.server.id('caucus') as never;
  seat.server.as(mediator, {
    type: 'caucus.open',
    room,
    title: 'apart',
    minutes: null,
    participants: [party, mediator],
    mixing: [],
  });
  await seat.pass(10_000);
}

test('a mediator begins it, and everyone in a room learns of it', async () => {
  const seat = await inPlenary(party);
  expect(seat.model.agreement.view).toEqual({ agreement: null, draft: null, mayStart: [] });
  const room = seat.server.state.plenary;
  seat.server.as(mediator, {
    type: 'agreement.start',
    document: { kind: 'agreement' },
    ...blank,
    languages: [...blank.languages],
    ids: [seat.server.id('clause') as ClauseId],
  });
  await seat.pass();
  expect(room).toBeDefined();
  expect(seat.model.agreement.view.agreement?.clauses).toHaveLength(1);
  expect(seat.model.agreement.documents.agreement).toBeNull();
});

test('[AGR-11] it is read on from what has changed; what went missing is asked for, and comes whole', async () => {
  const seat = await inPlenary(party);
  const document = { kind: 'agreement' } as const;
  const add = (clause: ClauseId): void =>
    seat.server.as(mediator, {
      type: 'clause.add',
      document,
      clause,
      after: null,
      pen: { kind: 'everyone' },
    });
  const next = (): ClauseId => seat.server.id('clause') as ClauseId;
  const languages = [...blank.languages];
  seat.server.as(mediator, { type: 'agreement.start', document, ...blank, languages, ids: [next()] });
  add(next());
  await seat.pass();
  const { view: whole } = seat.model.agreement;
  expect(whole).toEqual(agreementViewFor(seat.server.state, party));
  expect(whole.agreement?.clauses).toHaveLength(2);
  seat.server.loses = 'agreement.changed';
  add(next());
  await seat.pass();
  expect(seat.model.agreement.view).toEqual(whole);
  seat.server.loses = null;
  add(next());
  await seat.pass();
  expect(seat.model.agreement.view).toEqual(agreementViewFor(seat.server.state, party));
  expect(seat.model.agreement.view.agreement?.clauses).toHaveLength(4);
});

test('it is opened when it is looked at, and stays open from room to room', async () => {
  const seat = new Seat(mediator);
  await seat.comeIn(mediator);
  seat.engine.agreement.open('agreement');
  await seat.pass();
  expect(seat.model.agreement.documents.agreement).toBeNull();
  expect(await done(seat, seat.engine.agreement.start('agreement', blank))).toBe(true);
  expect(opened(seat, 'agreement')?.live).toMatchObject({ line: { kind: 'open' }, unsaved: false });
  const { copy } = opened(seat, 'agreement')?.live ?? {};
  seat.server.move(mediator, mediator);
  await seat.pass();
  expect(opened(seat, 'agreement')?.live).toMatchObject({ line: { kind: 'open' }, copy });
});

test('[PAGE-12] what stands in the way of publishing, or of a version, is told to whoever asked for it', async () => {
  const seat = await inCaucus();
  const { agreement } = seat.engine;
  const codeOf = async (asked: Promise<{ readonly code: string } | null>) =>
    (await done(seat, asked))?.code ?? null;
  const hash = '0'.repeat(64);
  expect(
    await codeOf(agreement.publish({ clauses: [seat.server.id('clause') as ClauseId], after: null, hash })),
  ).toBe('document.unknown');
  expect(await codeOf(agreement.versions.keep('draft', 'ours'))).toBe('document.unknown');
  expect(await done(seat, agreement.start('draft', blank))).toBe(true);
  expect(await codeOf(agreement.versions.keep('draft', 'ours'))).toBeNull();
  const version = seat.model.agreement.view.draft?.versions[0]?.id;
  if (version === undefined) throw new Error('nothing was kept');
  expect(await codeOf(agreement.versions.restore('draft', version, hash))).toBeNull();
  expect(await codeOf(agreement.versions.restore('agreement', version, hash))).toBe('document.unknown');
  expect(await done(seat, agreement.versions.read('draft', version))).toMatchObject({ ok: false });
  expect(await done(seat, agreement.versions.writers('draft', [1]))).toEqual({ ok: true, value: new Map() });
  expect(seat.model.notices).toEqual([]);
});

test('[PAGE-5] a line that was away brings what was written meanwhile', async () => {
  const seat = new Seat(mediator);
  await seat.comeIn(mediator);
  seat.engine.agreement.open('agreement');
  await done(seat, seat.engine.agreement.start('agreement', blank));
  seat.server.unreachable = true;
  seat.server.cut(mediator);
  await seat.pass();
  expect(opened(seat, 'agreement')?.live.line.kind).toBe('away');
  write(seat, 'agreement', 'kept');
  await seat.pass(3_000);
  expect(opened(seat, 'agreement')?.live.unsaved).toBe(true);
  seat.server.unreachable = false;
  await seat.pass(5_000);
  expect(opened(seat, 'agreement')?.live).toMatchObject({ line: { kind: 'open' }, unsaved: false });
});

test('[PAGE-9] a draft goes from this page with the room it was written in', async () => {
  const seat = await inCaucus();
  expect(seat.model.agreement.view.mayStart).toContain('draft');
  seat.engine.agreement.open('draft');
  await done(seat, seat.engine.agreement.start('draft', blank));
  write(seat, 'draft', 'our bottom line');
  await seat.pass();
  const draft = opened(seat, 'draft');
  expect(draft?.live.unsaved).toBe(false);
  const replica = draft?.document.replica;
  const room = settledIn(seat.server.state.people.get(party) ?? fail())?.room ?? fail();
  seat.server.as(mediator, { type: 'caucus.close', room });
  await seat.pass();
  expect(seat.model.agreement.view.draft).toBeNull();
  expect(seat.model.agreement.documents.draft).toBeNull();
  expect(draft?.document.replica).toBeNull();
  expect(replica?.awareness.doc.isDestroyed).toBe(true);
  expect(replica?.undo.undoStack).toEqual([]);
});

/** In the caucus with a draft begun, the line away, and words written meanwhile. */
async function awayInCaucus(): Promise<Seat> {
  const seat = await inCaucus();
  seat.engine.agreement.open('draft');
  await done(seat, seat.engine.agreement.start('draft', blank));
  write(seat, 'draft', 'stored before');
  await seat.pass(1_000);
  expect(opened(seat, 'draft')?.live.unsaved).toBe(false);
  seat.server.unreachable = true;
  seat.server.cut(party);
  await seat.pass();
  write(seat, 'draft', 'second');
  write(seat, 'draft', 'first');
  return seat;
}

const roomOf = (seat: Seat) => settledIn(seat.server.state.people.get(party) ?? fail())?.room ?? fail();

test('[PAGE-16] what was written in a draft without a line is kept for its writer when the room closes meanwhile', async () => {
  const seat = await awayInCaucus();
  seat.server.as(mediator, { type: 'caucus.close', room: roomOf(seat) });
  expect(seat.model.lostWords).toEqual([]);
  seat.server.unreachable = false;
  await seat.pass(5_000);
  expect(seat.model.agreement.documents.draft).toBeNull();
  expect(seat.model.lostWords).toMatchObject([{ kind: 'draft', text: 'second\nfirst' }]);
  const [lost] = seat.model.lostWords;
  if (lost !== undefined) seat.engine.agreement.putAway(lost.id);
  expect(seat.model.lostWords).toEqual([]);
});

test('[PAGE-16] what was put aside of a draft is kept with it', async () => {
  const seat = await inCaucus();
  seat.engine.agreement.open('draft');
  await done(seat, seat.engine.agreement.start('draft', blank));
  const clause = seat.model.agreement.view.draft?.clauses[0]?.id ?? fail();
  seat.server.gates.of({ kind: 'draft', room: roomOf(seat) }).refuses.set(clause, 'clause.not-draft');
  write(seat, 'draft', 'refused');
  await seat.pass(3_000);
  expect(opened(seat, 'draft')?.live.aside).toHaveLength(1);
  seat.server.as(mediator, { type: 'caucus.close', room: roomOf(seat) });
  await seat.pass();
  expect(seat.model.lostWords).toMatchObject([{ kind: 'draft', text: 'refused' }]);
});

test('[PAGE-16] what is stored leaves nothing behind', async () => {
  const seat = await inCaucus();
  seat.engine.agreement.open('draft');
  await done(seat, seat.engine.agreement.start('draft', blank));
  write(seat, 'draft', 'stored');
  await seat.pass(1_000);
  seat.server.as(mediator, { type: 'caucus.close', room: roomOf(seat) });
  await seat.pass();
  expect(seat.model.lostWords).toEqual([]);
});

test('[PAGE-16] what is not stored of the agreement is in sight while its writer stands in no room, and stored when they are back', async () => {
  const seat = new Seat(mediator);
  await seat.comeIn(mediator);
  seat.engine.agreement.open('agreement');
  await done(seat, seat.engine.agreement.start('agreement', blank));
  seat.server.gates.of({ kind: 'agreement' }).holdStored = true;
  write(seat, 'agreement', 'not stored');
  await seat.pass();
  expect(seat.model.lostWords).toEqual([]);
  seat.server.takeOver(mediator);
  await seat.pass(1_000);
  expect(seat.model).toMatchObject({
    line: { kind: 'dropped' },
    lostWords: [{ kind: 'agreement', text: 'not stored' }],
  });
  seat.server.gates.of({ kind: 'agreement' }).holdStored = false;
  seat.engine.useHere();
  await seat.pass(5_000);
  expect(seat.model.lostWords).toEqual([]);
  expect(opened(seat, 'agreement')?.live).toMatchObject({ line: { kind: 'open' }, unsaved: false });
});

test('[PAGE-16] what its writer put away is nowhere on the page they left', async () => {
  const seat = new Seat(mediator);
  await seat.comeIn(mediator);
  seat.engine.agreement.open('agreement');
  await done(seat, seat.engine.agreement.start('agreement', blank));
  seat.server.gates.of({ kind: 'agreement' }).holdStored = true;
  write(seat, 'agreement', 'on a borrowed phone');
  const document = opened(seat, 'agreement')?.document;
  seat.server.takeOver(mediator);
  await seat.pass(1_000);
  seat.engine.agreement.putAway(seat.model.lostWords[0]?.id ?? fail());
  expect(seat.model.lostWords).toEqual([]);
  expect(seat.model.agreement.documents.agreement).toBeNull();
  expect(document?.replica).toBeNull();
});

test('[COM-11] what was begun in one room is not said in the next, however late the page learns of it', async () => {
  const seat = await inPlenary(party);
  seat.server.seat(respondent, mediator);
  seat.server.as(mediator, {
    type: 'agreement.start',
    document: { kind: 'agreement' },
    ...blank,
    languages: [...blank.languages],
    ids: [seat.server.id('clause') as ClauseId],
  });
  await openCaucus(seat);
  const { place } = seat.model.view ?? fail();
  const epoch = place.kind === 'room' ? place.epoch : fail();
  const clause = seat.model.agreement.view.agreement?.clauses[0]?.id ?? fail();
  const remark = {
    doc: 'agreement',
    epoch,
    clause,
    language: 'zh',
    anchor: { from: 'AQID', to: 'AQID' },
    quote: '',
    text: 'our bottom line',
    scope: 'room',
  } as const;
  const say = (id: string) =>
    seat.engine.agreement.comments.make({ ...remark, mentions: [], id: CommentId.parse(id) });
  expect(await done(seat, say('comment-1'))).toBe(true);
  const room = settledIn(seat.server.state.people.get(party) ?? fail())?.room ?? fail();
  seat.server.as(mediator, { type: 'caucus.close', room });
  await seat.pass();
  expect(await done(seat, say('comment-2'))).toBe(false);
  expect(seat.told.at(-1)).toMatchObject({ kind: 'error', error: { code: 'epoch.stale' } });
  expect(seat.server.state.agreement.agreement?.comments).toEqual([]);
});

test('what is refused is told', async () => {
  const seat = await inPlenary(party);
  expect(await done(seat, seat.engine.agreement.start('agreement', blank))).toBe(false);
  expect(seat.told).toMatchObject([{ kind: 'error', error: { code: 'role.not-allowed' } }]);
});

async function done<T>(seat: Seat, work: Promise<T>): Promise<T> {
  await seat.pass();
  const result = await work;
  await seat.pass();
  return result;
}

const fail = (): never => {
  throw new Error('nobody is there');
};
