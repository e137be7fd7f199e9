import { expect, test } from 'vitest';
import { Listening, Stays } from '../place/stays.ts';
import { Ear } from '../rtp/ear.ts';
import { sizeStreamOf } from '../rtp/streams.ts';
import { Histogram } from '../statistics/histogram.ts';
import { Tally } from '../tally.ts';
import { screenFindings } from './findings.ts';
import { askedIn } from './layout.ts';
import { type Look, PictureSeen } from './picture-seen.ts';
import { screenShare } from './scenarios.ts';

test('a page asks for the screen or a face large and for all else small, or for all alike', () => {
  expect(askedIn('screen', 'screen', false)).toBe(2);
  expect(askedIn('screen', 'camera', true)).toBe(0);
  expect([true, false].map((isChosen) => askedIn('face', 'camera', isChosen))).toEqual([2, 0]);
  expect(askedIn('face', 'screen', false)).toBe(0);
  expect(askedIn('tiles', 'camera', true)).toBe(1);
});

const SENT_AT = 0;
function seeing(sizes = 3) {
  const ear = new Ear(new Tally());
  const picture = new PictureSeen(ear, { person: 5, shown: 'camera', sizes });
  /** So many packets of this size come, each at this moment; and whoever waits for them is told. */
  const come = async (size: number, count: number, now: number): Promise<void> => {
    for (let each = 0; each < count; each += 1) {
      ear.heard(sizeStreamOf(5, 'camera', size), SENT_AT, now);
      await Promise.resolve();
    }
  };
  return { picture, come };
}

test('it is told how long a size took that was asked for, and what came from then on', async () => {
  const { picture, come } = seeing();
  await come(2, 4, 90);
  picture.ask(0, 100);
  await come(2, 3, 110);
  expect(picture.isAwaited).toBe(true);
  await come(0, 1, 140);
  expect(picture.isAwaited).toBe(false);
  await come(0, 5, 150);
  await come(2, 2, 160);
  expect(picture.counts).toEqual([6, 0, 9]);
  expect(picture.finish()).toEqual([
    { shown: 'camera', from: 2, to: 0, tookMs: 40, overtaken: false, right: 5, other: 2 },
  ]);
});

test('what is asked for and never comes is told, and apart from it what was thought better of', async () => {
  const { picture, come } = seeing();
  picture.ask(0, 100);
  picture.ask(1, 120);
  await come(1, 1, 150);
  picture.ask(0, 200);
  expect(picture.finish().map(({ to, tookMs, overtaken }) => [to, tookMs, overtaken])).toEqual([
    [0, null, true],
    [1, 30, false],
    [0, null, false],
  ]);
});

test('asking for what comes already is no change, and neither is a size larger than there is', () => {
  const { picture } = seeing(2);
  picture.ask(2, 100);
  picture.ask(0, 110);
  picture.ask(1, 120);
  expect(picture.isAwaited).toBe(false);
  expect(picture.finish()).toMatchObject([{ to: 0, overtaken: true }]);
});

const look = (more: Partial<Look> = {}): Look => ({
  shown: 'camera',
  from: 0,
  to: 2,
  tookMs: 30,
  overtaken: false,
  right: 99,
  other: 1,
  ...more,
});

function found(more: { shared?: (number | null)[]; looks?: Look[]; heard?: number[] } = {}) {
  const stays = new Stays();
  const listening = new Listening(stays);
  stays.stand([1], 0);
  for (const place of more.heard ?? [1, 1, 1]) listening.heard([place], 10, 12);
  return screenFindings(screenShare, {
    shared: more.shared ?? [50, 70],
    looks: more.looks ?? [look(), look({ shown: 'screen', to: 0, from: 1 })],
    sizes: [{ at: 1, camera: [1, 2, 3], screen: [4, 5] }],
    watch: { samples: [], packets: new Histogram() },
    all: [{ listening, reading: new Listening(stays) }],
    troubles: new Map(),
  });
}

test('it is good when the screen came to everyone, each size that was asked for, and nothing to anybody else', () => {
  const { good, verdict, checks, figures } = found();
  expect(good).toBe(true);
  expect(verdict).toContain('came to everyone within 70 ms');
  expect(checks.map(({ wrong, of }) => [wrong, of])).toEqual([
    [0, 3],
    [0, 2],
    [0, 2],
  ]);
  const faces = figures
    .flatMap((each) => each.figures)
    .find(({ name }) => name === 'a face, asked for large');
  expect(faces).toMatchObject({ value: 99, more: '99 of 100 packets' });
});

test.each([
  [
    'a screen that did not come',
    { shared: [50, null] },
    'people to whom a shared screen did not come (1 of 2)',
  ],
  [
    'a size that did not come',
    { looks: [look({ tookMs: null })] },
    'sizes that were asked for and did not come (1 of 1)',
  ],
  ['a packet of another room', { heard: [1, 2] }, 'packets heard of a room one is not in (1 of 2)'],
  ['nothing heard at all', { heard: [] }, 'never looked at: packets heard'],
  ['nothing asked for', { looks: [look({ overtaken: true, tookMs: null })] }, 'never looked at: sizes'],
])('it is not with %s', (_what, more, named) => {
  const { good, verdict } = found(more);
  expect(good).toBe(false);
  expect(verdict).toContain(named);
});
