/** Whether two values are the same as JSON says them. Walks both at once, and writes neither out. */
export function sameJson(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return false;
  if (Array.isArray(one) || Array.isArray(other)) {
    return (
      Array.isArray(one) &&
      Array.isArray(other) &&
      one.length === other.length &&
      one.every((each, index) => sameJson(each, other[index]))
    );
  }
  const [mine, theirs] = [Object.entries(one), new Map<string, unknown>(Object.entries(other))];
  return (
    mine.length === theirs.size &&
    mine.every(([key, each]) => theirs.has(key) && sameJson(each, theirs.get(key)))
  );
}
