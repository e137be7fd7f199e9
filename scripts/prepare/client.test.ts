import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { hashInputs } from './client.ts';

let base: string;
beforeEach(async () => {
  base = await mkdtemp(join(tmpdir(), 'parley-inputs-'));
  await mkdir(join(base, 'client', 'src'), { recursive: true });
  await mkdir(join(base, 'shared', 'src'), { recursive: true });
  await write('client/src/main.tsx', 'a');
});
afterEach(() => rm(base, { recursive: true, force: true }));

const write = (path: string, text: string): Promise<void> => writeFile(join(base, path), text);

test.each([
  ['client/src/main.tsx', 'another text'],
  ['client/src/new.tsx', ''],
  ['client/index.html', '<html>'],
  ['shared/src/ids.ts', ''],
  ['package-lock.json', '{}'],
])('a change of %s asks for a new build', async (path, text) => {
  const before = await hashInputs(base);
  await write(path, text);
  expect(await hashInputs(base)).not.toBe(before);
});

test.each(['client/src/main.test.tsx', 'client/README.md', 'shared/src/ids.test.ts'])(
  'a change of %s does not',
  async (path) => {
    const before = await hashInputs(base);
    await write(path, 'anything');
    expect(await hashInputs(base)).toBe(before);
  },
);
