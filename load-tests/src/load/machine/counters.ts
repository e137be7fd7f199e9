import type { Cores } from '../result.ts';
import { cpuOf } from './processes.ts';
import { readWhole } from './whole.ts';

/** Whose work is counted: what is measured, and what else belongs to it. */
interface CountedProcesses {
  readonly measured: readonly number[];
  readonly rest: readonly number[];
}

/** A moment's state of every counter; two of them make what was taken between. */
export interface Counters {
  readonly at: number;
  readonly measured: number;
  readonly rest: number;
  readonly generator: number;
  readonly busy: number;
  readonly stolen: number;
  readonly all: number;
}

interface Taken {
  readonly cores: Cores;
  readonly stolenShare: number;
}

export async function readCounters({ measured, rest }: CountedProcesses): Promise<Counters> {
  const [measuredCpu, restCpu, whole] = await Promise.all([cpuOf(measured), cpuOf(rest), readWhole()]);
  const { user, system } = process.cpuUsage();
  return {
    at: performance.now(),
    measured: measuredCpu,
    rest: restCpu,
    generator: (user + system) / 1e6,
    ...whole,
  };
}

/** How many cores each was busy with, and what the machine's host gave to others. */
export function between(before: Counters, after: Counters): Taken {
  const seconds = (after.at - before.at) / 1_000;
  const of = (key: 'measured' | 'rest' | 'generator' | 'busy'): number =>
    Math.max(0, after[key] - before[key]) / seconds;
  const own = { measured: of('measured'), rest: of('rest'), generator: of('generator') };
  return {
    cores: { ...own, others: Math.max(0, of('busy') - own.measured - own.rest - own.generator) },
    stolenShare: (after.stolen - before.stolen) / Math.max(after.all - before.all, Number.EPSILON),
  };
}
