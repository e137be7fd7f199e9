import { ConsumerId } from '@parley/shared/ids';
import { expect, test } from 'vitest';
import { FakeClock } from '../session/testing/fake-clock.ts';
import { GivingWay } from './giving-way.ts';

class Voice {
  readonly consumer: ConsumerId;
  readonly track = { enabled: true };
  last: number | null = null;
  readonly playedAt = (): number | null => this.last;

  constructor(name: string) {
    this.consumer = ConsumerId.parse(name);
  }
}

function handingOver() {
  const clock = new FakeClock();
  const ended: string[] = [];
  const way = new GivingWay(clock, ({ consumer }) => void ended.push(consumer));
  return { clock, way, ended, old: new Voice('voice-of-xu'), now: new Voice('voice-of-lu') };
}

test('[INT-19] the old voice is silent as soon as the new one is heard, and not before', async () => {
  for (const order of ['old first', 'new first']) {
    const { clock, way, ended, old, now } = handingOver();
    way.begins(old);
    await clock.pass(5_000);
    if (order === 'old first') way.ends(old);
    way.begins(now);
    if (order === 'new first') way.ends(old);
    await clock.pass(120);
    expect([old.track.enabled, way.isUnderWay, ended]).toEqual([true, true, []]);
    now.last = 17;
    await clock.pass(10);
    expect([old.track.enabled, now.track.enabled, way.isUnderWay]).toEqual([false, true, false]);
    expect(ended).toEqual([old.consumer]);
  }
});

test('[INT-19] back and forth, each is heard again; what it played in an earlier turn is not its voice of now', async () => {
  const { clock, way, old, now } = handingOver();
  old.last = 1;
  way.ends(old);
  way.begins(now);
  now.last = 2;
  await clock.pass(50);
  expect(old.track.enabled).toBe(false);
  way.ends(now);
  way.begins(old);
  await clock.pass(200);
  expect([old.track.enabled, now.track.enabled]).toEqual([true, true]);
  old.last = 3;
  await clock.pass(50);
  expect([old.track.enabled, now.track.enabled]).toEqual([true, false]);
});

test('where nobody follows, a voice ends by itself', async () => {
  const { clock, way, ended, old, now } = handingOver();
  way.begins(now);
  now.last = 1;
  await clock.pass(5_000);
  now.last = 2;
  way.ends(old);
  await clock.pass(2_000);
  expect([old.track.enabled, way.isUnderWay, ended]).toEqual([true, false, [old.consumer]]);
  way.begins(now);
  now.last = 3;
  await clock.pass(2_000);
  expect(old.track.enabled).toBe(true);
});

test('a voice that is heard again before the next one is, is not silenced', async () => {
  const { clock, way, ended, old, now } = handingOver();
  way.begins(now);
  way.ends(old);
  way.ends(now);
  way.begins(old);
  old.last = 1;
  await clock.pass(1_000);
  expect([old.track.enabled, now.track.enabled]).toEqual([true, false]);
  expect(ended).toEqual([now.consumer]);
});

test('nothing is looked at any more once the peer is gone', async () => {
  const { clock, way, old, now } = handingOver();
  way.begins(now);
  way.ends(old);
  way.close();
  now.last = 1;
  await clock.pass(1_000);
  expect(old.track.enabled).toBe(true);
});
