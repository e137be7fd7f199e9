import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import type { Ask, Told } from './protocol.ts';

/** What a stall ends with is looked at after it, in whichever order the loop goes on. */
const AFTER_MS = 20;

const delay = monitorEventLoopDelay({ resolution: 1 });
let cpu = process.cpuUsage();

/** From its beginning to its end: for how long this process could do nothing else, and what it took. */
export async function watchStalls(kind: Exclude<Ask['kind'], 'ticket'>): Promise<Told> {
  switch (kind) {
    case 'begin':
      // Watching costs time of its own.
      delay.enable();
      delay.reset();
      cpu = process.cpuUsage();
      return { kind: 'begun' };
    case 'end': {
      await pause(AFTER_MS);
      const { user, system } = process.cpuUsage(cpu);
      delay.disable();
      return { kind: 'ended', cpu: user + system, stall: delay.max / 1_000 };
    }
  }
}
