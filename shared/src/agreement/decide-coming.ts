import type { SideId } from '../ids.ts';
import { isExcused } from '../policy/consent.ts';
import type { SessionEvent } from '../session/events.ts';
import { evolve } from '../session/evolve.ts';
import type { SessionState } from '../session/state.ts';
import { clauseOf } from './book.ts';
import { reput } from './evolve.ts';

/** What happens, and that a side that was excused is asked again because somebody of it comes by that. */
export function withSidesThatCame(
  state: SessionState,
  events: readonly SessionEvent[],
  at: number,
): readonly SessionEvent[] {
  const { excused, agreement } = state.agreement;
  if (excused.length === 0 || events.some(({ type }) => type === 'side.asked')) return events;
  const after = events.reduce(evolve, state);
  const came = excused.filter(({ side }) => !isExcused(after, side));
  const clauses = reput(state.agreement, after.agreement);
  const without = (side: SideId) =>
    clauses.filter((id) => clauseOf(agreement, id)?.agreedBy.includes(side) === false);
  return [
    ...events,
    ...came.map(({ side }): SessionEvent => ({ type: 'side.came', at, side, clauses: without(side) })),
  ];
}
