import { statfsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

/** Linux's /proc: to make a folder in it fails as if the folder around it were missing, and Node tries for ever. */
const PROC = 0x9fa0;

/** Whether a folder of that name could at all be made: the nearest one that exists must be able to hold others. */
export function canHold(folder: string): boolean {
  for (let at = resolve(folder); ; at = dirname(at)) {
    const type = typeOf(at);
    if (type !== null) return type !== PROC;
    if (at === dirname(at)) return true;
  }
}

/** What is wrong with one that cannot. */
export const unfit = (folder: string): string => `no folder can be made at ${JSON.stringify(folder)}`;

function typeOf(path: string): number | null {
  try {
    return statfsSync(path).type;
  } catch {
    return null;
  }
}
