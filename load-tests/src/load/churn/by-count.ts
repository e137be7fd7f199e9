/** For each sample how many thousand things had ended by then. `ended`: seconds, in any order. */
export function byCount<S extends { readonly at: number }>(
  samples: readonly S[],
  ended: readonly number[],
): { readonly at: number; readonly sample: S }[] {
  const sorted = ended.toSorted((a, b) => a - b);
  let count = 0;
  return samples.map((sample) => {
    while ((sorted[count] ?? Number.POSITIVE_INFINITY) <= sample.at) count += 1;
    return { at: count / 1_000, sample };
  });
}
