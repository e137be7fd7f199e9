import { describe, expect, test } from 'vitest';
import { mediator, observer, party } from './testing/people.ts';
import { inPlenary, Seat } from './testing/seat.ts';

describe('coming in', () => {
  test('nothing reaches the server before the person presses «enter»', async () => {
    const seat = new Seat(party);
    await seat.pass(5_000);
    expect(seat.server.handshakes).toEqual([]);
    expect(seat.model.line).toEqual({ kind: 'connecting' });
  });

  test('waits in the lobby without media, and joins when admitted', async () => {
    const seat = new Seat(party);
    seat.server.seat(mediator, mediator, 'microphone');
    await seat.devices.start('microphone');
    void seat.engine.enter();
    await seat.pass();
    expect(seat.place).toBe('waiting');
    expect(seat.model.media).toBe('idle');
    expect(seat.server.asked).not.toContain('media.join');

    seat.server.admit(party, mediator);
    await seat.pass();
    expect(seat.model.media).toBe('joined');
    expect(seat.server.sources(party)).toEqual(['microphone@1']);
    expect([...seat.model.tracks.values()].map(({ owner, source }) => [owner, source])).toEqual([
      [mediator, 'microphone'],
    ]);
  });

  test('tells the server that each track is ready, so that it flows', async () => {
    const seat = await inPlenary(party);
    const mine = seat.server.sfu.of(seat.server.peerOf(party));
    expect([...mine.values()].map(({ ready }) => ready)).toEqual([true, true]);
  });

  test('works without microphone and camera', async () => {
    const seat = await inPlenary(party);
    expect(seat.model.media).toBe('joined');
    expect(seat.model.tracks.size).toBe(2);
    expect(seat.port.offers).toEqual([]);
  });

  test('a reloaded page takes up its place by the next press, though it never asks to enter', async () => {
    const first = await inPlenary(party, 'microphone');
    first.engine.close();
    const seat = new Seat(party, first.server, first.clock);
    await seat.comeIn(party, 'microphone');
    expect(seat.model.media).toBe('joined');
    expect(seat.model.tracks.size).toBe(2);
    expect(seat.server.sources(party)).toEqual(['microphone@1']);
    expect(seat.server.asked.filter((name) => name === 'session.enter')).toHaveLength(1);
  });

  test('an observer sends nothing, whatever devices run', async () => {
    const seat = await inPlenary(observer, 'microphone', 'camera');
    expect(seat.port.offers).toEqual([]);
    expect(seat.model.tracks.size).toBe(2);
  });

  test('entering survives a line that breaks before the answer', async () => {
    const seat = new Seat(party);
    seat.server.trouble.swallow = 'session.enter';
    let answered = false;
    void seat.engine.enter().then(() => (answered = true));
    await seat.pass(1_000);
    expect(seat.place).toBe('waiting');
    expect(answered).toBe(true);
  });

  test('after a refusal it takes a press to ask again', async () => {
    const seat = new Seat(party);
    seat.server.seat(mediator, mediator);
    void seat.engine.enter();
    await seat.pass();
    seat.server.as(mediator, { type: 'lobby.refuse', participant: party, reason: 'later' });
    await seat.pass(2_000);
    expect(seat.place).toBe('refused');
    void seat.engine.enter();
    await seat.pass();
    expect(seat.place).toBe('waiting');
  });

  test('whoever was removed does not come back by themselves when recalled', async () => {
    const seat = await inPlenary(party, 'microphone');
    seat.server.as(mediator, { type: 'participant.remove', participant: party, reason: 'noise' });
    await seat.pass();
    expect(seat.place).toBe('removed');
    expect(seat.model.media).toBe('idle');
    expect(seat.devices.getModel().microphone.kind).toBe('off');
    seat.server.as(mediator, { type: 'participant.recall', participant: party });
    await seat.pass(2_000);
    expect(seat.place).toBe('outside');
  });

  test('leaving ends everything here at once and is told to the server, also after a broken line', async () => {
    const seat = await inPlenary(party, 'microphone', 'camera');
    seat.server.trouble.swallow = 'session.leave';
    seat.server.unreachable = true;
    void seat.engine.leave();
    expect(seat.model.media).toBe('idle');
    expect(seat.port.offers).toEqual([]);
    expect(seat.devices.getModel().camera.kind).toBe('off');
    await seat.pass(2_000);
    seat.server.unreachable = false;
    await seat.pass(3_000);
    expect(seat.place).toBe('left');
  });

  test('a link opened anew by someone who had left leads in by its one press', async () => {
    const seat = await inPlenary(party);
    await Promise.all([seat.engine.leave(), seat.pass(1_000)]);
    seat.engine.close();
    const again = new Seat(party, seat.server, seat.clock);
    await Promise.all([again.engine.enter(), again.pass(2_000)]);
    expect(again.place).toBe('waiting');
  });
});

describe('another device', () => {
  test('takes over: this one says so, falls silent and does not come back by itself', async () => {
    const seat = await inPlenary(party, 'microphone', 'camera');
    seat.server.takeOver(party);
    await seat.pass();
    expect(seat.model.line).toMatchObject({ kind: 'dropped', error: { code: 'connection.superseded' } });
    expect(seat.model.media).toBe('idle');
    expect(seat.devices.getModel().camera.kind).toBe('off');
    const shakes = seat.server.handshakes.length;
    await seat.pass(60_000);
    expect(seat.server.handshakes).toHaveLength(shakes);
  });

  test('is taken over from by a press, with the devices that ran before', async () => {
    const seat = await inPlenary(party, 'camera');
    seat.server.takeOver(party);
    await seat.pass();
    seat.engine.useHere();
    await seat.pass();
    expect(seat.server.handshakes.at(-1)?.takeOver).toBe(true);
    expect(seat.model.line).toEqual({ kind: 'online' });
    expect(seat.server.sources(party)).toEqual(['camera@1']);
  });

  test('only a press takes over: coming back by oneself does not', async () => {
    const seat = await inPlenary(party);
    seat.server.cut(party);
    await seat.pass(1_000);
    expect(seat.server.handshakes.map(({ takeOver }) => takeOver)).toEqual([true, false]);
  });
});

test('a reloaded page that comes back by itself does not take over either', async () => {
  const seat = new Seat(party);
  seat.server.seat(mediator, mediator);
  seat.server.takeOver(party);
  const entered = seat.engine.enter({ resumed: true });
  await seat.pass(1_000);
  await entered;
  expect(seat.model.line).toMatchObject({ kind: 'dropped', error: { code: 'connection.superseded' } });
  seat.engine.useHere();
  await seat.pass();
  expect(seat.place).toBe('waiting');
});

describe('a locked session', () => {
  test('turns a newcomer away with its reason and no other word, until they try again', async () => {
    const seat = new Seat(party);
    seat.server.seat(mediator, mediator);
    seat.server.as(mediator, { type: 'session.lock', locked: true });
    await Promise.all([seat.engine.enter(), seat.pass(1_000)]);
    expect(seat.place).toBe('outside');
    expect(seat.model.turnedAway?.code).toBe('session.locked');
    expect(seat.told).toEqual([]);
    await seat.pass(60_000);
    expect(seat.place).toBe('outside');

    seat.server.as(mediator, { type: 'session.lock', locked: false });
    await Promise.all([seat.engine.enter(), seat.pass(1_000)]);
    expect(seat.place).toBe('waiting');
    expect(seat.model.turnedAway).toBe(null);
  });
});
