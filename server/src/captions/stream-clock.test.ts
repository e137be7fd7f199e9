import { describe, expect, test } from 'vitest';
import { lengthOf, StreamClock } from './stream-clock.ts';
import { SILENCE } from './testing.ts';

function clock() {
  const at = { now: 1_000_000 };
  const stream = new StreamClock(() => at.now);
  return {
    stream,
    at,
    /** So much is said, as it is heard. */
    says: (ms: number) => {
      for (let given = 0; given < ms; given += 20) {
        stream.give(SILENCE);
        at.now += 20;
      }
    },
  };
}

describe('the sound of a stream', () => {
  test('[CAP-20] is as long as its packets say', () => {
    const packet = (config: number, count: number, more = 0): number =>
      lengthOf(Buffer.from([(config << 3) | count, more]));
    expect([packet(0, 0), packet(3, 0), packet(13, 1), packet(16, 0), packet(31, 2)]).toEqual([
      10, 60, 40, 2.5, 40,
    ]);
    expect(packet(19, 3, 0b1100_0011)).toBe(60);
    expect([lengthOf(Buffer.alloc(0)), lengthOf(Buffer.from([0xff]))]).toEqual([0, 0]);
  });

  test('[CAP-20] tells when something of it was said', () => {
    const { stream, says } = clock();
    says(3_000);
    expect(stream.saidAt({ start: 1_200, end: 2_800 }, true)).toBe(1_001_200);
  });

  test('[CAP-20] goes by what was given: while nothing was, time passed all the same', () => {
    const { stream, says, at } = clock();
    says(1_000);
    at.now += 60_000;
    says(1_000);
    expect(stream.saidAt({ start: 500, end: 900 }, false)).toBe(1_000_500);
    expect(stream.saidAt({ start: 1_500, end: 1_900 }, false)).toBe(1_061_500);
  });

  test('[CAP-20] does not go by packets that come a little late, or several at once', () => {
    const { stream, at } = clock();
    for (let second = 0; second < 20; second += 1) {
      for (let n = 0; n < 10; n += 1) stream.give(SILENCE);
      at.now += 200;
    }
    expect(stream.saidAt({ start: 3_900, end: 4_000 }, true)).toBe(1_003_900);
  });

  test.each([
    ['before it began', { start: -1, end: 100 }],
    ['that ends before it begins', { start: 200, end: 100 }],
    ['that is beyond it', { start: 500, end: 1_500 }],
    ['that is no time', { start: Number.NaN, end: 100 }],
  ])('[CAP-20] knows of nothing %s', (_what, spoken) => {
    const { stream, says } = clock();
    says(1_000);
    expect(stream.saidAt(spoken, true)).toBeNull();
  });

  test('[CAP-20] knows of nothing while nothing was given', () => {
    const { stream } = clock();
    expect(stream.saidAt({ start: 0, end: 0 }, true)).toBeNull();
  });

  test('[CAP-20] goes forward: no line begins before one that is done', () => {
    const { stream, says } = clock();
    says(3_000);
    expect(stream.saidAt({ start: 1_000, end: 1_500 }, true)).toBe(1_001_000);
    expect(stream.saidAt({ start: 900, end: 2_000 }, true)).toBeNull();
    expect(stream.saidAt({ start: 1_600, end: 2_000 }, false)).toBe(1_001_600);
    expect(stream.saidAt({ start: 1_550, end: 2_400 }, true)).toBe(1_001_550);
  });

  test('[CAP-20] remembers so many pauses and no more', () => {
    const { stream, says, at } = clock();
    for (let pause = 0; pause < 100; pause += 1) {
      says(100);
      at.now += 10_000;
    }
    expect(stream.saidAt({ start: 0, end: 50 }, false)).toBeNull();
    expect(stream.saidAt({ start: 9_950, end: 10_000 }, false)).toBe(at.now - 10_050);
  });
});
