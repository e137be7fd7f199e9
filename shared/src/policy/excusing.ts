import type { SideId } from '../ids.ts';
import type { Presence, SessionState } from '../session/state.ts';
import { isAround, isPresiding } from './conditions.ts';
import { isAtHand, isExcused, othersAsked, sidesInvited, speakersOf } from './consent.ts';
import { opensDocument, theAgreement } from './documents.ts';
import { all, type Verdict, verdict } from './verdict.ts';

interface OfSide {
  readonly side: SideId;
}

/** What can be tried with a side that does not come; part of `Actions`. */
export interface SideActions {
  /** To go on with the agreement without its word. */
  'side.excuse': OfSide;
  /** To have it asked again though nobody of it has come. */
  'side.ask': OfSide;
}

/** An agreement is between so many sides at least. */
const FEWEST_ASKED = 2;

const presidesOver = (state: SessionState, actor: Presence, side: SideId): Verdict =>
  all(
    opensDocument(state, actor, theAgreement),
    isPresiding(state, actor),
    verdict(sidesInvited(state).includes(side), 'side.unknown'),
  );

/** A side of which nobody who would have a say is there, or waits to come in. */
const excuses = (state: SessionState, actor: Presence, { side }: OfSide): Verdict =>
  all(
    presidesOver(state, actor, side),
    verdict(!isExcused(state, side), 'side.excused'),
    verdict(!speakersOf(state, side).some((person) => isAround(person) && isAtHand(person)), 'side.here'),
    verdict(othersAsked(state, side).length >= FEWEST_ASKED, 'side.too-few'),
  );

const asksAgain = (state: SessionState, actor: Presence, { side }: OfSide): Verdict =>
  all(presidesOver(state, actor, side), verdict(isExcused(state, side), 'side.not-excused'));

export const sideRules: {
  readonly [A in keyof SideActions]: (
    state: SessionState,
    actor: Presence,
    target: SideActions[A],
  ) => Verdict;
} = { 'side.excuse': excuses, 'side.ask': asksAgain };
