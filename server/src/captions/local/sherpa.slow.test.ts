import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { SILENCE } from '../testing.ts';
import type { FromProcess } from './messages.ts';
import { startProcess } from './start.ts';
import { writeToneModel } from './testing/tone-model.ts';
import { TONES } from './testing/tones.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parley-models-'));
  await writeToneModel(join(folder, 'en'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const MS_PACKET = 20;
const over = (ms: number, packets: readonly Uint8Array[]): Uint8Array[] =>
  Array.from({ length: ms / MS_PACKET }, (_, n) => packets[n % packets.length] ?? SILENCE);

describe('sherpa-onnx itself, with a model that knows two words', () => {
  test('[CAP-18] makes out of packets of Opus which word was said, when, and that it is done', async () => {
    const own = await startProcess(folder);
    const sound = [
      ...over(600, [SILENCE]),
      ...over(600, TONES[700]),
      ...over(400, [SILENCE]),
      ...over(600, TONES[2000]),
      ...over(2_000, [SILENCE]),
    ];
    const told: FromProcess[] = [];
    const all = new Promise<void>((resolve) => {
      own.onMessage((message) => {
        if (told.push(message) === sound.length) resolve();
      });
    });
    own.post({ type: 'open', voice: 1, language: 'en-GB' });
    for (const frame of sound) own.post({ type: 'hear', voice: 1, frame });
    await all;
    own.end();
    const heard = told.flatMap((each) => (each.type === 'took' && each.heard !== null ? [each.heard] : []));
    expect(heard.map(({ text, done }) => ({ text, done }))).toEqual([
      { text: 'one', done: false },
      { text: 'one two', done: false },
      { text: 'one two', done: true },
    ]);
    // Within what the model takes at once.
    const said = heard.at(-1)?.spoken;
    expect(Math.abs((said?.start ?? 0) - 600)).toBeLessThanOrEqual(100);
    expect(Math.abs((said?.end ?? 0) - 1_600)).toBeLessThanOrEqual(100);
  });

  test('[CAP-18] ends over a model that is none, and the line names its folder', async () => {
    await writeFile(join(folder, 'en', 'encoder.onnx'), 'no model');
    await expect(startProcess(folder)).rejects.toThrow(
      `CAPTIONS_MODEL_DIR: ${join(folder, 'en')} has no streaming transducer that sherpa-onnx can load`,
    );
  });
});
