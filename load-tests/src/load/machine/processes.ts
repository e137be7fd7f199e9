import { readdir, readFile } from 'node:fs/promises';

/** One of the machine's processes. */
export interface ProcessStat {
  readonly pid: number;
  readonly name: string;
  readonly parent: number;
  /** Seconds of one core, its own and the kernel's for it, all its threads together. */
  readonly cpu: number;
}

/** Of one hundredth of a second: what Linux counts in, on every machine. */
const TICKS_A_SECOND = 100;

/** `/proc/<pid>/stat`. */
export function parseStat(text: string): ProcessStat {
  const [opening, closing] = [text.indexOf('('), text.lastIndexOf(')')];
  // Behind its name, which may hold anything.
  const fields = text.slice(closing + 2).split(' ');
  const stat = {
    pid: Number(text.slice(0, opening)),
    name: text.slice(opening + 1, closing),
    parent: Number(fields[1]),
    cpu: (Number(fields[11]) + Number(fields[12])) / TICKS_A_SECOND,
  };
  if (!Number.isFinite(stat.cpu) || !Number.isInteger(stat.pid)) throw new Error(`not a process: ${text}`);
  return stat;
}

async function statOf(pid: number): Promise<ProcessStat | null> {
  const text = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => null);
  return text === null ? null : parseStat(text);
}

/** Seconds of CPU these processes have taken together; those that have ended count nothing. */
export async function cpuOf(pids: readonly number[]): Promise<number> {
  const stats = await Promise.all(pids.map(statOf));
  return stats.reduce((sum, stat) => sum + (stat?.cpu ?? 0), 0);
}

/** A process and all it started. */
export async function familyOf(pid: number): Promise<ProcessStat[]> {
  const names = await readdir('/proc');
  const stats = await Promise.all(
    names.filter((name) => /^\d+$/.test(name)).map((name) => statOf(Number(name))),
  );
  return descendants(
    stats.filter((stat) => stat !== null),
    pid,
  );
}

/** Of these processes the one, its children, and theirs. */
export function descendants(all: readonly ProcessStat[], pid: number): ProcessStat[] {
  const own = all.filter((stat) => stat.pid === pid);
  const children = all.filter((stat) => stat.parent === pid && stat.pid !== pid);
  return [...own, ...children.flatMap((child) => descendants(all, child.pid))];
}

/** Kilobytes of memory a process holds. */
export async function memoryOf(pids: readonly number[]): Promise<number> {
  const texts = await Promise.all(pids.map((pid) => readFile(`/proc/${pid}/status`, 'utf8').catch(() => '')));
  return texts.reduce((sum, text) => sum + Number(/^VmRSS:\s+(\d+)/m.exec(text)?.[1] ?? 0), 0);
}
