import type { CaseWithNext } from './day.ts';

/** Full-width and half-width, capitals and accents are the same to someone who searches. */
const plain = (text: string): string =>
  text
    .normalize('NFKD')
    .replaceAll(/\p{Mn}/gu, '')
    .toLowerCase();

/**
 * The cases that have every word of the query somewhere in their title, organisation, kind or next session. An empty
 * query finds all.
 *
 * @param kindName the kind's name in the language of the interface
 */
export function searchCases(
  cases: readonly CaseWithNext[],
  query: string,
  kindName: (kind: CaseWithNext['kind']) => string,
): CaseWithNext[] {
  const words = plain(query)
    .split(/\s+/u)
    .filter((word) => word !== '');
  return cases.filter(({ title, organisation, kind, nextSession }) => {
    const text = plain([title, organisation, kindName(kind), nextSession?.title ?? ''].join('\n'));
    return words.every((word) => text.includes(word));
  });
}
