import type { ParticipantId } from '@parley/shared/ids';
import { describe, expect, test } from 'vitest';
import { mediator, party, respondent } from './testing/people.ts';
import { Seat } from './testing/seat.ts';

/** A mediator with a party of either side, all in the joint session. */
async function conducting(): Promise<Seat> {
  const seat = new Seat(mediator);
  await seat.comeIn(mediator);
  for (const guest of [party, respondent]) seat.server.seat(guest, mediator);
  await seat.pass();
  return seat;
}

const roomOf = (seat: Seat, who: ParticipantId) => {
  const { view } = seat.model;
  return [view?.me, ...(view?.people ?? [])].find((each) => each?.participant.id === who)?.room ?? null;
};
const plenaryOf = (seat: Seat) =>
  seat.model.view?.board?.rooms.find(({ kind }) => kind === 'plenary')?.id ?? null;
const caucusesOf = (seat: Seat) =>
  seat.model.view?.board?.rooms.filter(({ kind }) => kind === 'caucus') ?? [];

describe('making a caucus', () => {
  test('brings these people there, called as wished', async () => {
    const seat = await conducting();
    const [moved] = await Promise.all([
      seat.engine.rooms.openCaucus({ title: 'Li alone', participants: [mediator, party], minutes: 10 }),
      seat.pass(),
    ]);
    expect(moved).toEqual({ kind: 'done' });
    const [caucus] = caucusesOf(seat);
    expect(caucus).toMatchObject({ title: 'Li alone', kind: 'caucus' });
    expect([roomOf(seat, mediator), roomOf(seat, party)]).toEqual([caucus?.id, caucus?.id]);
    expect(roomOf(seat, respondent)).toBe(plenaryOf(seat));
  });

  test('of opposing sides moves nobody, names them without a notice, and goes through confirmed', async () => {
    const seat = await conducting();
    const wish = { title: 'Both', participants: [mediator, party, respondent], minutes: null };
    const [stopped] = await Promise.all([seat.engine.rooms.openCaucus(wish), seat.pass()]);
    expect(stopped).toEqual({ kind: 'mixes', people: [party, respondent] });
    expect(caucusesOf(seat)).toEqual([]);
    expect(seat.told.filter((each) => JSON.stringify(each).includes('error'))).toEqual([]);
    const [done] = await Promise.all([
      seat.engine.rooms.openCaucus(wish, { kind: 'mixes', people: [respondent, party] }),
      seat.pass(),
    ]);
    expect(done).toEqual({ kind: 'done' });
    expect(caucusesOf(seat)).toHaveLength(1);
    expect(roomOf(seat, respondent)).toBe(caucusesOf(seat)[0]?.id);
  });
});

/** One of them alone in a private room. */
async function withCaucus() {
  const seat = await conducting();
  await Promise.all([
    seat.engine.rooms.openCaucus({ title: 'Li alone', participants: [party], minutes: null }),
    seat.pass(),
  ]);
  const [caucus] = caucusesOf(seat);
  if (caucus === undefined) throw new Error('no caucus');
  return { seat, caucus };
}

test('moving somebody in where the other side is stops in the same way', async () => {
  const { seat, caucus } = await withCaucus();
  const [stopped] = await Promise.all([seat.engine.rooms.move([respondent], caucus.id), seat.pass()]);
  expect(stopped).toEqual({ kind: 'mixes', people: [party, respondent] });
  expect(roomOf(seat, respondent)).toBe(plenaryOf(seat));
});

test('bringing together people who lack an interpreter names them, and goes on without once that is confirmed', async () => {
  const seat = await conducting();
  seat.server.opensJoint = false;
  await Promise.all([seat.engine.rooms.part(), seat.pass()]);
  const [stopped] = await Promise.all([seat.engine.rooms.gather(5), seat.pass()]);
  expect(stopped).toEqual({ kind: 'unserved', people: [mediator, party, respondent] });
  expect(seat.server.state.gathering).toBeNull();
  expect(seat.told.filter((each) => JSON.stringify(each).includes('error'))).toEqual([]);
  const confirmed = { kind: 'unserved', people: [mediator, party, respondent] } as const;
  const [done] = await Promise.all([seat.engine.rooms.gather(5, confirmed), seat.pass()]);
  expect(done).toEqual({ kind: 'done' });
  expect(seat.server.state.gathering).not.toBeNull();
});

test('[INT-47] letting somebody in and moving them to where they lack an interpreter names them, and goes on without', async () => {
  const seat = await conducting();
  const { rooms } = seat.engine;
  const question = { kind: 'unserved', people: [respondent] } as const;
  await Promise.all([
    rooms.openCaucus({ title: 'Zhou alone', participants: [respondent], minutes: null }),
    seat.pass(),
  ]);
  const plenary = plenaryOf(seat);
  if (plenary === null) throw new Error('no joint session');
  expect((await Promise.all([rooms.move([respondent], plenary), seat.pass()]))[0]).toEqual(question);
  expect((await Promise.all([rooms.move([respondent], plenary, question), seat.pass()]))[0]).toEqual({
    kind: 'done',
  });
  expect(roomOf(seat, respondent)).toBe(plenary);

  seat.server.as(respondent, { type: 'session.leave' });
  seat.server.as(respondent, { type: 'session.enter' });
  expect((await Promise.all([rooms.admit([respondent]), seat.pass()]))[0]).toEqual(question);
  expect((await Promise.all([rooms.admit([respondent], question), seat.pass()]))[0]).toEqual({
    kind: 'done',
  });
  expect(roomOf(seat, respondent)).toBe(plenary);
  expect(seat.told.filter((each) => JSON.stringify(each).includes('error'))).toEqual([]);
});

test('a move that is refused for another reason becomes a notice', async () => {
  const seat = await conducting();
  seat.server.opensJoint = false;
  await Promise.all([seat.engine.rooms.part(), seat.pass()]);
  const room = roomOf(seat, respondent);
  if (room === null) throw new Error('nowhere');
  expect(room).not.toBe(roomOf(seat, party));
  const [refused] = await Promise.all([seat.engine.rooms.move([party], room), seat.pass()]);
  expect(refused).toEqual({ kind: 'refused' });
  expect(seat.told.at(-1)).toMatchObject({ kind: 'error', error: { code: 'room.of-other-side' } });
});

test('[PRESS-4] what is asked while the line is away, or is refused, is answered with not done', async () => {
  const { seat, caucus } = await withCaucus();
  const close = async (): Promise<boolean> =>
    (await Promise.all([seat.engine.rooms.closeCaucus(caucus.id), seat.pass()]))[0];

  seat.server.unreachable = true;
  seat.server.cut(mediator);
  expect(await close()).toBe(false);
  expect(seat.told.at(-1)).toMatchObject({ kind: 'error', error: { code: 'connection.away' } });
  seat.server.unreachable = false;
  await seat.pass(5_000);
  expect(caucusesOf(seat)).toHaveLength(1);

  seat.server.trouble.refuseNext = { name: 'caucus.close', code: 'request.too-many' };
  expect(await close()).toBe(false);
  expect(await close()).toBe(true);
  expect(caucusesOf(seat)).toEqual([]);

  seat.server.trouble.refuseNext = { name: 'session.adjourn', code: 'store.unavailable' };
  const adjourned = await Promise.all([seat.engine.adjourn('See you on Monday.'), seat.pass()]);
  expect(adjourned[0]).toBe(false);
});
