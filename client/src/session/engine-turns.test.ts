import { Epoch } from '@parley/shared/ids';
import { describe, expect, test } from 'vitest';
import { mediator, party } from './testing/people.ts';
import { inPlenary, Seat } from './testing/seat.ts';

const roomIn = ({ model }: Seat) => {
  const place = model.view?.place;
  if (place?.kind !== 'room') throw new Error('in no room');
  return place;
};
const turnsIn = ({ model }: Seat) => model.view?.interpretation?.turns ?? null;

/** The mediator and a party in the joint session, where people speak in turn. */
async function inTurn(): Promise<Seat> {
  const seat = new Seat(mediator);
  await seat.comeIn(mediator);
  seat.server.seat(party, mediator);
  await seat.pass();
  const manner = { kind: 'consecutive', limitSeconds: 30, awaySeconds: 10 } as const;
  const [set] = await Promise.all([seat.engine.turns.setManner(roomIn(seat).room, manner), seat.pass()]);
  expect(set).toBe(true);
  return seat;
}

const next = (epoch: Epoch): Epoch => Epoch.parse(epoch + 1);

describe('turns', () => {
  test('are set for a room, given to somebody, and ended', async () => {
    const seat = await inTurn();
    expect(turnsIn(seat)).toMatchObject({ limitSeconds: 30, floor: null });
    const { epoch } = roomIn(seat);
    await Promise.all([seat.engine.turns.override(epoch, party), seat.pass()]);
    expect(turnsIn(seat)?.floor).toMatchObject({ holder: party, phase: 'speaking' });
    await Promise.all([seat.engine.turns.override(epoch, null), seat.pass()]);
    expect(turnsIn(seat)?.floor).toBeNull();
  });

  test('are taken and passed on', async () => {
    const seat = await inTurn();
    const { epoch } = roomIn(seat);
    await Promise.all([seat.engine.turns.take(epoch), seat.pass()]);
    expect(turnsIn(seat)?.floor).toMatchObject({ holder: mediator });
    await Promise.all([seat.engine.turns.pass(epoch, party), seat.pass()]);
    expect(turnsIn(seat)?.floor).toMatchObject({ holder: party });
  });

  test('[TURN-3] asked of another stay than the present one are refused as stale, and it is told', async () => {
    const seat = await inTurn();
    const [taken] = await Promise.all([seat.engine.turns.take(next(roomIn(seat).epoch)), seat.pass()]);
    expect(taken).toBe(false);
    expect(turnsIn(seat)?.floor).toBeNull();
    expect(seat.told.at(-1)).toMatchObject({ kind: 'error', error: { code: 'epoch.stale' } });
  });

  test('taken while somebody has one are refused, which is told', async () => {
    const seat = await inTurn();
    const { epoch } = roomIn(seat);
    await Promise.all([seat.engine.turns.override(epoch, party), seat.pass()]);
    const [taken] = await Promise.all([seat.engine.turns.take(epoch), seat.pass()]);
    expect(taken).toBe(false);
    expect(seat.told.at(-1)).toMatchObject({ kind: 'error', error: { code: 'floor.taken' } });
  });
});

test('[TURN-1] whoever is told that nobody hears them sends nothing, whatever the SFU has done yet', async () => {
  const seat = await inPlenary(party, 'microphone');
  await Promise.all([seat.engine.setMicrophone(true), seat.pass()]);
  expect(seat.port.sends).toEqual(['microphone']);
  const { room } = roomIn(seat);
  seat.server.as(mediator, {
    type: 'manner.set',
    room,
    manner: { kind: 'consecutive', limitSeconds: 30, awaySeconds: 10 },
  });
  await seat.pass();
  expect(seat.port.sends).toEqual([]);
  const epoch = seat.server.state.people.get(mediator)?.epoch ?? 0;
  seat.server.as(mediator, { type: 'floor.override', epoch, to: party });
  await seat.pass();
  expect(seat.port.sends).toEqual(['microphone']);
});

test('[TURN-3] a microphone that was to open with a turn in one room stays closed in the next', async () => {
  const seat = await inPlenary(party, 'microphone');
  const { epoch } = roomIn(seat);
  seat.server.move(party, mediator);
  await seat.pass();
  await Promise.all([seat.engine.setMicrophone(true, epoch), seat.pass()]);
  expect(seat.model.view?.me.microphone).toBe('muted');
  await Promise.all([seat.engine.setMicrophone(true, roomIn(seat).epoch), seat.pass()]);
  expect(seat.model.view?.me.microphone).toBe('open');
});

test('[TURN-3] nor when the move came while the browser asked whether it may listen', async () => {
  const seat = await inPlenary(party);
  const { epoch } = roomIn(seat);
  const allowed = Promise.withResolvers<void>();
  const start = seat.devices.start.bind(seat.devices);
  seat.devices.start = (input) => allowed.promise.then(() => start(input));
  const opened = seat.engine.setMicrophone(true, epoch);
  seat.server.move(party, mediator);
  await seat.pass();
  allowed.resolve();
  await Promise.all([opened, seat.pass()]);
  expect(roomIn(seat).epoch).not.toBe(epoch);
  expect(seat.model.view?.me.microphone).toBe('muted');
});

test('whom the case does not know as an interpreter is assigned nothing, which is told', async () => {
  const seat = await inTurn();
  const wish = { participant: party, languages: ['zh', 'en'], bound: { to: 'session' } as const };
  const [done] = await Promise.all([seat.engine.turns.assign(wish), seat.pass()]);
  expect(done).toBe(false);
  expect(seat.told.at(-1)).toMatchObject({ kind: 'error', error: { code: 'interpreter.unknown' } });
});

test('only an interpreter asks somebody to speak more slowly', async () => {
  const seat = await inTurn();
  const [done] = await Promise.all([seat.engine.turns.askSlower(roomIn(seat).epoch, party), seat.pass()]);
  expect(done).toBe(false);
  expect(seat.told.at(-1)).toMatchObject({ kind: 'error', error: { code: 'role.not-allowed' } });
});
