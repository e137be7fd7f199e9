import type { ChildProcess } from 'node:child_process';
import { readFile } from 'node:fs/promises';

export function pidOf({ pid }: ChildProcess): number {
  if (pid === undefined) throw new Error('the process did not start');
  return pid;
}

/** Of one hundredth of a second: what Linux counts in, on every machine. */
const TICK_US = 10_000;

/** Microseconds of CPU that a process has taken, its own and the kernel's for it. */
export async function cpuOf(pid: number): Promise<number> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
  // Behind its name, which may hold anything.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) * TICK_US;
}
