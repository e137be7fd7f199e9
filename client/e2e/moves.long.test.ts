import { array, assert as check, asyncProperty, constantFrom, integer, oneof } from 'fast-check';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Guest, Played, Step } from '../gallery/moves.tsx';
import type { Seen } from '../gallery/moves-oracle.ts';
import { launchBrowser } from './support/browser.ts';
import { type ServedPage, servePage } from './support/served-page.ts';

let served: ServedPage;
let browser: Browser;
let page: Page;

/** Runs in the page, before React is loaded: it draws by hand, and always finds that it has taken long. */
function byHand(): void {
  const pieces: (() => void)[] = [];
  window.byHand = { pieces };
  let now = 0;
  performance.now = () => (now += 1);
  /** Whatever asks for it once all is loaded is given what has been promised before. */
  const soon = (work: () => void): void => {
    let turns = Promise.resolve();
    for (let turn = 0; turn < 20; turn += 1) turns = turns.then(() => undefined);
    void turns.then(work);
  };
  Object.defineProperty(window, 'setImmediate', {
    get: () => (window.play === undefined ? (work: () => void) => pieces.push(work) : soon),
  });
}

beforeAll(async () => {
  [served, browser] = await Promise.all([servePage('gallery/moves.html'), launchBrowser()]);
  page = await browser.newPage({ viewport: { width: 1280, height: 800 }, reducedMotion: 'reduce' });
  await page.addInitScript(byHand);
  await page.goto(served.address);
  await page.waitForFunction(() => window.play !== undefined);
}, 120_000);

afterAll(async () => {
  await browser.close();
  await served.close();
});

async function play(who: Guest, steps: readonly Step[]): Promise<Played> {
  const played = await page.evaluate(([guest, all]) => window.play?.(guest, all), [who, steps] as const);
  if (played === undefined) throw new Error('nothing was played');
  return played;
}

/** As much as there is. */
const ALL = 1_000;
const all = { does: 'arrive', times: ALL } as const;

type Time = 'lose' | 'mend';
type Told = readonly ('rename' | 'grow')[];
type Until = 'there' | 'heard';

/** Led from a room in which people are heard, while so much has been drawn of what was told there last. */
const ledAway = (time: Time, told: Told, drawn: number, until: Until): readonly Step[] => [
  { does: 'move', others: 3 },
  { does: time },
  ...(['begin', 'signals', 'say', 'share', 'announce', 'finish'] as const).map((does) => ({ does })),
  // What has not changed in two drawings is as if it had been there for long.
  ...(['rename', 'finish', 'rename', 'finish'] as const).map((does) => ({ does })),
  ...told.flatMap((does) => [{ does }, all, { does: 'frame' } as const]),
  { does: 'draw', times: drawn },
  { does: 'move', others: 2 },
  ...(until === 'heard' ? ([{ does: 'begin' }, { does: 'signals' }] as const) : []),
  { does: 'come', until },
  { does: 'draw', times: ALL },
  { does: 'finish' },
];

/** Led on from a room while so much of coming into it has been drawn. */
const ledOn = (drawn: number): readonly Step[] => [
  { does: 'hold' },
  { does: 'move', others: 3 },
  { does: 'lose' },
  { does: 'finish' },
  { does: 'settle' },
  { does: 'come', until: 'there' },
  { does: 'frame' },
  { does: 'draw', times: drawn },
  { does: 'move', others: 2 },
  { does: 'begin' },
  { does: 'signals' },
  { does: 'come', until: 'heard' },
  { does: 'draw', times: ALL },
  { does: 'finish' },
];

const everyWayOut: readonly Step[] = (['there', 'heard'] as const).flatMap((until) => [
  ...ledAway('mend', ['rename', 'rename'], 0, until),
  ...ledAway('lose', ['rename', 'rename'], 0, until),
  ...ledAway('lose', ['grow', 'rename'], 0, until),
  ...ledAway('lose', ['grow', 'rename'], 2, until),
  ...ledAway('lose', ['rename', 'rename'], 12, until),
]);
const STAYS = 20;
const everyWayOn: readonly Step[] = [1, 2, 4, 8].flatMap(ledOn);

const one = <const D extends Step['does']>(...does: readonly D[]) =>
  constantFrom(...does).map((each) => ({ does: each }));
const upTo = <const D extends 'arrive' | 'draw'>(does: D, most: number) =>
  integer({ min: 1, max: most }).map((times) => ({ does, times }));
const happening = oneof(
  { weight: 3, arbitrary: integer({ min: 1, max: 3 }).map((others) => ({ does: 'move', others }) as const) },
  { weight: 6, arbitrary: one('begin', 'grow', 'signals') },
  { weight: 4, arbitrary: one('rename', 'say', 'share', 'announce', 'hand') },
  { weight: 2, arbitrary: one('hold', 'settle', 'settle', 'lose', 'mend', 'finish') },
  {
    weight: 4,
    arbitrary: constantFrom('there', 'heard').map((until) => ({ does: 'come', until }) as const),
  },
  { weight: 4, arbitrary: upTo('arrive', 20) },
  { weight: 4, arbitrary: one('frame') },
  { weight: 8, arbitrary: upTo('draw', 60) },
  {
    weight: 1,
    arbitrary: constantFrom('chat', 'people').map((what) => ({ does: 'press', what }) as const),
  },
);
const anyWay = array(happening, { minLength: 60, maxLength: 90, size: 'max' });

/** Where each of these is drawn: the board is the mediator's, and who speaks is named for an interpreter. */
const seen: { readonly [G in Guest]: readonly (keyof Seen)[] } = {
  party: ['captions', 'words', 'speaking', 'quality'],
  interpreter: ['captions', 'words', 'speaking', 'quality', 'pace'],
  mediator: ['captions', 'words', 'speaking', 'quality', 'chips'],
};

describe.each<Guest>(['party', 'interpreter', 'mediator'])('on the page of the %s', (who) => {
  test('[VIEW-14] nothing is drawn of a room but with it, whatever was being drawn when they were led from it', async () => {
    // The mediator has the board open.
    const opened: readonly Step[] = who === 'mediator' ? [] : [{ does: 'press', what: 'chat' }];
    const played = await play(who, [...opened, ...everyWayOut]);
    expect([...played.faults, ...played.missing]).toEqual([]);
    expect(played.refused).toEqual({});
    expect(played.seen.stays).toBe(STAYS);
    expect(played.between).toBeGreaterThan(STAYS);
    expect(seen[who].filter((kind) => played.seen[kind] < STAYS / 2)).toEqual([]);
  });

  test('[VIEW-14] nor while they were still coming into it', async () => {
    const played = await play(who, everyWayOn);
    expect([...played.faults, ...played.missing]).toEqual([]);
    expect(played.seen.stays).toBeGreaterThan(4);
    expect(played.seen.captions).toBeGreaterThan(0);
  });

  test('[VIEW-14] nor in whatever order things happen, are told and are drawn', async () => {
    const counts = { stays: 0, between: 0, captions: 0, words: 0, speaking: 0, quality: 0 };
    await check(
      asyncProperty(anyWay, async (steps) => {
        const played = await play(who, steps);
        expect([...played.faults, ...played.missing]).toEqual([]);
        counts.between += played.between;
        for (const kind of ['stays', 'captions', 'words', 'speaking', 'quality'] as const)
          counts[kind] += played.seen[kind];
      }),
      { numRuns: 4, seed: 20_261_201, endOnFailure: true },
    );
    expect(Object.entries(counts).filter(([, count]) => count === 0)).toEqual([]);
  });
});
