import { AttemptId, StaffId } from '@parley/shared/ids';
import type { CaseDetail, LinkView } from '@parley/shared/protocol';
import { fakeSfu } from '@parley/sfu/fake';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Guest } from '../gateway/testing/guest.ts';
import type { Serving } from '../serve.ts';
import { freshDatabase, type TestStore } from '../store/testing.ts';
import { serveForTest } from '../testing-serve.ts';

/** What the office changes of a case while one of its sessions goes on, over the whole server and a real database. */

let store: TestStore;
let serving: Serving;
let guests: Guest[];
beforeEach(async () => {
  guests = [];
  store = await freshDatabase();
  serving = await serveForTest({ store, sfu: fakeSfu() });
});
afterEach(async () => {
  for (const guest of guests) guest.close();
  await serving.close();
  await store.close();
});

async function theCase(): Promise<CaseDetail> {
  const sample = await serving.services.sample();
  if (sample === null) throw new Error('no sample');
  return serving.services.cases.read(sample.caseId);
}
async function linkOf(fits: (link: LinkView) => boolean): Promise<LinkView> {
  const link = (await theCase()).sessions[0]?.links.find(fits);
  if (link === undefined) throw new Error('no link');
  return link;
}

async function come({ url }: LinkView): Promise<Guest> {
  const token = url?.split('#')[1];
  const guest = new Guest(serving.url, { token, device: `device-${guests.length}`, takeOver: true });
  guests.push(guest);
  await guest.connected();
  return guest;
}
async function mediates(): Promise<Guest> {
  const mediator = await come(await linkOf(({ role }) => role === 'mediator'));
  await mediator.ask('session.enter', {});
  await mediator.until('view', ({ view }) => view.place.kind === 'room');
  return mediator;
}
const until = (guest: Guest, fits: (names: readonly string[]) => boolean) =>
  guest.until('view', ({ view }) => fits(view.people.map((each) => each.participant.name)));

const added = { name: '郑言 Zheng Yan', role: 'counsel' as const, languages: ['zh-CN'] };
async function addCounsel(): Promise<LinkView> {
  const { id, sides, sessions } = await theCase();
  const [, side] = sides;
  if (side === undefined) throw new Error('no second side');
  await serving.services.people.add(
    id,
    {
      people: [{ ...added, side: side.id }],
      sessions: sessions.map((session) => session.id),
      linkHours: 1,
      attempt: AttemptId.parse('attempt-of-the-office'),
    },
    StaffId.parse('somebody-of-the-office'),
  );
  return linkOf(({ name }) => name === added.name);
}

test('[ROSTER-3] whoever is added to a session that is open is expected at once, and comes in by their link', async () => {
  const mediator = await mediates();
  const link = await addCounsel();
  await until(mediator, (names) => names.includes(added.name));
  const counsel = await come(link);
  await counsel.ask('session.enter', {});
  await counsel.until('view', ({ view }) => view.place.kind === 'waiting');
  await mediator.ask('lobby.admit', { participants: [link.participant] });
  const { view } = await counsel.until('view', ({ view: now }) => now.place.kind === 'room');
  expect(view.me.participant).toMatchObject(added);
});

test('[ROSTER-6] whoever is taken out of a case is off the line at once, and whom nobody has seen come is expected no more', async () => {
  const mediator = await mediates();
  const link = await linkOf(({ role }) => role === 'counsel');
  const counsel = await come(link);
  await counsel.until('view', () => true);
  const { id } = await theCase();
  await serving.services.people.dismiss(id, link.person);
  expect((await counsel.until('dropped', () => true)).code).toBe('link.revoked');
  await until(mediator, (names) => !names.includes(link.name));
  const token = link.url?.split('#')[1];
  const again = new Guest(serving.url, { token, device: 'device-again', takeOver: true });
  guests.push(again);
  await expect(again.connected()).rejects.toMatchObject({ code: 'link.revoked' });
});

test('[ROSTER-6] whoever was there stays in the session as they are, off the line', async () => {
  const mediator = await mediates();
  const link = await linkOf(({ role }) => role === 'recorder');
  const recorder = await come(link);
  await recorder.ask('session.enter', {});
  await mediator.ask('lobby.admit', { participants: [link.participant] });
  await recorder.until('view', ({ view }) => view.place.kind === 'room');
  await serving.services.people.dismiss((await theCase()).id, link.person);
  expect((await recorder.until('dropped', () => true)).code).toBe('link.revoked');
  const { view } = await mediator.until('view', ({ view: now }) =>
    now.people.some((each) => each.participant.id === link.participant && each.line === 'offline'),
  );
  expect(view.people.map((each) => each.participant.name)).toContain(link.name);
});

test('[ROSTER-4] a corrected name is the one on every page that is open', async () => {
  const mediator = await mediates();
  const link = await linkOf(({ role }) => role === 'interpreter');
  const words = { name: '林晓文 Lin Xiaowen', languages: ['zh-CN', 'en'] };
  await serving.services.people.change((await theCase()).id, link.person, words);
  const { view } = await until(mediator, (names) => names.includes(words.name));
  expect(view.people.map((each) => each.participant.name)).not.toContain(link.name);
});

test('[ROSTER-2] what was stored and not told is followed by the next server, and by no server twice', async () => {
  await mediates();
  const { sessions } = await theCase();
  const [session] = sessions;
  if (session === undefined) throw new Error('no session');
  await store.db.updateTable('mediation_session').set({ title: 'Second round' }).execute();
  await serving.close();
  for (const _life of [1, 2]) {
    serving = await serveForTest({ store, sfu: fakeSfu() });
    const mediator = await come(await linkOf(({ role }) => role === 'mediator'));
    expect((await mediator.until('view', () => true)).view.title).toBe('Second round');
    mediator.close();
    await serving.close();
  }
  serving = await serveForTest({ store, sfu: fakeSfu() });
  const events = await store.events.load(session.id);
  expect(events.filter(({ type }) => type === 'session.corrected')).toHaveLength(1);
});
