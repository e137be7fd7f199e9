import type { TermGoal, TermStanding } from '@parley/shared/glossary';
import { firstOf, leadsTalks, placed, type Refused, roleChecks } from './conditions.ts';
import type { Soul, World } from './world.ts';

/** The terms of the case: whose they are, and who may know of them. */

export interface Term {
  readonly id: string;
  readonly text: string;
  standing: TermStanding;
  /** Whose it is, until it is the case's. */
  of: string | null;
}

/** Why somebody has nothing to do with terms at all. */
export function glossaryRefusal(world: World, me: Soul): Refused {
  const conducts = me.work === null ? roleChecks(world, me).conducts : [];
  return firstOf(...conducts, [placed(me), 'room.not-in']);
}

export const keepRefusal = (me: Soul): Refused =>
  firstOf([me.work !== null, 'role.not-allowed'], [placed(me), 'room.not-in']);

export function knowsTerm(world: World, me: Soul, { standing, of }: Term): boolean {
  if (glossaryRefusal(world, me) !== null) return false;
  return standing === 'case' || of === me.id || (standing === 'suggested' && leadsTalks(me));
}

/** How many are suggested and not answered, as who leads the talks is told it; null for whoever is not. */
export function countFor(world: World, me: Soul): number | null {
  if (!leadsTalks(me) || !placed(me)) return null;
  return [...world.terms.values()].filter(({ standing }) => standing === 'suggested').length;
}

export function putRefusal(world: World, me: Soul, term: Term | undefined, to: TermGoal): Refused {
  const out = glossaryRefusal(world, me);
  if (out !== null) return out;
  if (term === undefined || !knowsTerm(world, me, term)) return 'term.unknown';
  if (term.standing === 'case' || (to === 'case' && !leadsTalks(me))) return 'role.not-allowed';
  if (term.of === me.id) return to === 'case' ? 'role.not-allowed' : null;
  return term.standing === 'suggested' && (to === 'case' || to === 'own') ? null : 'role.not-allowed';
}
