import { expect, test } from 'vitest';
import { FakeClock } from '../session/testing/fake-clock.ts';
import { type Fare, SoundFirst } from './sound-first.ts';

function onALine() {
  const clock = new FakeClock();
  const line: { fare: Fare; looks: number } = { fare: 'well', looks: 0 };
  const told: boolean[] = [];
  const first = new SoundFirst(
    clock,
    () => {
      line.looks += 1;
      return Promise.resolve(line.fare);
    },
    (narrow) => told.push(narrow),
  );
  /** So many seconds of this. */
  const fares = async (fare: Fare, seconds: number): Promise<void> => {
    line.fare = fare;
    await clock.pass(seconds * 1_000);
  };
  return { clock, line, told, first, fares };
}

test('[MEDIA-6] pictures give way within seconds where sound fares badly', async () => {
  const { told, fares } = onALine();
  await fares('well', 60);
  expect(told).toEqual([]);
  await fares('badly', 3);
  expect(told).toEqual([true]);
});

test('[MEDIA-6] a moment’s trouble, again and again, takes no picture away', async () => {
  const { told, fares } = onALine();
  for (let time = 0; time < 20; time += 1) {
    await fares('badly', 1);
    await fares('well', 2);
  }
  expect(told).toEqual([]);
});

test('[MEDIA-6] they come back once sound has fared well for a while, and not before', async () => {
  const { told, fares } = onALine();
  await fares('badly', 20);
  await fares('well', 6);
  await fares('badly', 1);
  await fares('well', 6);
  expect(told).toEqual([true]);
  await fares('well', 4);
  expect(told).toEqual([true, false]);
});

test('[MEDIA-6] where pictures bring the trouble back they are tried less and less often, but for good again in the end', async () => {
  const { told, fares } = onALine();
  const waits: number[] = [];
  for (let time = 0; time < 6; time += 1) {
    const before = told.length;
    await fares('badly', 3);
    let seconds = 0;
    for (; told.length < before + 2 && seconds < 200; seconds += 1) await fares('well', 1);
    waits.push(seconds);
  }
  expect(waits).toEqual(waits.toSorted((a, b) => a - b));
  expect(waits.at(-1)).toBeGreaterThan(40);
  expect(waits.at(-1)).toBeLessThan(80);
  await fares('well', 60);
  await fares('badly', 3);
  await fares('well', 10);
  expect(told.slice(-2)).toEqual([true, false]);
});

test('[MEDIA-6] what goes wrong as soon as they are back is of their making, and they are gone at once', async () => {
  const { told, fares } = onALine();
  await fares('badly', 3);
  await fares('well', 10);
  await fares('doubtful', 1);
  expect(told).toEqual([true, false, true]);
});

test('[MEDIA-6] where it may be somebody else’s line, theirs has time to mend it first', async () => {
  const { told, fares } = onALine();
  await fares('doubtful', 4);
  await fares('well', 1);
  await fares('doubtful', 4);
  expect(told).toEqual([]);
  await fares('doubtful', 4);
  expect(told).toEqual([true]);
});

test('[MEDIA-6] they stay away while there is room for sound alone, and no picture is taken for that', async () => {
  const { told, fares } = onALine();
  await fares('tight', 60);
  expect(told).toEqual([]);
  await fares('badly', 3);
  await fares('tight', 120);
  expect(told).toEqual([true]);
  await fares('well', 10);
  expect(told).toEqual([true, false]);
});

test('[MEDIA-6] where nothing is said there is nothing to give way to', async () => {
  const { told, fares } = onALine();
  await fares(null, 60);
  expect(told).toEqual([]);
  await fares('badly', 3);
  await fares(null, 12);
  expect(told).toEqual([true, false]);
});

test('after its line is closed nothing is looked at and nothing told', async () => {
  const { line, told, first, fares } = onALine();
  await fares('badly', 1);
  first.close();
  const { looks } = line;
  await fares('badly', 10);
  expect([line.looks, told]).toEqual([looks, []]);
});
