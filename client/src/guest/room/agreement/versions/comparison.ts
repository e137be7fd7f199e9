import { canonicalText, noText, type RichText } from '@parley/shared/agreement';
import type { ClauseId } from '@parley/shared/ids';
import type { Language } from '@parley/shared/session';
import type { Content } from './content.ts';

/** How one clause became another between two versions. */
export interface Compared {
  readonly id: ClauseId;
  readonly kind: 'same' | 'changed' | 'added' | 'removed';
  /** Its numbers in the one and in the other; null where it is not there. */
  readonly before: number | null;
  readonly after: number | null;
  /** Stands elsewhere among the clauses that both have. */
  readonly moved: boolean;
  /** In the languages that differ. */
  readonly texts: readonly {
    readonly language: Language;
    readonly before: RichText;
    readonly after: RichText;
  }[];
}

/** Clause by clause in the order of the later one, with what was taken out where it stood. */
export function comparison(before: Content, after: Content): readonly Compared[] {
  const was = new Map(before.clauses.map((clause, index) => [clause.id, { ...clause, number: index + 1 }]));
  const is = new Map(after.clauses.map((clause, index) => [clause.id, { ...clause, number: index + 1 }]));
  const staying = stayingIn(
    before.clauses.map(({ id }) => id).filter((id) => is.has(id)),
    after.clauses.map(({ id }) => id).filter((id) => was.has(id)),
  );
  const rowOf = (id: ClauseId): Compared => {
    const [one, other] = [was.get(id) ?? null, is.get(id) ?? null];
    const texts = [...new Set([...after.languages, ...before.languages])].flatMap((language) => {
      const [then, now] = [one?.texts.get(language) ?? noText, other?.texts.get(language) ?? noText];
      return canonicalText(then) === canonicalText(now) ? [] : [{ language, before: then, after: now }];
    });
    const both = texts.length === 0 ? 'same' : 'changed';
    return {
      id,
      kind: one === null ? 'added' : other === null ? 'removed' : both,
      before: one?.number ?? null,
      after: other?.number ?? null,
      moved: one !== null && other !== null && !staying.has(id),
      texts,
    };
  };
  const order = after.clauses.map(({ id }) => id);
  before.clauses.forEach(({ id }, index) => {
    if (is.has(id)) return;
    const previous = before.clauses[index - 1]?.id;
    order.splice(previous === undefined ? 0 : order.indexOf(previous) + 1, 0, id);
  });
  return order.map(rowOf);
}

/** Of those that are in both the most that stand in the same order: the fewest are called moved. */
function stayingIn(before: readonly ClauseId[], after: readonly ClauseId[]): ReadonlySet<ClauseId> {
  const places = new Map(before.map((id, index) => [id, index]));
  const longest: ClauseId[][] = [];
  for (const id of after) {
    const place = places.get(id) ?? 0;
    const behind = longest
      .filter((run) => (places.get(run.at(-1) ?? id) ?? 0) < place)
      .reduce((best: ClauseId[], run) => (run.length > best.length ? run : best), []);
    longest.push([...behind, id]);
  }
  return new Set(longest.reduce((best: ClauseId[], run) => (run.length > best.length ? run : best), []));
}
