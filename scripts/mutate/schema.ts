import type { Edit, Mutant } from './mutants.ts';

/** Answers whether this mutant is the one that is tried now; what the schemas of all files ask. */
export const ASKED = 'isMutant';

/**
 * One source that is every one of these mutants of its file, whichever is asked for while it runs: so that what judges
 * loads it once.
 */
export function schemaOf(source: string, mutants: ReadonlyMap<number, Mutant>): string {
  const sites = [...Map.groupBy(mutants, ([, { edit }]) => `${edit.start} ${edit.end}`).values()]
    .map((all) => all.map(([number, { edit }]) => ({ number, edit })))
    .map((edits) => ({ edits, start: edits[0]?.edit.start ?? 0, end: edits[0]?.edit.end ?? 0 }))
    .toSorted((one, other) => one.start - other.start || other.end - one.end);
  let next = 0;
  const written = (from: number, to: number): string => {
    let text = '';
    let at = from;
    for (let site = sites[next]; site !== undefined && site.start < to; site = sites[next]) {
      next += 1;
      text += source.slice(at, site.start) + switched(site.edits, written(site.start, site.end));
      at = site.end;
    }
    return text + source.slice(at, to);
  };
  return written(0, source.length);
}

interface Numbered {
  readonly number: number;
  readonly edit: Edit;
}

function switched([first, ...rest]: readonly Numbered[], original: string): string {
  if (first === undefined) return original;
  const { number, edit } = first;
  const others = switched(rest, original);
  switch (edit.is) {
    case 'an expression':
      return `(${ASKED}(${number}) ? ${edit.to} : (${others}))`;
    case 'a statement':
      return `if (!${ASKED}(${number})) { ${others} }`;
    case 'a body':
      return `{ if (${ASKED}(${number})) return ${edit.to}; ${others} }`;
  }
}
