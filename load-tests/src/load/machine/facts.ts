import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { arch, cpus, loadavg, release, totalmem, type } from 'node:os';
import { promisify } from 'node:util';
import { getLibraryVersion } from 'node-datachannel';

const execute = promisify(execFile);

/** What the figures depend on beside the programs themselves. */
export interface MachineFacts {
  readonly cpu: string;
  readonly cores: number;
  readonly memoryGb: number;
  readonly system: string;
  readonly node: string;
  /** The library of the people who come. */
  readonly generator: string;
  /** Of the project's own code; «changed» where the tree is not as it is committed. */
  readonly commit: string;
  /** How many wanted a core, on the average of a minute, before anything was started. */
  readonly loadBefore: number;
}

export async function machineFacts(): Promise<MachineFacts> {
  return {
    cpu: cpus()[0]?.model ?? 'unknown',
    cores: cpus().length,
    memoryGb: Math.round(totalmem() / 2 ** 30),
    system: `${await distribution()}, ${type()} ${release()} ${arch()}`,
    node: process.versions.node,
    generator: `libdatachannel ${getLibraryVersion()}`,
    commit: await commit(),
    loadBefore: loadavg()[0] ?? Number.NaN,
  };
}

async function distribution(): Promise<string> {
  const text = await readFile('/etc/os-release', 'utf8').catch(() => '');
  return /^PRETTY_NAME="?([^"\n]*)/m.exec(text)?.[1] ?? 'unknown';
}

async function commit(): Promise<string> {
  const git = async (...args: string[]): Promise<string> =>
    (await execute('git', args, { cwd: import.meta.dirname })).stdout.trim();
  try {
    const changed = (await git('status', '--porcelain', '--untracked-files=no')) !== '';
    return `${await git('rev-parse', '--short=12', 'HEAD')}${changed ? ', changed' : ''}`;
  } catch {
    return 'unknown';
  }
}
