import type { ChildProcess } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';

export function pidOf({ pid }: ChildProcess): number {
  if (pid === undefined) throw new Error('the process did not start');
  return pid;
}

/** Microseconds of CPU that a process has taken in all its threads, its own and the kernel's for it. */
export async function cpuOf(pid: number): Promise<number> {
  const threads = await readdir(`/proc/${pid}/task`);
  const each = await Promise.all(threads.map((thread) => cpuOfThread(pid, thread)));
  return each.reduce((sum, cpu) => sum + cpu, 0);
}

/** The scheduler's own count, in nanoseconds: what `stat` tells is in hundredths of a second. */
async function cpuOfThread(pid: number, thread: string): Promise<number> {
  // One that has ended meanwhile takes nothing more.
  const told = await readFile(`/proc/${pid}/task/${thread}/schedstat`, 'utf8').catch(() => '0');
  return Number(told.split(' ')[0]) / 1_000;
}
