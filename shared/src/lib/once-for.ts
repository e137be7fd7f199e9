/** What is reckoned from a value that never changes is reckoned once, and kept for as long as that value is. */
export function onceFor<K extends object, V>(reckon: (of: K) => V): (of: K) => V {
  const known = new WeakMap<K, { readonly value: V }>();
  return (of) => {
    const found = known.get(of);
    if (found !== undefined) return found.value;
    const value = reckon(of);
    known.set(of, { value });
    return value;
  };
}
