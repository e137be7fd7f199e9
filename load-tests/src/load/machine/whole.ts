import { readFile } from 'node:fs/promises';

/** What all cores did so far, in seconds of one core. */
export interface Whole {
  readonly busy: number;
  /** What the host gave to others meanwhile. */
  readonly stolen: number;
  readonly all: number;
}

const TICKS_A_SECOND = 100;

/** The first line of `/proc/stat`. */
export function parseWhole(text: string): Whole {
  const line = text.split('\n').find((each) => each.startsWith('cpu ')) ?? '';
  const [user = 0, nice = 0, system = 0, idle = 0, wait = 0, hard = 0, soft = 0, stolen = 0] = line
    .trim()
    .split(/\s+/)
    .slice(1)
    .map((ticks) => Number(ticks) / TICKS_A_SECOND);
  const busy = user + nice + system + hard + soft;
  return { busy, stolen, all: busy + idle + wait + stolen };
}

export const readWhole = async (): Promise<Whole> => parseWhole(await readFile('/proc/stat', 'utf8'));
