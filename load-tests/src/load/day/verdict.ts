import type { DayPlayed } from './findings.ts';
import type { DayScenario } from './scenario.ts';

/** In a sentence or two, for whoever reads nothing else; of a day on which nothing happened that must not. */
export function verdictOf(
  { sessions, people, fault }: DayScenario,
  { gaps, watch }: Pick<DayPlayed, 'gaps' | 'watch'>,
): string {
  const who = `${sessions} ${sessions === 1 ? 'session' : 'sessions'} of ${people} people`;
  const nothing = 'nobody heard, read or lost anything that they should not have';
  const longest = Math.max(0, ...gaps);
  if (fault !== null)
    return `${who}: ${nothing}; no voice was missed for longer than ${Math.round(longest)} ms.`;
  const p99 = watch.packets.quantile(0.99);
  return `${who}: ${nothing}${p99 === null ? '' : `; 99 of 100 packets took ${p99.toFixed(0)} ms at most`}.`;
}
