import { setFlagsFromString } from 'node:v8';

const FLAG = '--heap-growing-percent';
/** By so much of what was left the last time. */
const PERCENT = 20;

/**
 * The engine goes through what is old whenever that has grown by a fifth. Left to itself it lets it grow several times
 * over while people come, and gives little of it back: docs/performance.md, «Memory». Node takes this flag on its
 * command line alone, where another value counts.
 */
export function keepHeapSmall(): void {
  const given = process.execArgv.some((argument) => argument.replaceAll('_', '-').startsWith(FLAG));
  if (!given) setFlagsFromString(`${FLAG}=${PERCENT}`);
}
