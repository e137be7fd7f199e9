import type { Redlined } from './redline.ts';
import { cut, lengthOf, type Run } from './runs.ts';

/** What a reader of the changes needs to see: of what stayed only what stands beside them. */
export type Folded =
  | Exclude<Redlined, { kind: 'words' | 'inside' }>
  | (Omit<Extract<Redlined, { kind: 'words' }>, 'runs'> & { readonly runs: readonly FoldedRun[] })
  | (Omit<Extract<Redlined, { kind: 'inside' }>, 'content'> & { readonly content: readonly Folded[] })
  | { readonly kind: 'skipped'; readonly count: number };
type FoldedRun = Run | { readonly kind: 'skipped' };

/** Fewer blocks are not worth folding, nor are fewer signs. */
const FEW_BLOCKS = 4;
const FEW_SIGNS = 400;
/** What is left of a long stretch on either side. */
const EDGE = 120;

export function folded(redlined: readonly Redlined[], whole: boolean): readonly Folded[] {
  if (whole) return redlined;
  const shown: Folded[] = [];
  for (let at = 0; at < redlined.length; ) {
    const end = endOfSame(redlined, at);
    const count = end - at;
    const here = redlined.slice(at, Math.max(end, at + 1));
    if (count < FEW_BLOCKS) shown.push(...here.map(foldedInside));
    else {
      // Beside the changes; what the text begins and ends with is beside none.
      const [first, last] = [at === 0 ? 0 : 1, end === redlined.length ? 0 : 1];
      shown.push(
        ...redlined.slice(at, at + first),
        { kind: 'skipped', count: count - first - last },
        ...redlined.slice(end - last, end),
      );
    }
    at = Math.max(end, at + 1);
  }
  return shown;
}

function endOfSame(redlined: readonly Redlined[], from: number): number {
  let end = from;
  while (redlined[end]?.kind === 'same') end += 1;
  return end;
}

function foldedInside(block: Redlined): Folded {
  switch (block.kind) {
    case 'same':
    case 'out':
    case 'in':
      return block;
    case 'inside':
      // Rows and items keep their places and numbers.
      return { ...block, content: block.content.map(foldedInside) };
    case 'words':
      return { ...block, runs: block.runs.flatMap(foldedRun) };
  }
}

function foldedRun(run: Run, index: number, all: readonly Run[]): readonly FoldedRun[] {
  const length = run.content.reduce((sum, node) => sum + lengthOf(node), 0);
  if (run.kind !== 'same' || length < FEW_SIGNS) return [run];
  const part = (from: number, to: number): Run => ({ ...run, content: cut(run.content, from, to) });
  return [
    ...(index === 0 ? [] : [part(0, EDGE)]),
    { kind: 'skipped' } as const,
    ...(index === all.length - 1 ? [] : [part(length - EDGE, length)]),
  ];
}
