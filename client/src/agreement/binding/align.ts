import type { Node } from '@tiptap/pm/model';

/** What became of the children of a node: which of the new ones goes on from which of the old ones. */
export type Step =
  | { readonly kind: 'keep'; readonly before: number; readonly after: number }
  | { readonly kind: 'remove'; readonly before: number }
  | { readonly kind: 'add'; readonly after: number };

/** Beyond that many comparisons children are paired in their order. */
const MOST_COMPARISONS = 4_000;

/** In order. A child goes on from one of its own type that has most in common with it. */
export function align(before: readonly Node[], after: readonly Node[]): Step[] {
  let head = 0;
  const shorter = Math.min(before.length, after.length);
  while (head < shorter && isSame(before[head], after[head])) head += 1;
  let tail = 0;
  while (tail < shorter - head && isSame(before[before.length - 1 - tail], after[after.length - 1 - tail]))
    tail += 1;
  const middle = pair(before.slice(head, before.length - tail), after.slice(head, after.length - tail));
  return [
    ...kept(head, 0, 0),
    ...middle.map((step) => shifted(step, head)),
    ...kept(tail, before.length - tail, after.length - tail),
  ];
}

const isSame = (one: Node | undefined, other: Node | undefined): boolean =>
  one !== undefined && other !== undefined && (one === other || one.eq(other));

const kept = (count: number, before: number, after: number): Step[] =>
  Array.from({ length: count }, (_, index) => ({
    kind: 'keep',
    before: before + index,
    after: after + index,
  }));

function shifted(step: Step, by: number): Step {
  switch (step.kind) {
    case 'keep':
      return { kind: 'keep', before: step.before + by, after: step.after + by };
    case 'remove':
      return { kind: 'remove', before: step.before + by };
    case 'add':
      return { kind: 'add', after: step.after + by };
  }
}

/** The pairing, in order, whose pairs have most in common. */
function pair(before: readonly Node[], after: readonly Node[]): Step[] {
  if (before.length * after.length > MOST_COMPARISONS) return inOrder(before, after);
  const width = after.length + 1;
  const best = new Float64Array((before.length + 1) * width);
  const common = before.map((one) => after.map((other) => inCommon(one, other)));
  const at = (row: number, column: number): number => best[row * width + column] ?? 0;
  const shared = (row: number, column: number): number => common[row]?.[column] ?? 0;
  for (let row = before.length - 1; row >= 0; row -= 1) {
    for (let column = after.length - 1; column >= 0; column -= 1) {
      const together = shared(row, column) === 0 ? 0 : shared(row, column) + at(row + 1, column + 1);
      best[row * width + column] = Math.max(together, at(row + 1, column), at(row, column + 1));
    }
  }
  const steps: Step[] = [];
  let row = 0;
  let column = 0;
  while (row < before.length || column < after.length) {
    const together = row < before.length && column < after.length && shared(row, column) > 0;
    if (together && at(row, column) === shared(row, column) + at(row + 1, column + 1)) {
      steps.push({ kind: 'keep', before: row, after: column });
      row += 1;
      column += 1;
    } else if (row < before.length && (column === after.length || at(row, column) === at(row + 1, column))) {
      steps.push({ kind: 'remove', before: row });
      row += 1;
    } else {
      steps.push({ kind: 'add', after: column });
      column += 1;
    }
  }
  return steps;
}

function inOrder(before: readonly Node[], after: readonly Node[]): Step[] {
  const steps: Step[] = [];
  for (let index = 0; index < Math.max(before.length, after.length); index += 1) {
    const [one, other] = [before[index], after[index]];
    if (one !== undefined && other !== undefined && one.type === other.type) {
      steps.push({ kind: 'keep', before: index, after: index });
    } else {
      if (one !== undefined) steps.push({ kind: 'remove', before: index });
      if (other !== undefined) steps.push({ kind: 'add', after: index });
    }
  }
  return steps;
}

/** 0 for those that can have nothing in common. */
function inCommon(one: Node, other: Node): number {
  if (one.type !== other.type) return 0;
  const [a, b] = [one.textContent, other.textContent];
  const head = commonStart(a, b);
  const same = one.eq(other) ? 1 : 0;
  return 1 + same + head + commonEnd(a, b, head);
}

export function commonStart(a: string, b: string, most = Infinity): number {
  const shorter = Math.min(a.length, b.length, most);
  let length = 0;
  while (length < shorter && a.charCodeAt(length) === b.charCodeAt(length)) length += 1;
  return length;
}

/** Of what is left after the start they have in common. */
export function commonEnd(a: string, b: string, start: number): number {
  const shorter = Math.min(a.length, b.length) - start;
  let length = 0;
  while (length < shorter && a.charCodeAt(a.length - 1 - length) === b.charCodeAt(b.length - 1 - length))
    length += 1;
  return length;
}
