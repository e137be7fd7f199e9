import { expect, test } from 'vitest';
import { SILENCE } from '../testing.ts';
import { Listening } from './listening.ts';
import type { FromProcess } from './messages.ts';
import { RATE, type Recognised, type Recogniser } from './recogniser.ts';

/** Counts the samples it is given, and says so when there are enough of them. */
const counting = (): Recogniser => ({
  open: () => {
    let samples = 0;
    return {
      hear: (sound): Recognised => {
        samples += sound.length;
        return { text: `${samples}`, done: samples >= RATE / 10, spoken: null };
      },
    };
  },
});

test('the process decodes each voice by itself, one packet after the other', async () => {
  const told: FromProcess[] = [];
  const listening = new Listening(
    (language) => (language === 'zh' ? counting() : null),
    (message) => void told.push(message),
  );
  listening.take({ type: 'open', voice: 1, language: 'zh' });
  listening.take({ type: 'open', voice: 2, language: 'xx' });
  for (let n = 0; n < 3; n += 1) listening.take({ type: 'hear', voice: 1, frame: SILENCE });
  listening.take({ type: 'hear', voice: 2, frame: SILENCE });
  listening.take({ type: 'close', voice: 1 });
  listening.take({ type: 'hear', voice: 1, frame: SILENCE });
  await expect.poll(() => told.length).toBe(5);
  expect(told.slice(0, 3).map((each) => each.type === 'took' && each.heard?.text)).toEqual([
    expect.stringMatching(/^\d+$/),
    expect.stringMatching(/^\d+$/),
    expect.stringMatching(/^\d+$/),
  ]);
  expect(told.slice(3)).toEqual([
    { type: 'took', voice: 2, heard: null },
    { type: 'took', voice: 1, heard: null },
  ]);
});
