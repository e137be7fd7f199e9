import { type ElementNode, isText, type RichNode } from '@parley/shared/agreement';
import { isComparable } from './saying.ts';

/** Blocks that went and blocks that came, those beside each other of which one is the other with changed words. */
export type Pair =
  | readonly [gone: ElementNode, come: ElementNode | null]
  | readonly [gone: null, come: ElementNode];

/** More are not looked through for what resembles what: each may be the one in its own place, if they are as many. */
const MOST_COMPARED = 900;
/** Of two blocks with less in common one is not the other. */
const ALIKE = 0.25;

/** In the order in which they are read: what went before what came in its place. */
export function paired(gone: readonly ElementNode[], come: readonly ElementNode[]): readonly Pair[] {
  const apart = (from: [number, number], to: [number, number]): Pair[] => [
    ...gone.slice(from[0], to[0]).map((node): Pair => [node, null]),
    ...come.slice(from[1], to[1]).map((node): Pair => [null, node]),
  ];
  const pairs: Pair[] = [];
  let at: [number, number] = [0, 0];
  for (const [old, next] of best(gone, come)) {
    pairs.push(...apart(at, [old, next]));
    const [was, is] = [gone[old], come[next]];
    if (was !== undefined && is !== undefined) pairs.push([was, is]);
    at = [old + 1, next + 1];
  }
  return [...pairs, ...apart(at, [gone.length, come.length])];
}

/** The places of those that belong together, so that as much as possible is alike and nothing changes its order. */
function best(gone: readonly ElementNode[], come: readonly ElementNode[]): [number, number][] {
  if (gone.length * come.length > MOST_COMPARED) {
    const inPlace = gone.length === come.length ? gone : [];
    return inPlace.flatMap((node, index): [number, number][] => {
      const other = come[index];
      return other !== undefined && isComparable(node, other) ? [[index, index]] : [];
    });
  }
  const [was, is] = [gone.map(couplesOf), come.map(couplesOf)];
  /** How much is alike at most from here on. */
  const scores = Array.from({ length: gone.length + 1 }, () =>
    Array.from({ length: come.length + 1 }, () => 0),
  );
  const score = (old: number, next: number): number => scores[old]?.[next] ?? 0;
  const alike = (old: number, next: number): number => {
    const [one, other, of, with_] = [gone[old], come[next], was[old], is[next]];
    if (one === undefined || other === undefined || of === undefined || with_ === undefined) return 0;
    const likeness = isComparable(one, other) ? likenessOf(of, with_) : 0;
    return likeness < ALIKE ? 0 : likeness;
  };
  const likenesses = gone.map((_node, old) => come.map((_other, next) => alike(old, next)));
  const likeness = (old: number, next: number): number => likenesses[old]?.[next] ?? 0;
  for (let old = gone.length - 1; old >= 0; old -= 1) {
    for (let next = come.length - 1; next >= 0; next -= 1) {
      const together = likeness(old, next) > 0 ? likeness(old, next) + score(old + 1, next + 1) : 0;
      scores[old]?.splice(next, 1, Math.max(together, score(old + 1, next), score(old, next + 1)));
    }
  }
  const places: [number, number][] = [];
  for (let [old, next] = [0, 0]; old < gone.length && next < come.length; ) {
    const together = likeness(old, next) > 0 ? likeness(old, next) + score(old + 1, next + 1) : 0;
    if (together > 0 && together === score(old, next)) {
      places.push([old, next]);
      [old, next] = [old + 1, next + 1];
    } else if (score(old + 1, next) >= score(old, next + 1)) old += 1;
    else next += 1;
  }
  return places;
}

/** So much of a block tells what it is. */
const LONGEST = 2_000;

type Couples = ReadonlyMap<string, number>;

/** Every two signs beside each other, and how often. */
function couplesOf(node: ElementNode): Couples {
  const text = textOf(node).slice(0, LONGEST);
  const couples = new Map<string, number>();
  for (let index = 0; index + 1 < text.length; index += 1) {
    const couple = text.slice(index, index + 2);
    couples.set(couple, (couples.get(couple) ?? 0) + 1);
  }
  return couples;
}

const textOf = (node: RichNode): string => (isText(node) ? node.text : node.content.map(textOf).join(''));

function likenessOf(one: Couples, other: Couples): number {
  const count = (couples: Couples): number => [...couples.values()].reduce((sum, times) => sum + times, 0);
  const all = count(one) + count(other);
  if (all === 0) return 0;
  const shared = [...one].reduce((sum, [couple, times]) => sum + Math.min(times, other.get(couple) ?? 0), 0);
  return (2 * shared) / all;
}
