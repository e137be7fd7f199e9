import { expect, test } from 'vitest';
import { ComingFare, goingFare } from './sound-fare.ts';

/** What a browser says of one stream so far. */
const stream = (ssrc: number, kind: string, came: number, lost: number, late = 0) => ({
  type: 'inbound-rtp',
  kind,
  ssrc,
  packetsReceived: came,
  packetsLost: lost,
  ...(kind === 'audio' ? { packetsDiscarded: late } : {}),
});
const report = (...stats: readonly object[]) => new Map(stats.map((each, index) => [`${index}`, each]));

/** How it fares from one report to the next. */
function from(before: readonly object[], now: readonly object[]) {
  const fare = new ComingFare();
  fare.take(report(...before));
  return fare.take(report(...now));
}

test('[MEDIA-6] sound of which a part is missing or late fares badly, where the same goes for all that comes', () => {
  const before = [stream(1, 'audio', 100, 0), stream(2, 'audio', 100, 0), stream(3, 'video', 500, 0)];
  expect(
    from(before, [stream(1, 'audio', 140, 10), stream(2, 'audio', 140, 9), stream(3, 'video', 560, 90)]),
  ).toBe('badly');
  expect(
    from(before, [
      stream(1, 'audio', 150, 0, 20),
      stream(2, 'audio', 150, 0, 20),
      stream(3, 'video', 550, 50),
    ]),
  ).toBe('badly');
});

test('[MEDIA-6] where other things come whole it is their sender’s line, not this one', () => {
  const before = [stream(1, 'audio', 100, 0), stream(2, 'audio', 100, 0), stream(3, 'video', 500, 0)];
  const ill = stream(1, 'audio', 120, 30);
  expect(from(before, [ill, stream(2, 'audio', 150, 0), stream(3, 'video', 550, 0)])).toBe('well');
  expect(from(before, [ill, stream(2, 'audio', 100, 0), stream(3, 'video', 550, 0)])).toBe('well');
});

test('[MEDIA-6] of one sender alone it cannot be told whose line it is', () => {
  const before = [stream(1, 'audio', 100, 0), stream(3, 'video', 500, 0)];
  expect(from(before, [stream(1, 'audio', 130, 20), stream(3, 'video', 520, 60)])).toBe('doubtful');
});

test('what was lost before, little, or came after all, is no trouble', () => {
  const before = [stream(1, 'audio', 100, 60), stream(2, 'video', 300, 90)];
  expect(from(before, [stream(1, 'audio', 149, 61), stream(2, 'video', 380, 95)])).toBe('well');
  expect(from(before, [stream(1, 'audio', 200, 10), stream(2, 'video', 380, 90)])).toBe('well');
});

test('where hardly a packet was due nothing is told', () => {
  expect(from([stream(1, 'audio', 100, 0)], [stream(1, 'audio', 105, 4)])).toBeNull();
  expect(from([], [stream(3, 'video', 500, 100)])).toBeNull();
  expect(from([], [{ type: 'transport' }, { type: 'inbound-rtp', kind: 'audio' }])).toBeNull();
});

const taken = (fractionLost?: number) => ({ type: 'remote-inbound-rtp', kind: 'audio', fractionLost });
const way = (availableOutgoingBitrate?: number) => ({ type: 'candidate-pair', availableOutgoingBitrate });

test.each([
  ['much of it does not arrive', [taken(0.25), way(500_000)], 'badly'],
  ['all of it arrives', [taken(0.02), way(500_000)], 'well'],
  ['it arrives, and there is no room beside it', [taken(0.02), way(45_000)], 'tight'],
  ['the browser does not say what the line carries', [taken(0), way()], 'well'],
  ['a picture fares badly', [taken(0), { ...taken(0.5), kind: 'video' }, way(500_000)], 'well'],
  ['the media node has said nothing yet', [way(45_000)], null],
])('[MEDIA-6] of what leaves, where %s', (_what, stats, fare) => {
  expect(goingFare(report(...stats))).toBe(fare);
});
