import {
  type Changed,
  changeOfSight,
  type Sight,
  sightAfter,
  sightFor,
  type ViewChange,
} from '@parley/shared/policy';
import type { Presence, SessionState } from '@parley/shared/session';

/** What a line was shown last; `of`: the last state that it is known to be right for. */
export interface ShownView {
  readonly rev: number;
  readonly sight: Sight;
  of: SessionState;
}

/** What has changed in a commit; null where that may be anybody. */
export interface Since {
  readonly before: SessionState;
  readonly changed: Changed | null;
}

/** Whoever was shown the state just before is looked at again only where something has changed since; anyone else wholly. */
export function shownNext(
  last: ShownView,
  state: SessionState,
  me: Presence,
  since: Since | null,
): { readonly shown: ShownView; readonly change: ViewChange | null } {
  const changed = last.of === since?.before ? since.changed : null;
  const sight = changed === null ? sightFor(state, me) : sightAfter(last.sight, state, me, changed);
  const change = changeOfSight(last.sight, sight);
  const rev = change === null ? last.rev : last.rev + 1;
  return { shown: { rev, sight, of: state }, change };
}

/** Nothing that anyone is shown rests on what has happened since. */
export function stillShown(shown: ShownView | null, before: SessionState, after: SessionState): void {
  if (shown?.of === before) shown.of = after;
}
