/** Full-width and half-width, capitals and accents are the same to someone who searches. */
const plain = (text: string): string =>
  text
    .normalize('NFKD')
    .replaceAll(/\p{Mn}/gu, '')
    .toLowerCase();

/** Those that have every word of the query somewhere in what they say. An empty query finds all. */
export function finding<T>(all: readonly T[], query: string, says: (each: T) => readonly string[]): T[] {
  const words = plain(query)
    .split(/\s+/u)
    .filter((word) => word !== '');
  return all.filter((each) => {
    const text = plain(says(each).join('\n'));
    return words.every((word) => text.includes(word));
  });
}
