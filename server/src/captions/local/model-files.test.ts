import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { modelsIn } from './model-files.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parley-models-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function model(language: string, ...names: readonly string[]): Promise<void> {
  await mkdir(join(folder, language), { recursive: true });
  for (const name of names) {
    await writeFile(join(folder, language, name), name === 'tokens.txt' ? '<blk> 0\n' : '');
  }
}
const whole = ['encoder-1.onnx', 'encoder-1.int8.onnx', 'decoder-1.onnx', 'joiner-1.onnx', 'tokens.txt'];

describe('the operator’s models', () => {
  test('are found by language, the smaller of two', async () => {
    await model('zh', ...whole);
    expect([...modelsIn(folder)]).toEqual([
      [
        'zh',
        {
          encoder: join(folder, 'zh/encoder-1.int8.onnx'),
          decoder: join(folder, 'zh/decoder-1.onnx'),
          joiner: join(folder, 'zh/joiner-1.onnx'),
          tokens: join(folder, 'zh/tokens.txt'),
        },
      ],
    ]);
  });

  test('a folder that is named by no language is said in one line', async () => {
    await model('zh', ...whole);
    await model('Chinese', ...whole);
    expect(() => modelsIn(folder)).toThrow(
      `CAPTIONS_MODEL_DIR: ${join(folder, 'Chinese')} is not named by a language, such as zh or en`,
    );
  });

  test('what is missing is said in one line', async () => {
    const nowhere = join(folder, 'nowhere');
    expect(() => modelsIn(nowhere)).toThrow(`CAPTIONS_MODEL_DIR: ${nowhere} cannot be read`);
    expect(() => modelsIn(folder)).toThrow(
      `CAPTIONS_MODEL_DIR: ${folder} has no folder of a language, such as zh or en`,
    );
    await model('en', ...whole.filter((name) => name !== 'tokens.txt'));
    expect(() => modelsIn(folder)).toThrow(`CAPTIONS_MODEL_DIR: ${join(folder, 'en')} has no tokens.txt`);
  });

  test('of a model of another kind it is said which kind is understood', async () => {
    await model('en', 'tiny-encoder.onnx', 'tiny-decoder.onnx', 'tiny-tokens.txt');
    expect(() => modelsIn(folder)).toThrow(
      /\/en has no encoder….onnx; a streaming transducer is encoder….onnx, /,
    );
  });

  test('tokens that are none are said to be', async () => {
    await model('zh', ...whole);
    for (const [text, line] of [
      ['<blk> 0\nhello\n', 2],
      ['', 1],
    ] as const) {
      await writeFile(join(folder, 'zh/tokens.txt'), text);
      expect(() => modelsIn(folder)).toThrow(
        `CAPTIONS_MODEL_DIR: line ${line} of ${join(folder, 'zh/tokens.txt')} is no token and its number`,
      );
    }
  });
});
