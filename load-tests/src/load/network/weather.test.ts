import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { expect, test } from 'vitest';
import { seeded } from '../statistics/random.ts';
import { Relay } from './relay.ts';
import type { Phase } from './scenario.ts';
import { Weather } from './weather.ts';

const clear: Phase = { name: 'clear', loss: 0, burst: 1, delayMs: 0, jitterMs: 0 };
const fates = (phase: Phase, count = 20_000, seed = 1): (number | null)[] => {
  const weather = new Weather(phase, seeded(seed));
  return Array.from({ length: count }, () => weather.next());
};
const lostOf = (all: readonly (number | null)[]): number => all.filter((each) => each === null).length;

test('the same seed loses the same packets', () => {
  const rain = { ...clear, loss: 0.2, jitterMs: 10 };
  expect(fates(rain)).toEqual(fates(rain));
  expect(fates(rain, 20_000, 2)).not.toEqual(fates(rain));
});

test.each([1, 5])(
  'of all packets the share is lost that is to be, in bursts of %i on the average',
  (burst) => {
    const all = fates({ ...clear, loss: 0.2, burst }, 100_000);
    expect(lostOf(all) / all.length).toBeCloseTo(0.2, 1.8);
    const bursts = all.filter((each, index) => each === null && all[index - 1] !== null).length;
    const mean = lostOf(all) / bursts;
    // By chance alone 1.25 in a row.
    expect(mean).toBeGreaterThan(burst === 1 ? 1.2 : 4.7);
    expect(mean).toBeLessThan(burst === 1 ? 1.3 : 5.3);
  },
);

test('in clear weather nothing is lost or late; else everything is as late as it is to be', () => {
  expect(fates(clear)).toEqual(fates(clear).map(() => 0));
  const late = fates({ ...clear, delayMs: 50, jitterMs: 20 });
  expect(Math.min(...late.map(Number))).toBeGreaterThanOrEqual(50);
  expect(Math.max(...late.map(Number))).toBeLessThanOrEqual(70);
});

test('weather turns from one moment to the next', () => {
  const weather = new Weather(clear, seeded(1));
  expect(weather.next()).toBe(0);
  weather.turn({ ...clear, loss: 0.9, burst: 1_000 });
  expect(lostOf(Array.from({ length: 100 }, () => weather.next()))).toBeGreaterThan(80);
  expect(weather.toll.of).toBe(100);
  expect(weather.toll.lost).toBeGreaterThan(80);
  weather.turn(clear);
  expect(weather.next()).toBe(0);
  expect(weather.toll).toEqual({ lost: 0, of: 1 });
});

test('a relay carries both ways what the weather lets through', async () => {
  const far = createSocket('udp4').bind(0, '127.0.0.1');
  const near = createSocket('udp4').bind(0, '127.0.0.1');
  await Promise.all([once(far, 'listening'), once(near, 'listening')]);
  const end = {
    ufrag: 'u',
    password: 'p',
    fingerprint: 'f',
    setup: 'passive',
    lite: true,
    candidates: [`candidate:1 1 udp 1 127.0.0.1 ${far.address().port} typ host`],
  } as const;
  const { relay, end: other } = await Relay.open(end, clear, seeded(1));
  const port = Number(other.candidates[0]?.split(' ')[5]);
  expect(port).not.toBe(far.address().port);
  far.on('message', (packet, from) => far.send(`${packet.toString()} back`, from.port, from.address));
  const answer = once(near, 'message');
  near.send('there', port, '127.0.0.1');
  expect(String((await answer)[0])).toBe('there back');
  relay.close();
  for (const socket of [near, far]) socket.close();
});
