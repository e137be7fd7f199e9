import { cp, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root, run } from '../../run/program.ts';
import { type Judge, green, red } from './judge.ts';

const PACKAGES = ['shared', 'sfu', 'server'];
const FILES = ['package.json', 'tsconfig.base.json', ...PACKAGES];

/** The compiler, on a copy of the tree in which one mutant at a time is put in place of its file. */
export async function compiler(): Promise<{ readonly judge: Judge; readonly close: () => Promise<void> }> {
  const copy = await mkdtemp(join(tmpdir(), 'parley-mutants-'));
  const close = (): Promise<void> => rm(copy, { recursive: true, force: true });
  for (const file of FILES) await cp(join(root, file), join(copy, file), { recursive: true });
  await linkModules(copy);
  const build = async (packages: readonly string[], signal?: AbortSignal): Promise<string | null> => {
    const tsc = join(root, 'node_modules/typescript/bin/tsc');
    const args = [tsc, '--build', '--pretty', 'false', ...packages.map((each) => join(copy, each))];
    const { code, output } = await run(process.execPath, args, {
      output: 'hide',
      ...(signal === undefined ? {} : { signal }),
    });
    signal?.throwIfAborted();
    if (code === 0) return null;
    const [, wrong] = /error (TS.*)/.exec(output) ?? [];
    if (wrong === undefined) throw new Error(`the compiler broke off: ${output}`);
    return wrong;
  };
  const wrong = await build(PACKAGES);
  if (wrong !== null) {
    await close();
    throw new Error(`the tree does not compile: ${wrong}`);
  }
  let last: Promise<unknown> = Promise.resolve();
  const judge: Judge = ({ file, source }, signal) => {
    const turn = last.then(async () => {
      const path = join(copy, file);
      const original = await readFile(path, 'utf8');
      try {
        await writeFile(path, source);
        const wrong = await build([file.split('/')[0] ?? ''], signal);
        return wrong === null ? green : red(wrong);
      } finally {
        await writeFile(path, original);
      }
    });
    last = turn.catch(() => undefined);
    return turn;
  };
  return { judge, close };
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
