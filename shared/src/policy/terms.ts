import type { TermGoal, TermStanding } from '../glossary/term.ts';
import type { Presence, SessionState } from '../session/state.ts';
import { isConductor, isPlaced } from './conditions.ts';
import { interprets } from './outlets.ts';
import { all, type Verdict, verdict } from './verdict.ts';

/** A term as somebody comes to it. */
interface TermTarget {
  readonly standing: TermStanding;
  /** It is of who asks. */
  readonly mine: boolean;
}

/** What can be tried with the terms of the case. */
export interface TermActions {
  /** To read those that are one's to know. */
  'glossary.read': Record<never, never>;
  /** To be told how many are suggested and not answered. */
  'glossary.count': Record<never, never>;
  /** To write one down for oneself. */
  'term.keep': Record<never, never>;
  'term.see': TermTarget;
  'term.put': TermTarget & { readonly to: TermGoal };
}

/** The terms of the case are for those who interpret, and for who conducts. */
const readsGlossary = (actor: Presence): Verdict =>
  all(interprets(actor).kind === 'allow' ? interprets(actor) : isConductor(actor), isPlaced(actor));

/** Whoever answers. An interpreter learns of nobody’s suggestions, and so not that there are any. */
const countsSuggestions = (actor: Presence): Verdict => all(isConductor(actor), isPlaced(actor));

const keepsTerm = (actor: Presence): Verdict => all(interprets(actor), isPlaced(actor));

const conducts = (actor: Presence): boolean => isConductor(actor).kind === 'allow';

/** What an interpreter keeps for themselves nobody else knows of; what they suggest, who conducts. */
const seesTerm = (actor: Presence, { standing, mine }: TermTarget): Verdict =>
  all(
    readsGlossary(actor),
    verdict(standing === 'case' || mine || (standing === 'suggested' && conducts(actor)), 'term.unknown'),
  );

/**
 * Its writer alone lets a term out, to who conducts; and these alone make a suggestion the case’s, or give it back. What
 * is the case’s is changed by the office.
 */
function putsTerm(actor: Presence, target: TermTarget & { readonly to: TermGoal }): Verdict {
  const { standing, mine, to } = target;
  const byWriter = mine && standing !== 'case' && to !== 'case';
  const byConductor = standing === 'suggested' && conducts(actor) && (to === 'case' || to === 'own');
  return all(seesTerm(actor, target), verdict(byWriter || byConductor, 'role.not-allowed'));
}

export const termRules: {
  readonly [A in keyof TermActions]: (
    state: SessionState,
    actor: Presence,
    target: TermActions[A],
  ) => Verdict;
} = {
  'glossary.read': (_state, actor) => readsGlossary(actor),
  'glossary.count': (_state, actor) => countsSuggestions(actor),
  'term.keep': (_state, actor) => keepsTerm(actor),
  'term.see': (_state, actor, target) => seesTerm(actor, target),
  'term.put': (_state, actor, target) => putsTerm(actor, target),
};
