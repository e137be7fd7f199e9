import type { DocumentRef } from '@parley/shared/agreement';
import type { ClauseId, ParticipantId, RoomId } from '@parley/shared/ids';
import { settledIn } from '@parley/shared/session';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { said } from '../agreement/testing/page.ts';
import { ownEdits } from '../agreement/undo.ts';
import { mediator, party, respondent } from './testing/people.ts';
import { FakeTab, inPlenary, Seat } from './testing/seat.ts';

const blank = { template: 'blank', languages: ['zh', 'en'], prevailing: 'zh' } as const;
type Kind = 'agreement' | 'draft';

function opened(seat: Seat, kind: Kind) {
  const document = seat.model.agreement.documents[kind];
  return document?.kind === 'open' ? document : null;
}

function rootIn(seat: Seat, kind: Kind) {
  const clause = seat.model.agreement.view[kind]?.clauses[0]?.id;
  if (clause === undefined) throw new Error('there is no clause');
  return { clause, language: 'zh' };
}

function write(seat: Seat, kind: Kind, text: string): void {
  const replica = opened(seat, kind)?.document.replica;
  if (replica === undefined || replica === null) throw new Error('nothing is open');
  const root = replica.textOf(rootIn(seat, kind));
  root.doc?.transact(() => {
    const paragraph = new Y.XmlElement('paragraph');
    paragraph.insert(0, [new Y.XmlText(text)]);
    root.insert(0, [paragraph]);
  }, ownEdits);
}

const roomOf = (seat: Seat, who: ParticipantId): RoomId => {
  const person = seat.server.state.people.get(who);
  const room = person === undefined ? undefined : settledIn(person)?.room;
  if (room === undefined) throw new Error('they stand in no room');
  return room;
};

async function begun(seat: Seat, kind: Kind): Promise<void> {
  const starting = seat.engine.agreement.start(kind, blank);
  await seat.pass();
  expect(await starting).toBe(true);
  seat.engine.agreement.open(kind);
  await seat.pass(1_000);
}

/** A party with a draft open in a caucus, and the mediator beside it. */
async function inCaucus(): Promise<Seat> {
  const seat = await inPlenary(party);
  seat.server.seat(respondent, mediator);
  seat.server.as(mediator, {
    type: 'caucus.open',
    room: seat.server.id('caucus') as RoomId,
    title: 'apart',
    minutes: null,
    participants: [party, mediator],
    mixing: [],
  });
  await seat.pass(10_000);
  await begun(seat, 'draft');
  return seat;
}

/** A mediator with the agreement open in the plenary. */
async function inTheRoom(): Promise<Seat> {
  const seat = new Seat(mediator);
  await seat.comeIn(mediator);
  await begun(seat, 'agreement');
  return seat;
}

/** The line is away, and words are written all the same. */
async function writesAway(seat: Seat, who: ParticipantId, kind: Kind, ...words: readonly string[]) {
  seat.server.unreachable = true;
  seat.server.cut(who);
  await seat.pass();
  for (const each of words) write(seat, kind, each);
  await seat.pass(1_000);
}

/** The page is loaded anew; with a line again unless `away`. */
async function reloaded(before: Seat, who: ParticipantId, tab = before.tab, away = false): Promise<Seat> {
  before.engine.close();
  before.server.unreachable = away;
  const seat = new Seat(who, before.server, before.clock, undefined, null, tab);
  void seat.engine.enter({ resumed: true });
  await seat.pass(10_000);
  return seat;
}

const theAgreement: DocumentRef = { kind: 'agreement' };
const stored = (seat: Seat, document: DocumentRef, clause: ClauseId): string | null =>
  said(seat.server.gates.of(document), { clause, language: 'zh' });

