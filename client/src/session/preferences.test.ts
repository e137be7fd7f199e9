import { ConsumerId } from '@parley/shared/ids';
import { expect, test } from 'vitest';
import { failed } from './ask.ts';
import { Preferences, type Tell } from './preferences.ts';
import { FakeClock } from './testing/fake-clock.ts';

/** How long a wish that failed waits at most. */
const PATIENCE_MS = 2_000;
const picture = ConsumerId.parse('consumer-1');
const other = ConsumerId.parse('consumer-2');

function bench() {
  const clock = new FakeClock();
  const asked: unknown[] = [];
  const line = { up: true };
  const tell: Tell = (consumer, spatial) => {
    if (!line.up) return Promise.reject(failed('connection.lost'));
    asked.push({ consumer, spatial });
    return Promise.resolve();
  };
  return { clock, asked, line, preferences: new Preferences(tell, clock) };
}

test('only the last wish of a layout that settles is sent, and only if it is another one', async () => {
  const { clock, asked, preferences } = bench();
  for (const layer of [0, 2, 1] as const) preferences.prefer(picture, layer);
  preferences.prefer(other, null);
  await clock.pass(1_000);
  preferences.prefer(picture, 1);
  await clock.pass(1_000);
  expect(asked).toEqual([
    { consumer: picture, spatial: 1 },
    { consumer: other, spatial: null },
  ]);
});

test('what could not be told is told when the line is back', async () => {
  const { clock, asked, line, preferences } = bench();
  line.up = false;
  preferences.prefer(picture, 0);
  await clock.pass(1_000);
  line.up = true;
  preferences.flushSoon();
  await clock.pass(1_000);
  expect(asked).toEqual([{ consumer: picture, spatial: 0 }]);
});

test('[MEDIA-2] a wish that failed while the line stands is told again', async () => {
  const { clock, asked, line, preferences } = bench();
  line.up = false;
  preferences.prefer(picture, 2);
  await clock.pass(200);
  line.up = true;
  await clock.pass(PATIENCE_MS);
  expect(asked).toEqual([{ consumer: picture, spatial: 2 }]);
});

test('[MEDIA-6] while they give way to sound none is wished for, and then what the layout has room for by then', async () => {
  const { clock, asked, preferences } = bench();
  preferences.prefer(picture, 2);
  await clock.pass(1_000);
  preferences.hold(true);
  preferences.prefer(picture, 1);
  preferences.prefer(other, 0);
  await clock.pass(1_000);
  preferences.hold(false);
  await clock.pass(1_000);
  expect(asked).toEqual([
    { consumer: picture, spatial: 2 },
    { consumer: picture, spatial: null },
    { consumer: other, spatial: null },
    { consumer: picture, spatial: 1 },
    { consumer: other, spatial: 0 },
  ]);
});

test('nothing is asked about a picture that is gone', async () => {
  const { clock, asked, preferences } = bench();
  preferences.prefer(picture, 0);
  preferences.keep(new Map());
  await clock.pass(1_000);
  expect(asked).toEqual([]);
});
