import { diffArrays } from 'diff';

/** What two sequences have in common, or what stands in the second in place of something in the first. */
export type Stretch<T> =
  | { readonly same: readonly T[] }
  | { readonly out: readonly T[]; readonly in: readonly T[] };

export const isSame = <T>(stretch: Stretch<T>): stretch is { readonly same: readonly T[] } =>
  'same' in stretch;

/** Past so many differences nobody sees what stayed, and finding it would take as long as the square of their number. */
const MOST_DIFFERENCES = 400;

/** Where two sequences differ; all of it where they have next to nothing in common. */
export function compared<T extends string>(before: readonly T[], after: readonly T[]): readonly Stretch<T>[] {
  const [head, tail] = alike(before, after);
  const [was, is] = [before.slice(head, before.length - tail), after.slice(head, after.length - tail)];
  const found = diffArrays([...was], [...is], { maxEditLength: MOST_DIFFERENCES });
  const stretches: Stretch<T>[] = [];
  const add = (stretch: Stretch<T>): void => {
    if (isSame(stretch) ? stretch.same.length > 0 : stretch.out.length + stretch.in.length > 0)
      stretches.push(stretch);
  };
  add({ same: before.slice(0, head) });
  if (found === undefined) add({ out: was, in: is });
  let [out, put]: [readonly T[], readonly T[]] = [[], []];
  for (const { added, removed, value } of found ?? []) {
    if (added) put = [...put, ...value];
    else if (removed) out = [...out, ...value];
    else {
      add({ out, in: put });
      [out, put] = [[], []];
      add({ same: value });
    }
  }
  add({ out, in: put });
  add({ same: before.slice(before.length - tail) });
  return stretches;
}

/** How much is the same at the beginning, and of the rest at the end. */
function alike<T>(before: readonly T[], after: readonly T[]): readonly [number, number] {
  const shorter = Math.min(before.length, after.length);
  let head = 0;
  while (head < shorter && before[head] === after[head]) head += 1;
  let tail = 0;
  while (tail < shorter - head && before.at(-1 - tail) === after.at(-1 - tail)) tail += 1;
  return [head, tail];
}
