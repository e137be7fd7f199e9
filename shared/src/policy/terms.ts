import type { TermGoal, TermStanding } from '../glossary/term.ts';
import type { Presence } from '../session/state.ts';
import { isConductor, isPlaced } from './conditions.ts';
import { interprets } from './outlets.ts';
import { all, type Verdict, verdict } from './verdict.ts';

/** A term as somebody comes to it. */
export interface TermTarget {
  readonly standing: TermStanding;
  /** It is of who asks. */
  readonly mine: boolean;
}

/** The terms of the case are for those who interpret, and for who conducts. */
export const readsGlossary = (actor: Presence): Verdict =>
  all(interprets(actor).kind === 'allow' ? interprets(actor) : isConductor(actor), isPlaced(actor));

export const keepsTerm = (actor: Presence): Verdict => all(interprets(actor), isPlaced(actor));

const conducts = (actor: Presence): boolean => isConductor(actor).kind === 'allow';

/** What an interpreter keeps for themselves nobody else knows of; what they suggest, who conducts. */
export const seesTerm = (actor: Presence, { standing, mine }: TermTarget): Verdict =>
  all(
    readsGlossary(actor),
    verdict(standing === 'case' || mine || (standing === 'suggested' && conducts(actor)), 'term.unknown'),
  );

/**
 * Its writer alone lets a term out, to who conducts; and these alone make a suggestion the case’s, or give it back. What
 * is the case’s is changed by the office.
 */
export function putsTerm(actor: Presence, target: TermTarget & { readonly to: TermGoal }): Verdict {
  const { standing, mine, to } = target;
  const byWriter = mine && standing !== 'case' && to !== 'case';
  const byConductor = standing === 'suggested' && conducts(actor) && (to === 'case' || to === 'own');
  return all(seesTerm(actor, target), verdict(byWriter || byConductor, 'role.not-allowed'));
}
