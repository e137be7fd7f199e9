import { setImmediate } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { Pacing } from './pacing.ts';

function paced() {
  const socket = {
    reads: true,
    pause: () => void (socket.reads = false),
    resume: () => void (socket.reads = true),
  };
  return { socket, pacing: new Pacing(socket) };
}

test('[EDIT-9] a socket that floods is read in turns with the others, whether its messages are long or many', async () => {
  for (const [size, most] of [
    [200_000, 1],
    [10, 2_000],
  ] as const) {
    const { socket, pacing } = paced();
    let count = 0;
    for (; socket.reads; count += 1) pacing.took(size);
    expect(count).toBeLessThanOrEqual(most);
    await setImmediate();
    expect(socket.reads).toBe(true);
  }
});

test('[EDIT-9] what is held is not read from until it is let go, however its turn ends', async () => {
  const { socket, pacing } = paced();
  pacing.took(200_000);
  pacing.hold();
  await setImmediate();
  expect(socket.reads).toBe(false);
  pacing.release();
  expect(socket.reads).toBe(true);
  pacing.took(200_000);
  pacing.hold();
  pacing.release();
  expect(socket.reads).toBe(false);
  await setImmediate();
  expect(socket.reads).toBe(true);
});
