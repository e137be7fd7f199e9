import type { Term } from '@parley/shared/glossary';

/** Letters as they are compared: without accents, in one width and case. */
const plain = (text: string): string =>
  text
    .normalize('NFKD')
    .replaceAll(/\p{Mn}/gu, '')
    .toLowerCase();

/** The terms in which all of these words are, in any language or in the note; in their order. */
export function found<T extends Pick<Term, 'texts' | 'note'>>(
  terms: readonly T[],
  search: string,
): readonly T[] {
  const wanted = plain(search)
    .split(/\s+/u)
    .filter((word) => word !== '');
  return terms.filter(({ texts, note }) => {
    const all = plain([...Object.values(texts), note].join('\n'));
    return wanted.every((word) => all.includes(word));
  });
}
