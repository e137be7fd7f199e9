import { Refusal } from '@parley/shared/errors';
import { RtpCapabilities, RtpParameters } from '@parley/shared/sfu';
import * as fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { chromium, opus, screen, simulcast } from '../contract/fixtures.ts';
import { Scene } from '../contract/scene.ts';
import { type EmbeddedHarness, embeddedHarness } from './testing.ts';

const RUNS = 1_500;

let harness: EmbeddedHarness;
beforeAll(async () => {
  harness = await embeddedHarness({ workers: 1 });
});
afterAll(() => harness.close());

/** Values that every field of some kind takes, and many it does not. */
const odd = fc.oneof(
  fc.integer({ min: -1, max: 130 }),
  fc.constantFrom(0, 1, 127, 255, 0xffffffff, 90_000, 48_000, 384_000, 100_000_000, 0.5),
  fc.boolean(),
  fc.constant(null),
  fc.constantFrom(
    '',
    '0',
    'r0',
    'L1T3',
    'L3T3_KEY',
    'S9T9',
    'video/VP8',
    'video/rtx',
    'audio/opus',
    'video/AV1',
    'x'.repeat(16),
  ),
  fc.constant([]),
  fc.constant({}),
  fc.record({ apt: fc.integer({ min: 0, max: 127 }) }),
);

/** A fixture with a few of its parts replaced, doubled or taken out. */
function spoilt(whole: unknown): fc.Arbitrary<unknown> {
  const paths = pathsOf(whole);
  const change = fc.record({
    path: fc.constantFrom(...paths),
    how: fc.constantFrom('replace', 'double', 'remove'),
    value: odd,
  });
  return fc.array(change, { minLength: 1, maxLength: 4 }).map((changes) => {
    const copy: unknown = structuredClone(whole);
    for (const { path, how, value } of changes) spoil(copy, path, how, value);
    return copy;
  });
}

type Path = readonly string[];

function pathsOf(value: unknown, at: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, member]) => [[...at, key], ...pathsOf(member, [...at, key])]);
}

function spoil(whole: unknown, path: Path, how: string, value: unknown): void {
  const key = path.at(-1) ?? '';
  const holder = path
    .slice(0, -1)
    .reduce<unknown>((at, step) => (isHolder(at) ? at[step] : undefined), whole);
  if (Array.isArray(holder)) {
    if (how === 'remove') holder.splice(Number(key), 1);
    else if (how === 'double') holder.push(structuredClone(holder[Number(key)]));
    else holder[Number(key)] = value;
  } else if (isHolder(holder)) {
    if (how === 'remove') Reflect.deleteProperty(holder, key);
    else holder[key] = value;
  }
}

const isHolder = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

const outcome = (call: Promise<unknown>): Promise<string> =>
  call.then(
    () => 'taken',
    (error: unknown) => (error instanceof Refusal ? error.code : String(error)),
  );

function tally() {
  const seen: Record<string, number> = {};
  const note = (what: string): void => {
    seen[what] = (seen[what] ?? 0) + 1;
  };
  return { seen, note };
}

test('[SFU-16] whatever passes for RTP parameters, it is taken or refused, and the worker lives', async () => {
  const [worker] = harness.workers;
  const { seen, note } = tally();
  const wishes = fc.oneof(
    fc.tuple(fc.constantFrom('microphone', 'screen-audio', 'camera'), spoilt(opus(7))),
    fc.tuple(fc.constantFrom('camera', 'microphone'), spoilt(simulcast(7))),
    fc.tuple(fc.constantFrom('screen', 'camera'), spoilt(screen(7))),
  );
  let run = 0;
  await fc.assert(
    fc.asyncProperty(wishes, async ([source, wish]) => {
      const shaped = RtpParameters.safeParse(wish);
      if (!shaped.success) return;
      run += 1;
      const scene = new Scene(harness.sfu, `session-${run}`);
      for (const name of ['li', 'chen']) {
        scene.stand(name, 'plenary');
        await scene.openPeer(name);
      }
      scene.announce('li', 'odd');
      await scene.apply();
      note(await outcome(scene.publish('li', 'odd', source, { rtpParameters: shaped.data })));
      await scene.quiet();
      await harness.sfu.closeSession({ session: scene.session });
      scene.end();
    }),
    { numRuns: RUNS, seed: 20_261_123 },
  );
  expect(Object.keys(seen).toSorted()).toEqual(['media.bad-parameters', 'taken']);
  expect(Math.min(...Object.values(seen))).toBeGreaterThan(100);
  expect([...harness.workers]).toEqual([worker]);
});

test('[SFU-16] whatever passes for a browser’s abilities, it is taken or refused, and the worker lives', async () => {
  const [worker] = harness.workers;
  const { seen, note } = tally();
  const scene = new Scene(harness.sfu, 'abilities');
  scene.stand('li', 'plenary');
  scene.announce('li', 'mic', 'camera');
  await scene.openPeer('li');
  await scene.apply();
  await scene.publish('li', 'mic', 'microphone');
  await scene.publish('li', 'camera', 'camera');
  scene.stand('odd', 'plenary');
  await scene.openPeer('odd');
  await scene.apply();
  await fc.assert(
    fc.asyncProperty(spoilt(chromium), async (wish) => {
      const shaped = RtpCapabilities.safeParse(wish);
      if (!shaped.success) return;
      note(await outcome(scene.openPeer('odd', shaped.data)));
      await scene.quiet();
    }),
    { numRuns: RUNS, seed: 20_261_123 },
  );
  expect(Object.keys(seen).toSorted()).toEqual(['media.bad-parameters', 'taken']);
  expect(Math.min(...Object.values(seen))).toBeGreaterThan(3);
  expect([...harness.workers]).toEqual([worker]);
  expect(scene.of('peers.lost')).toEqual([]);
  expect((await harness.sfu.stats()).faults).toBe(0);
});
