import { type Check, isKept } from '../findings.ts';
import type { DayPlayed } from './findings.ts';
import type { DayScenario } from './scenario.ts';

/** In a sentence or two, for whoever reads nothing else. */
export function verdictOf(
  { sessions, people, fault }: DayScenario,
  checks: readonly Check[],
  { gaps, watch }: Pick<DayPlayed, 'gaps' | 'watch'>,
): string {
  const broken = checks.filter((check) => !isKept(check));
  if (checks.length === 0) return 'Nothing came to anybody: this run says nothing.';
  if (broken.length > 0) {
    return `Something happened that must not: ${broken.map(({ what, wrong, of }) => `${what} (${wrong} of ${of})`).join('; ')}.`;
  }
  const who = `${sessions} ${sessions === 1 ? 'session' : 'sessions'} of ${people} people`;
  const nothing = 'nobody heard, read or lost anything that they should not have';
  const longest = Math.max(0, ...gaps);
  if (fault !== null)
    return `${who}: ${nothing}; no voice was missed for longer than ${Math.round(longest)} ms.`;
  const p99 = watch.packets.quantile(0.99);
  return `${who}: ${nothing}${p99 === null ? '' : `; 99 of 100 packets took ${p99.toFixed(0)} ms at most`}.`;
}
