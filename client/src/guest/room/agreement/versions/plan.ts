import { type ClauseView, type Fate, restoration } from '@parley/shared/agreement';
import type { ClauseId } from '@parley/shared/ids';
import { canonicalTexts } from '../standing.ts';
import type { Content } from './content.ts';

/** What putting a version back would do, to be told before it is done. */
export interface Plan {
  /** The clauses of each fate by their numbers: as they are now, and of what comes back as they were then. */
  readonly fates: { readonly [F in Exclude<Fate, 'same'>]: readonly number[] };
  /** The numbers of the clauses that some side was asked about, or agreed to, and that are drafts afterwards. */
  readonly voided: readonly number[];
  /** Nothing gets words, comes or goes, and yet the clauses stand otherwise. */
  readonly onlyOrder: boolean;
  readonly nothing: boolean;
}

export function planOf(
  then: Content,
  now: Content,
  clauses: readonly Pick<ClauseView, 'id' | 'state'>[],
): Plan {
  const differs = (id: ClauseId): boolean => {
    const [was, is] = [then, now].map((content) => content.clauses.find((clause) => clause.id === id)?.texts);
    if (was === undefined || is === undefined) return false;
    return JSON.stringify(canonicalTexts(was)) !== JSON.stringify(canonicalTexts(is));
  };
  const { fates, order } = restoration(
    clauses,
    then.clauses.map(({ id }) => id),
    differs,
  );
  const numbersOf = (fate: Fate): readonly number[] =>
    (fate === 'back' ? then.clauses : clauses).flatMap(({ id }, index) =>
      fates.get(id) === fate ? [index + 1] : [],
    );
  const changes = [...fates.values()].some((fate) => ['rewritten', 'back', 'out'].includes(fate));
  const moves = order.some((id, index) => clauses[index]?.id !== id);
  return {
    fates: {
      rewritten: numbersOf('rewritten'),
      back: numbersOf('back'),
      out: numbersOf('out'),
      locked: numbersOf('locked'),
      stays: numbersOf('stays'),
    },
    voided: clauses.flatMap(({ id, state }, index) =>
      fates.get(id) === 'rewritten' && state !== 'draft' ? [index + 1] : [],
    ),
    onlyOrder: !changes && moves,
    nothing: !changes && !moves,
  };
}