describe('[PAGE-20] what is not known to be stored outlives the page', () => {
  test('and goes on in its document, once, where its person still stands', async () => {
    const before = await inCaucus();
    const { clause } = rootIn(before, 'draft');
    const draft = { kind: 'draft', room: roomOf(before, party) } as const;
    write(before, 'draft', 'stored;');
    await before.pass(1_000);
    expect(before.tab.words).toBeNull();
    await writesAway(before, party, 'draft', 'second;', 'first;');
    expect(before.tab.words).toContain('second;');
    const after = await reloaded(before, party);
    expect(stored(after, draft, clause)).toBe('first;\nsecond;\nstored;');
    expect(opened(after, 'draft')?.live).toMatchObject({ unsaved: false, aside: [] });
    expect(after.model.lostWords).toEqual([]);
    expect(after.tab.words).toBeNull();
  });

  test('also when the page is loaded anew a second time before there is a line', async () => {
    const before = await inTheRoom();
    const { clause } = rootIn(before, 'agreement');
    await writesAway(before, mediator, 'agreement', 'twice;');
    const between = await reloaded(before, mediator, before.tab, true);
    expect(between.tab.words).toContain('twice;');
    const after = await reloaded(between, mediator);
    expect(stored(after, theAgreement, clause)).toBe('twice;');
    expect(after.tab.words).toBeNull();
  });

  test('once also where only the answer was lost', async () => {
    const before = await inTheRoom();
    const { clause } = rootIn(before, 'agreement');
    const gate = before.server.gates.of(theAgreement);
    gate.holdStored = true;
    write(before, 'agreement', 'only once;');
    await before.pass(1_000);
    expect(said(gate, { clause, language: 'zh' })).toBe('only once;');
    expect(before.tab.words).toContain('only once;');
    gate.holdStored = false;
    const after = await reloaded(before, mediator);
    expect(stored(after, theAgreement, clause)).toBe('only once;');
    expect(opened(after, 'agreement')?.live).toMatchObject({ unsaved: false, aside: [] });
    write(after, 'agreement', 'and on;');
    await after.pass(1_000);
    expect(stored(after, theAgreement, clause)).toBe('and on;\nonly once;');
  });

  test('is kept when the page is put out of sight, without a moment’s delay', async () => {
    const seat = await inTheRoom();
    seat.server.gates.of(theAgreement).holdStored = true;
    write(seat, 'agreement', 'before the phone was locked');
    expect(seat.tab.words).toBeNull();
    seat.hint('hidden');
    expect(seat.tab.words).toContain('before the phone was locked');
    seat.server.gates.of(theAgreement).store();
    await seat.pass();
    expect(seat.tab.words).toBeNull();
  });

  test('and is put aside for its writer where its clause was closed meanwhile', async () => {
    const before = await inTheRoom();
    const { clause } = rootIn(before, 'agreement');
    await writesAway(before, mediator, 'agreement', 'too late;');
    before.server.gates.of(theAgreement).refuses.set(clause, 'clause.not-draft');
    const after = await reloaded(before, mediator);
    expect(stored(after, theAgreement, clause)).toBe('');
    expect(opened(after, 'agreement')?.live.aside).toMatchObject([
      { words: 'too late;', why: { kind: 'refused' } },
    ]);
    const again = await reloaded(after, mediator);
    again.engine.agreement.open('agreement');
    await again.pass(1_000);
    expect(opened(again, 'agreement')?.live.aside).toMatchObject([{ words: 'too late;' }]);
    opened(again, 'agreement')?.document.forget(1);
    expect(again.tab.words).toBeNull();
  });

  test('and where the server knows the page no more it is put aside, not written a second time', async () => {
    const before = await inTheRoom();
    const { clause } = rootIn(before, 'agreement');
    const gate = before.server.gates.of(theAgreement);
    gate.holdStored = true;
    write(before, 'agreement', 'there already;');
    await before.pass(1_000);
    gate.holdStored = false;
    await writesAway(before, mediator, 'agreement', 'not there;');
    gate.forgetful = true;
    const after = await reloaded(before, mediator);
    expect(stored(after, theAgreement, clause)).toBe('there already;');
    expect(opened(after, 'agreement')?.live.aside).toMatchObject([
      { words: 'not there;', why: { kind: 'unsent' } },
    ]);
  });
});

describe('[PAGE-21] what is kept over a reload is for its writer alone, in the stay it was written in', () => {
  test('nobody else who opens their link in the tab comes by it, and it is gone', async () => {
    const before = await inCaucus();
    const draft = { kind: 'draft', room: roomOf(before, party) } as const;
    const { clause } = rootIn(before, 'draft');
    await writesAway(before, party, 'draft', 'our bottom line');
    const after = await reloaded(before, mediator);
    expect(after.tab.words).toBeNull();
    expect(after.model.lostWords).toEqual([]);
    expect(after.model.agreement.documents).toEqual({ agreement: null, draft: null });
    expect(stored(after, draft, clause)).toBe('');
  });

  test('where its room was left meanwhile it goes into no document, and stays with its writer', async () => {
    const before = await inCaucus();
    const room = roomOf(before, party);
    const { clause } = rootIn(before, 'draft');
    await writesAway(before, party, 'draft', 'our bottom line');
    before.server.as(mediator, { type: 'caucus.close', room });
    before.server.settle();
    const after = await reloaded(before, party);
    expect(after.model.lostWords).toMatchObject([{ kind: 'draft', text: 'our bottom line' }]);
    expect(after.tab.words).toBeNull();
    expect(stored(after, { kind: 'draft', room }, clause)).toBe('');
  });

  test('words in the agreement of an earlier stay stay with their writer too', async () => {
    const before = await inTheRoom();
    const { clause } = rootIn(before, 'agreement');
    await writesAway(before, mediator, 'agreement', 'from before;');
    before.server.move(mediator, mediator);
    const after = await reloaded(before, mediator);
    expect(after.model.lostWords).toMatchObject([{ kind: 'earlier', text: 'from before;' }]);
    expect(after.tab.words).toBeNull();
    expect(stored(after, theAgreement, clause)).toBe('');
  });

  test('a link that is withdrawn leaves nothing in the tab', async () => {
    const seat = await inTheRoom();
    seat.server.gates.of(theAgreement).holdStored = true;
    write(seat, 'agreement', 'mine alone');
    await seat.pass(1_000);
    expect(seat.tab.words).toContain('mine alone');
    seat.server.drop(mediator, 'link.revoked');
    await seat.pass();
    expect(seat.model.line.kind).toBe('dropped');
    expect(seat.tab.words).toBeNull();
    expect(seat.model.lostWords).toMatchObject([{ text: 'mine alone' }]);
    await seat.pass(10_000);
    expect(seat.tab.words).toBeNull();
  });

  test('a tab that was duplicated sends nothing a second time', async () => {
    const before = await inTheRoom();
    const { clause } = rootIn(before, 'agreement');
    await writesAway(before, mediator, 'agreement', 'in the first tab;');
    const copy = new FakeTab();
    copy.id = 'another-tab';
    copy.words = before.tab.words;
    const after = await reloaded(before, mediator, copy);
    expect(stored(after, theAgreement, clause)).toBe('');
    expect(after.model.lostWords).toMatchObject([{ kind: 'earlier', text: 'in the first tab;' }]);
  });

  test('what is no such thing is thrown away', async () => {
    const tab = new FakeTab();
    for (const words of ['', '{', '[]', '{"participant":"x"}']) {
      tab.words = words;
      const seat = new Seat(mediator, undefined, undefined, undefined, null, tab);
      expect(tab.words).toBeNull();
      seat.engine.close();
    }
  });
});
