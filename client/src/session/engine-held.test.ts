import { describe, expect, test } from 'vitest';
import { HELD_MS } from './held-presses.ts';
import { interpreter, mediator, party } from './testing/people.ts';
import { inPlenary, type Seat } from './testing/seat.ts';

/** The line of whoever sits here is away until it is let through again. */
function cutOff(seat: Seat, who = party): void {
  seat.server.unreachable = true;
  seat.server.cut(who);
  seat.server.asked.length = 0;
}

async function back(seat: Seat): Promise<void> {
  seat.server.unreachable = false;
  await seat.pass(2_000);
}

const away = { kind: 'error', error: { code: 'connection.away' } };

describe('while the line is away, my microphone', () => {
  test('[PRESS-5] is shown as closed the moment I close it', async () => {
    const seat = await inPlenary(party, 'microphone');
    await Promise.all([seat.engine.setMicrophone(true), seat.pass()]);
    cutOff(seat);
    await seat.engine.setMicrophone(false);
    expect(seat.port.sends).toEqual([]);
    expect(seat.model.view?.me.microphone).toBe('muted');
    await back(seat);
    expect(seat.model.view?.me.microphone).toBe('muted');
    expect(seat.server.state.people.get(party)?.microphone).toBe('muted');
    expect(seat.told).toEqual([]);
  });

  test('[PRESS-5] is not opened, nor later: nothing has happened, and that is said', async () => {
    const seat = await inPlenary(party, 'microphone');
    cutOff(seat);
    await seat.engine.setMicrophone(true);
    expect(seat.told).toMatchObject([away]);
    await back(seat);
    expect(seat.server.asked).not.toContain('microphone.set');
    expect(seat.port.sends).toEqual([]);
  });

  test('[PRESS-5] stays closed when it is opened again before the server knows that it was closed', async () => {
    const seat = await inPlenary(party, 'microphone');
    await Promise.all([seat.engine.setMicrophone(true), seat.pass()]);
    cutOff(seat);
    await seat.engine.setMicrophone(false);
    await seat.engine.setMicrophone(true);
    expect(seat.port.sends).toEqual([]);
    expect(seat.model.view?.me.microphone).toBe('muted');
    await back(seat);
    expect(seat.server.state.people.get(party)?.microphone).toBe('muted');
  });

  test('is open again on the screen at once where the line is there', async () => {
    const seat = await inPlenary(party, 'microphone');
    await Promise.all([seat.engine.setMicrophone(true), seat.pass()]);
    const closed = seat.engine.setMicrophone(false);
    expect(seat.model.view?.me.microphone).toBe('muted');
    await Promise.all([closed, seat.pass()]);
    await Promise.all([seat.engine.setMicrophone(true), seat.pass()]);
    expect(seat.model.view?.me.microphone).toBe('open');
    expect(seat.port.sends).toEqual(['microphone']);
  });
});

describe('while the line is away, what harms nobody', () => {
  test('[PRESS-6] waits for it, is shown as waiting, and is done', async () => {
    const seat = await inPlenary(party);
    cutOff(seat);
    const raised = seat.engine.raiseHand(true);
    await seat.pass(500);
    expect(seat.model.held).toBe(true);
    expect(seat.told).toEqual([]);
    await Promise.all([raised, back(seat)]);
    expect(seat.model.held).toBe(false);
    expect(seat.model.view?.me.handSince).not.toBeNull();
    expect(seat.told).toEqual([]);
  });

  test('[PRESS-6] also when it broke before there was an answer, and is done once', async () => {
    const seat = await inPlenary(party);
    seat.server.trouble.swallow = 'hand.raise';
    await Promise.all([seat.engine.raiseHand(true), seat.pass(2_000)]);
    expect(seat.model.view?.me.handSince).not.toBeNull();
    await Promise.all([seat.engine.raiseHand(false), seat.pass()]);
    expect(seat.model.view?.me.handSince).toBeNull();
    expect(seat.told).toEqual([]);
  });

  test('[PRESS-6] is asking for a mediator too, with the words that go with it', async () => {
    const seat = await inPlenary(party);
    cutOff(seat);
    const [asked] = await Promise.all([seat.engine.rooms.wish('mediator', 'A question.'), back(seat)]);
    expect(asked).toBe(true);
    expect(seat.server.state.people.get(party)?.wish).toMatchObject({
      kind: 'mediator',
      note: 'A question.',
    });
  });

  test.each([
    ['being ready', (seat: Seat) => seat.engine.rooms.setReady(true), 'ready.set'],
    ['the language one hears', (seat: Seat) => seat.engine.interpretation.listen('en'), 'channel.listen'],
    ['the language one reads', (seat: Seat) => seat.engine.captions.choose('en'), 'captions.choose'],
  ] as const)('[PRESS-6] and %s', async (_what, press, name) => {
    const seat = await inPlenary(party);
    cutOff(seat);
    await Promise.all([press(seat), back(seat)]);
    expect(seat.server.asked).toContain(name);
  });

  test('[PRESS-6] is given up when the line stays away, and that is said', async () => {
    const seat = await inPlenary(party);
    cutOff(seat);
    await Promise.all([seat.engine.raiseHand(true), seat.pass(HELD_MS)]);
    expect(seat.model.held).toBe(false);
    expect(seat.told).toMatchObject([away]);
    await back(seat);
    expect(seat.server.asked).not.toContain('hand.raise');
  });

  test('[PRESS-6] is not done in another room than it was pressed in', async () => {
    const seat = await inPlenary(party);
    cutOff(seat);
    const raised = seat.engine.raiseHand(true);
    seat.server.move(party, mediator);
    await Promise.all([raised, back(seat)]);
    expect(seat.server.asked).not.toContain('hand.raise');
    expect(seat.told.at(-1)).toMatchObject(away);
  });

  test('[PRESS-6] does not wait for a line that another device has taken', async () => {
    const seat = await inPlenary(party);
    cutOff(seat);
    const raised = seat.engine.raiseHand(true);
    seat.server.takeOver(party);
    await Promise.all([raised, back(seat)]);
    expect(seat.model).toMatchObject({ held: false, line: { kind: 'dropped' } });
  });
});

test('[PRESS-6] what touches others is never kept for later: nothing has happened, and that is said', async () => {
  const seat = await inPlenary(interpreter);
  cutOff(seat, interpreter);
  const epoch = seat.server.state.people.get(interpreter)?.epoch ?? 0;
  await seat.engine.turns.take(epoch);
  await seat.engine.lowerHand(party);
  await seat.engine.interpretation.end({ epoch, from: mediator });
  expect(seat.model.held).toBe(false);
  expect(seat.told).toMatchObject([away, away, away]);
  await back(seat);
  expect(seat.server.asked.filter((name) => /^(floor|hand|handover)/u.test(name))).toEqual([]);
});
