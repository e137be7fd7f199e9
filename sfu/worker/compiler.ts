import { mkdir, readdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Commands, CommandOptions } from './commands.ts';
import type { DebianSuite } from './debian.ts';
import { COMPILER_PACKAGES } from './recipe.ts';
import type { Reporter } from './progress.ts';

/** A working C and C++ compiler. */
export interface Compiler {
  c: string;
  cpp: string;
  /** Needed before all other arguments. */
  args: string[];
  env: NodeJS.ProcessEnv;
  /** The name of the machine's kind in Debian's folders, such as `x86_64-linux-gnu`. */
  multiarch: string;
}

/** The machine's g++ if it can make a C++20 program, else Debian's, unpacked below the folder `work`. */
export async function findCompiler(
  work: string,
  suite: DebianSuite,
  commands: Commands,
  reporter: Reporter,
): Promise<Compiler> {
  const own = await tryCompiler({ c: 'gcc', cpp: 'g++', args: [], env: process.env }, work, commands).catch(
    () => undefined,
  );
  if (own !== undefined) return own;
  reporter.step('fetching a compiler, the machine has none that serves');
  const root = join(work, 'compiler');
  await suite.unpackWithDependencies(COMPILER_PACKAGES, root);
  return tryCompiler(await unpackedCompiler(root), work, commands);
}

async function tryCompiler(
  compiler: Omit<Compiler, 'multiarch'>,
  work: string,
  commands: Commands,
): Promise<Compiler> {
  const step = 'trying the compiler';
  const source = join(work, 'try.cpp');
  await writeFile(
    source,
    '#include <span>\n#include <string>\nint main() { return std::string("").size(); }\n',
  );
  const options: CommandOptions = { env: compiler.env };
  const flags = ['-std=c++20', '-static-libstdc++', source, '-o', join(work, 'try')];
  await commands.run(step, compiler.cpp, [...compiler.args, ...flags], options);
  const machine = await commands.run(step, compiler.c, ['-print-multiarch'], options);
  return { ...compiler, multiarch: machine.trim() };
}

/**
 * GCC finds its own parts beside itself. Headers and link libraries it looks for below `--sysroot`; the shared libraries
 * that it runs on are found by LD_LIBRARY_PATH, without the C library, of which the machine's own must be used.
 */
async function unpackedCompiler(root: string): Promise<Omit<Compiler, 'multiarch'>> {
  for (const name of ['lib', 'lib64']) {
    // From Debian 13 on the packages fill /usr alone; scripts of the linker still name the old folders.
    await symlink(`usr/${name}`, join(root, name)).catch(() => undefined);
  }
  const libraries = join(root, 'run');
  await mkdir(libraries);
  for (const folder of await libraryFolders(root)) {
    for (const name of await readdir(folder)) {
      if (/\.so(\.|$)/.test(name) && !C_LIBRARY.test(name)) {
        await symlink(join(folder, name), join(libraries, name)).catch(() => undefined);
      }
    }
  }
  const bin = join(root, 'usr', 'bin');
  return {
    c: join(bin, 'gcc'),
    cpp: join(bin, 'g++'),
    args: [`--sysroot=${root}`],
    env: { ...process.env, PATH: `${bin}:${process.env['PATH'] ?? ''}`, LD_LIBRARY_PATH: libraries },
  };
}

/** What the package libc6 holds. */
const C_LIBRARY =
  /^(ld-linux.*|lib(BrokenLocale|anl|c|c_malloc_debug|dl|m|memusage|mvec|nsl|nss_.*|pcprofile|pthread|resolv|rt|thread_db|util))\.so(\.|$)/;

async function libraryFolders(root: string): Promise<string[]> {
  const bases = [join(root, 'usr', 'lib'), join(root, 'lib')];
  const listed = bases.map(async (base) => {
    const entries = await readdir(base, { withFileTypes: true }).catch(() => []);
    return entries
      .filter((entry) => entry.isDirectory() && entry.name.endsWith('-linux-gnu'))
      .map((entry) => join(base, entry.name));
  });
  return (await Promise.all(listed)).flat();
}
