import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { SILENCE } from '../testing.ts';
import type { FromProcess } from './messages.ts';
import { loadSherpa } from './sherpa.ts';
import { startProcess } from './start.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parley-models-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('a process of its own', () => {
  /** One that does this instead of loading anything. */
  async function begins(...lines: readonly string[]) {
    return startProcess(folder, await programOf(lines));
  }
  async function programOf(lines: readonly string[]): Promise<URL> {
    const program = join(folder, 'program.mjs');
    await writeFile(program, ['const tell = (message) => process.send(message);', ...lines].join('\n'));
    return pathToFileURL(program);
  }
  const loading = `tell({ type: 'loading', folder: '/models/zh' });`;
  const ready = `tell({ type: 'ready', languages: ['zh'] });`;

  test('[CAP-18] that ends over a model says in one line which, and why', async () => {
    const says = (text: string): string =>
      `process.stderr.write(${JSON.stringify(text)}, () => process.abort());`;
    const line = '/models/zh has no streaming transducer that sherpa-onnx can load';
    const thrown =
      "terminate called after throwing an instance of 'Ort::Exception'\n  what():  Protobuf parsing failed.\n";
    await expect(begins(loading, says(thrown))).rejects.toThrow(
      new Error(`CAPTIONS_MODEL_DIR: ${line} (Protobuf parsing failed.)`),
    );
    const unknown =
      '/src/csrc/online.cc:GetModelType:73 No model_type in the metadata!\nPlease export it anew\n';
    await expect(begins(loading, says(unknown))).rejects.toThrow(
      new Error(`CAPTIONS_MODEL_DIR: ${line} (No model_type in the metadata!)`),
    );
    await expect(begins(loading, 'process.exit(1);')).rejects.toThrow(
      new Error(`CAPTIONS_MODEL_DIR: ${line} (it ended without a word)`),
    );
  });

  test('[CAP-19] that is never done with loading is given up, so that another can be tried', async () => {
    const program = await programOf(['setInterval(() => undefined, 1_000);']);
    await expect(startProcess(folder, program, 0)).rejects.toThrow(/\(it takes too long\)$/);
  });

  test('[CAP-18] that ends while people speak leaves the server alone, and knows nothing of it', async () => {
    const own = await begins(
      `if (Object.keys(process.env).some((name) => name !== '__CF_USER_TEXT_ENCODING')) process.exit(1);`,
      `process.on('message', () => process.abort());`,
      ready,
    );
    const ended = new Promise<void>((resolve) => own.onEnd(resolve));
    own.post({ type: 'open', voice: 1, language: 'zh' });
    await expect(ended).resolves.toBeUndefined();
    own.post({ type: 'hear', voice: 1, frame: SILENCE });
    own.end();
  });

  test('passes sound on, and back what is made out of it', async () => {
    const own = await begins(
      `process.on('message', ({ type, voice, frame }) => type === 'hear' &&`,
      `  tell({ type: 'took', voice, heard: { text: String(frame.length), done: false, spoken: null } }));`,
      ready,
    );
    const told = new Promise<FromProcess>((resolve) => own.onMessage(resolve));
    own.post({ type: 'open', voice: 7, language: 'zh' });
    own.post({ type: 'hear', voice: 7, frame: SILENCE });
    expect(await told).toEqual({ type: 'took', voice: 7, heard: { text: '3', done: false, spoken: null } });
    const ended = new Promise<void>((resolve) => own.onEnd(resolve));
    own.end();
    await ended;
  });

  test('that has not the package does not begin, and the line names it', async () => {
    await expect(loadSherpa('no-such-package-there-is')).rejects.toThrow(
      'CAPTIONS: sherpa needs the package no-such-package-there-is',
    );
    await expect(startProcess(folder)).rejects.toThrow(/^CAPTIONS/);
  });
});
