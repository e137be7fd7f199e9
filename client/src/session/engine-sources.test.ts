import { describe, expect, test } from 'vitest';
import { mediator, party } from './testing/people.ts';
import { inPlenary } from './testing/seat.ts';

describe('the microphone', () => {
  test('is published while muted, and not a packet leaves until it is open', async () => {
    const seat = await inPlenary(party, 'microphone');
    expect(seat.port.offers).toEqual(['microphone']);
    expect(seat.port.sends).toEqual([]);
    await Promise.all([seat.engine.setMicrophone(true), seat.pass()]);
    expect(seat.port.sends).toEqual(['microphone']);
  });

  test('is silent the moment it is muted, before the server knows, and though the line is down', async () => {
    const seat = await inPlenary(party, 'microphone');
    await Promise.all([seat.engine.setMicrophone(true), seat.pass()]);
    seat.server.unreachable = true;
    seat.server.cut(party);
    void seat.engine.setMicrophone(false);
    expect(seat.port.sends).toEqual([]);
    await seat.pass(2_000);
    seat.server.unreachable = false;
    await seat.pass(2_000);
    expect(seat.server.state.people.get(party)?.microphone).toBe('muted');
    expect(seat.port.sends).toEqual([]);
  });

  test('stays muted across a move, and stays open across one', async () => {
    const seat = await inPlenary(party, 'microphone');
    seat.server.move(party, mediator);
    await seat.pass();
    expect(seat.server.sources(party)).toEqual(['microphone@2']);
    expect(seat.port.sends).toEqual([]);
    await Promise.all([seat.engine.setMicrophone(true), seat.pass()]);
    seat.server.move(party, mediator);
    await seat.pass();
    expect(seat.server.sources(party)).toEqual(['microphone@3']);
    expect(seat.port.sends).toEqual(['microphone']);
  });

  test('muted by the mediator: silent, and the person is told by whom', async () => {
    const seat = await inPlenary(party, 'microphone');
    await Promise.all([seat.engine.setMicrophone(true), seat.pass()]);
    seat.server.as(mediator, { type: 'participant.mute', participant: party });
    await seat.pass();
    expect(seat.port.sends).toEqual([]);
    expect(seat.told).toContainEqual({ kind: 'muted-by', name: 'Chen' });
  });

  test('opening it starts the device first, and tells when there is none', async () => {
    const seat = await inPlenary(party);
    seat.devices.failures.set('microphone', 'denied');
    await seat.engine.setMicrophone(true);
    expect(seat.told).toEqual([{ kind: 'device', source: 'microphone', failure: 'denied' }]);
    expect(seat.server.asked).not.toContain('microphone.set');
    seat.devices.failures.clear();
    await Promise.all([seat.engine.setMicrophone(true), seat.pass()]);
    expect(seat.port.sends).toEqual(['microphone']);
  });

  test('[CAU-9] what was pressed in one room does not open it in the next, however long the device took', async () => {
    const seat = await inPlenary(party);
    const prompt = Promise.withResolvers<void>();
    seat.devices.asked = prompt.promise;
    const pressed = seat.engine.setMicrophone(true);
    seat.server.move(party, mediator);
    await seat.pass();
    prompt.resolve();
    await Promise.all([pressed, seat.pass()]);
    expect(seat.server.asked).not.toContain('microphone.set');
    expect(seat.model.view?.me.microphone).not.toBe('open');
    expect(seat.port.sends).toEqual([]);
    await Promise.all([seat.engine.setMicrophone(true), seat.pass()]);
    expect(seat.port.sends).toEqual(['microphone']);
  });

  test('another device goes out on the same producer', async () => {
    const seat = await inPlenary(party, 'microphone');
    const before = seat.server.asked.filter((name) => name === 'media.publish').length;
    const track = seat.devices.replace('microphone');
    await seat.pass();
    expect([...seat.port.peer.outgoing].map((out) => out.track)).toEqual([track]);
    expect(seat.server.asked.filter((name) => name === 'media.publish')).toHaveLength(before);
  });
});

describe('camera and screen', () => {
  test('a camera goes on and off, and stays off across a move', async () => {
    const seat = await inPlenary(party);
    await Promise.all([seat.engine.setCamera(true), seat.pass()]);
    expect(seat.server.sources(party)).toEqual(['camera@1']);
    await Promise.all([seat.engine.setCamera(false), seat.pass()]);
    expect(seat.server.sources(party)).toEqual([]);
    seat.server.move(party, mediator);
    await seat.pass();
    expect(seat.server.sources(party)).toEqual([]);
  });

  test('a camera turned off while the line is down is closed at the server when it is back', async () => {
    const seat = await inPlenary(party, 'camera');
    seat.server.unreachable = true;
    seat.server.cut(party);
    await seat.engine.setCamera(false);
    expect(seat.port.offers).toEqual([]);
    seat.server.unreachable = false;
    await seat.pass(2_000);
    expect(seat.server.sources(party)).toEqual([]);
  });

  test('a shared screen never follows into another room', async () => {
    const seat = await inPlenary(party);
    await Promise.all([seat.engine.shareScreen(true), seat.pass()]);
    expect(seat.server.sources(party)).toEqual(['screen@1']);
    seat.server.move(party, mediator);
    await seat.pass();
    expect(seat.server.sources(party)).toEqual([]);
    expect(seat.model.local.screen).toEqual({ kind: 'off' });
    expect(seat.screen.readyState).toBe('ended');
  });

  test('the browser’s own «stop sharing» ends it', async () => {
    const seat = await inPlenary(party);
    await Promise.all([seat.engine.shareScreen(true), seat.pass()]);
    seat.screen.end();
    await seat.pass();
    expect(seat.server.sources(party)).toEqual([]);
    expect(seat.model.local.screen).toEqual({ kind: 'off' });
  });

  test('a refused screen is let go and the person is told, once', async () => {
    const seat = await inPlenary(party);
    seat.server.trouble.refuseNext = { name: 'media.publish', code: 'media.screen-taken' };
    await Promise.all([seat.engine.shareScreen(true), seat.pass(5_000)]);
    expect(seat.model.local.screen).toEqual({ kind: 'off' });
    expect(seat.model.notices).toHaveLength(1);
    expect(seat.server.asked.filter((name) => name === 'media.publish')).toHaveLength(1);
  });

  test('a publication that fails for the moment is tried again', async () => {
    const seat = await inPlenary(party);
    seat.server.trouble.refuseNext = { name: 'media.publish', code: 'sfu.unavailable' };
    await Promise.all([seat.engine.setCamera(true), seat.pass(1_000)]);
    expect(seat.server.sources(party)).toEqual(['camera@1']);
    expect(seat.model.notices).toEqual([]);
  });
});
