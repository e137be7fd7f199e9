import { finding } from '../../ui/finding.ts';
import type { CaseWithNext } from './day.ts';

/**
 * The cases that have every word of the query somewhere in their title, organisation, kind or next session.
 *
 * @param kindName the kind's name in the language of the interface
 */
export const searchCases = (
  cases: readonly CaseWithNext[],
  query: string,
  kindName: (kind: CaseWithNext['kind']) => string,
): CaseWithNext[] =>
  finding(cases, query, ({ title, organisation, kind, nextSession }) => [
    title,
    organisation,
    kindName(kind),
    nextSession?.title ?? '',
  ]);
