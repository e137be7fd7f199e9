import { chmod, mkdir, readdir, readFile, readlink, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

const PREFIX = 'parley-run-';
const NAME = /^parley-run-(\d+)-(\d+)$/;
/** Others may pass through, as the account does for which a database is run; but not look around. */
export const PASSABLE = 0o711;
const POLL_MS = 50;
/** What is asked to end has so long for it. */
const GRACE_MS = 10_000;

/**
 * A folder for what a run keeps for a while, given to it as `TMPDIR`. By it everything that the run started is found
 * and ended with it, in whichever way it ended itself; what a killed run left behind, by the next one.
 */
export class OwnFolder {
  readonly path: string;

  private constructor(path: string) {
    this.path = path;
  }

  static async open(place = tmpdir()): Promise<OwnFolder> {
    await endLeftBehind(place);
    const path = join(place, `${PREFIX}${process.pid}-${(await bornAt(process.pid)) ?? 0}`);
    await mkdir(path);
    await chmod(path, PASSABLE);
    return new OwnFolder(path);
  }

  /** Ends what is left of the run, and removes what it kept. */
  close(): Promise<void> {
    return endAllOf(this.path);
  }
}

async function endLeftBehind(place: string): Promise<void> {
  for (const name of await readdir(place)) {
    const [, pid, born] = NAME.exec(name) ?? [];
    // A number is given to another process in time; never with the same birth.
    if (pid !== undefined && born !== undefined && (await bornAt(Number(pid))) !== Number(born)) {
      await endAllOf(join(place, name));
    }
  }
}

async function endAllOf(folder: string): Promise<void> {
  const deadline = performance.now() + GRACE_MS;
  const asked = new Set<number>();
  for (;;) {
    const members = await membersOf(folder);
    if (members.length === 0) break;
    // What they started themselves, they end themselves; who has lost whoever started it is asked in turn.
    const first = members.filter(({ parent }) => !members.some(({ pid }) => pid === parent));
    for (const { pid } of first) if (!asked.has(pid)) signal(pid, 'SIGINT');
    for (const { pid } of first) asked.add(pid);
    if (performance.now() > deadline) for (const { pid } of members) signal(pid, 'SIGKILL');
    await pause(POLL_MS);
  }
  await rm(folder, { recursive: true, force: true, maxRetries: 3 });
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    // It has ended meanwhile.
  }
}

interface Member {
  readonly pid: number;
  readonly parent: number;
}

/** Whoever was told of the folder, and whoever works in it. Where there is no `/proc` nobody is found. */
async function membersOf(folder: string): Promise<Member[]> {
  const names = await readdir('/proc').catch(() => []);
  const found = await Promise.all(
    names
      .filter((name) => /^\d+$/.test(name))
      .map(async (name): Promise<Member[]> => {
        const pid = Number(name);
        const [status, isMember] = [await statOf(pid), await belongs(pid, folder)];
        return status === null || status.state === 'Z' || !isMember ? [] : [{ pid, parent: status.parent }];
      }),
  );
  return found.flat();
}

async function belongs(pid: number, folder: string): Promise<boolean> {
  if (pid === process.pid) return false;
  const [environment, place] = await Promise.all([
    readFile(`/proc/${pid}/environ`, 'utf8').catch(() => ''),
    readlink(`/proc/${pid}/cwd`).catch(() => ''),
  ]);
  const told = environment.split('\0').includes(`TMPDIR=${folder}`);
  return told || place.startsWith(join(folder, '/'));
}

/** When a process began, as its system counts; null where there is none. */
const bornAt = async (pid: number): Promise<number | null> => (await statOf(pid))?.born ?? null;

async function statOf(pid: number) {
  const text = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => null);
  // Behind its name, which may hold anything.
  const [state, parent, ...rest] = text?.slice(text.lastIndexOf(')') + 2).split(' ') ?? [];
  return state === undefined ? null : { state, parent: Number(parent), born: Number(rest[17]) };
}
