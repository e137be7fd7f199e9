import { cp, mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root, run } from '../../run/program.ts';
import type { Mutant } from '../mutants.ts';
import { type Answer, green, red } from './judge.ts';

/** None imports one that comes after it. */
const PACKAGES = ['shared', 'sfu', 'server'];
const FILES = ['package.json', 'tsconfig.base.json', ...PACKAGES];
/** What the compiler says of a mutant, which stands beside its file under a number. */
const SAID = /\.mutant-(?<number>\d+)\.ts\(.*?error (?<why>TS.*)/;

/** The compiler, once for all these mutants: on a copy of the tree, where each is a file more that nobody imports. */
export async function types(
  mutants: ReadonlyMap<number, Mutant>,
  told: (number: number, answer: Answer) => void,
  signal: AbortSignal,
): Promise<void> {
  const copy = await mkdtemp(join(tmpdir(), 'parley-mutants-'));
  const compile = async (...args: readonly string[]): Promise<string[]> => {
    const tsc = join(root, 'node_modules/typescript/bin/tsc');
    const { output } = await run(process.execPath, [tsc, ...args, '--pretty', 'false'], {
      output: 'hide',
      signal,
    });
    signal.throwIfAborted();
    return output.split('\n').filter((line) => line.includes('error '));
  };
  try {
    for (const file of FILES) await cp(join(root, file), join(copy, file), { recursive: true });
    await linkModules(copy);
    const folders = PACKAGES.map((each) => join(copy, each));
    const [early] = await compile('--build', ...folders);
    if (early !== undefined) throw new Error(`the tree does not compile: ${early}`);
    for (const [number, { file, source }] of mutants)
      await writeFile(join(copy, file.replace(/\.ts$/, `.mutant-${number}.ts`)), source);
    const wrongs = new Map<number, string>();
    for (const folder of folders) {
      for (const line of await compile('--project', folder, '--noEmit')) {
        const said = SAID.exec(line)?.groups;
        if (said === undefined) throw new Error(`not of a mutant: ${line}`);
        wrongs.set(Number(said['number']), said['why'] ?? '');
      }
    }
    for (const number of mutants.keys()) {
      const why = wrongs.get(number);
      told(number, why === undefined ? green : red(why));
    }
  } finally {
    await rm(copy, { recursive: true, force: true });
  }
}

/** What is installed is shared; the packages of the project are those of the copy. */
async function linkModules(copy: string): Promise<void> {
  const modules = join(copy, 'node_modules');
  await mkdir(join(modules, '@parley'), { recursive: true });
  for (const name of await readdir(join(root, 'node_modules'))) {
    if (name === '@parley' || name.startsWith('.')) continue;
    await symlink(join(root, 'node_modules', name), join(modules, name));
  }
  for (const name of PACKAGES) await symlink(join(copy, name), join(modules, '@parley', name));
}
