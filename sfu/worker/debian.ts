import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Commands } from './commands.ts';
import { WorkerUnavailable } from './failure.ts';
import {
  type AptSource,
  type DebianMirrors,
  findMirrors,
  parseSources,
  writeSources,
} from './sources-list.ts';

/** Packages of one Debian release, fetched and unpacked into folders of our own: no root, nothing installed. */
export interface DebianSuite {
  /** Downloads packages, without what they depend on, and unpacks them into `root`. Returns the files' names. */
  unpack(names: readonly string[], root: string): Promise<string[]>;
  /** The same with all that they depend on, as on a machine that has nothing. */
  unpackWithDependencies(names: readonly string[], root: string): Promise<string[]>;
  /** Downloads the original source of a package and unpacks it into `root`. Returns the file's name. */
  unpackSource(name: string, root: string): Promise<string>;
}

/** This machine as a Debian: its release and its mirrors. */
export interface DebianHost {
  codename: string;
  mirrors: DebianMirrors;
}

const ETC_APT = '/etc/apt';

/** @returns undefined on a machine that is not Debian or whose apt does not know the archive of its release. */
export async function readDebianHost(): Promise<DebianHost | undefined> {
  const release = await readFile('/etc/os-release', 'utf8').catch(() => '');
  const codename = /^VERSION_CODENAME=(\w+)$/m.exec(release)?.[1];
  if (codename === undefined || !/^ID=debian$/m.test(release)) return undefined;
  const mirrors = findMirrors(await readAptSources(), codename);
  return mirrors === undefined ? undefined : { codename, mirrors };
}

async function readAptSources(): Promise<AptSource[]> {
  const parts = await readdir(join(ETC_APT, 'sources.list.d')).catch((): string[] => []);
  const files = ['sources.list', ...parts.sort().map((name) => join('sources.list.d', name))];
  const read = files.map(async (file) => {
    const text = await readFile(join(ETC_APT, file), 'utf8').catch(() => '');
    if (file.endsWith('.list')) return parseSources(text, 'list');
    return file.endsWith('.sources') ? parseSources(text, 'sources') : [];
  });
  return (await Promise.all(read)).flat();
}

/**
 * Reads the package index of `suite` into the folder `dir`. It is apt itself, with the machine's own configuration
 * (proxies, certificates) save for its sources, its state and its caches, which are of our own.
 */
export async function openSuite(
  dir: string,
  suite: string,
  mirrors: DebianMirrors,
  commands: Commands,
): Promise<DebianSuite> {
  const archives = join(dir, 'cache', 'archives');
  for (const folder of [join(dir, 'lists', 'partial'), join(archives, 'partial')]) {
    await mkdir(folder, { recursive: true });
  }
  await writeFile(join(dir, 'debian.sources'), writeSources(mirrors, suite));
  await writeFile(join(dir, 'status'), '');
  await writeFile(join(dir, 'apt.conf'), aptConfiguration(dir));
  const step = `fetching from Debian's ${suite}`;
  const apt = (args: string[], cwd = dir) =>
    commands.run(step, 'apt-get', ['-c', join(dir, 'apt.conf'), '--quiet', ...args], { cwd });
  const unpackAll = async (from: string, root: string) => {
    const files = (await readdir(from)).filter((name) => name.endsWith('.deb'));
    await mkdir(root, { recursive: true });
    for (const file of files) await commands.run(step, 'dpkg-deb', ['--extract', join(from, file), root]);
    return files;
  };
  await apt(['update']);
  return {
    unpack: async (names, root) => {
      const debs = `${root}.debs`;
      await mkdir(debs, { recursive: true });
      await apt(['download', ...names], debs);
      return unpackAll(debs, root);
    },
    unpackWithDependencies: async (names, root) => {
      await apt(['install', '--download-only', '--yes', '--no-install-recommends', ...names]);
      return unpackAll(archives, root);
    },
    unpackSource: async (name, root) => {
      const from = `${root}.source`;
      await mkdir(from, { recursive: true });
      await mkdir(root, { recursive: true });
      await apt(['source', '--download-only', '--tar-only', name], from);
      const file = (await readdir(from)).find((each) => each.includes('.orig.tar.'));
      if (file === undefined) throw new WorkerUnavailable(`Debian's ${suite} has no source of ${name}.`);
      await commands.run(step, 'tar', ['-xf', join(from, file), '-C', root, '--strip-components=1']);
      return file;
    },
  };
}

/** `status` is empty: what the machine has installed neither limits nor helps what is fetched here. */
function aptConfiguration(dir: string): string {
  const settings = {
    'Dir::Etc::SourceList': join(dir, 'debian.sources'),
    'Dir::Etc::SourceParts': '/dev/null',
    'Dir::State': dir,
    'Dir::State::Lists': join(dir, 'lists'),
    'Dir::State::Status': join(dir, 'status'),
    'Dir::Cache': join(dir, 'cache'),
    'Dir::Cache::Archives': join(dir, 'cache', 'archives'),
    'Dir::Cache::PkgCache': 'pkgcache.bin',
    'Dir::Cache::SrcPkgCache': 'srcpkgcache.bin',
    // No lock is shared with anyone, and without root there is no right to take one.
    'Debug::NoLocking': 'true',
    // The folders belong to whoever runs this, not to apt's own user.
    'APT::Sandbox::User': 'root',
    'Acquire::Languages': 'none',
  };
  return [
    // What the machine does after its own updates is not for this one.
    '#clear APT::Update;',
    '#clear DPkg;',
    ...Object.entries(settings).map(([name, value]) => `${name} "${value}";`),
    '',
  ].join('\n');
}
