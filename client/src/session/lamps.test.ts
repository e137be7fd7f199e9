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
