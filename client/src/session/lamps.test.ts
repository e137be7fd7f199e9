import { describe, expect, test } from 'vitest';
import { mediator, party } from './testing/people.ts';
import { Seat } from './testing/seat.ts';

describe('someone who is refused', () => {
  test('has no lamp on, and what ran before runs again once they ask again', async () => {
    const seat = new Seat(party);
    const camera = (): string => seat.devices.getModel().camera.kind;
    await seat.devices.start('camera');
    seat.server.seat(mediator, mediator);
    void seat.engine.enter();
    await seat.pass();
    expect([seat.place, camera()]).toEqual(['waiting', 'on']);
    seat.server.as(mediator, { type: 'lobby.refuse', participant: party, reason: 'later' });
    await seat.pass();
    expect([seat.place, camera()]).toEqual(['refused', 'off']);
    void seat.engine.enter();
    await seat.pass();
    expect([seat.place, camera()]).toEqual(['waiting', 'on']);
  });
});

describe('someone who was out and opens their link anew', () => {
  const out = async (type: 'left' | 'removed'): Promise<Seat> => {
    const seat = new Seat(party);
    seat.server.seat(mediator, mediator);
    await Promise.all([seat.engine.enter(), seat.pass(1_000)]);
    if (type === 'left') await Promise.all([seat.engine.leave(), seat.pass(1_000)]);
    else seat.server.as(mediator, { type: 'participant.remove', participant: party, reason: 'noise' });
    seat.engine.close();
    const again = new Seat(party, seat.server, seat.clock);
    await again.devices.start('camera');
    return again;
  };

  test('keeps on what they turned on at the device check, and is shown with it', async () => {
    const seat = await out('left');
    await Promise.all([seat.engine.enter(), seat.pass(1_000)]);
    seat.server.admit(party, mediator);
    await seat.pass();
    expect([seat.place, seat.devices.getModel().camera.kind]).toEqual(['room', 'on']);
    expect(seat.port.offers).toContain('camera');
  });

  test('has no lamp on once they are denied', async () => {
    const seat = await out('removed');
    await Promise.all([seat.engine.enter(), seat.pass(1_000)]);
    expect([seat.place, seat.devices.getModel().camera.kind]).toEqual(['removed', 'off']);
  });
});
