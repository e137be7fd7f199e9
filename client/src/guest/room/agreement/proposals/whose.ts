import type { SideId } from '@parley/shared/ids';
import type { SessionView } from '@parley/shared/policy';
import { sideOf } from '@parley/shared/session';
import type { TFunction } from 'i18next';
import { sideName } from '../words.ts';

/** The side whose word I give, as a party or its counsel. */
export const mySide = ({ me, powers }: SessionView): SideId | null =>
  powers.petition ? sideOf(me.participant) : null;

/** Null is the mediators'. */
export const isOurs = (view: SessionView, side: SideId | null): boolean =>
  side === null ? view.powers.conduct : side === mySide(view);

/** Whoever did something, in words: «我方», «被申请人», «调解员». */
export function whoDid(t: TFunction, view: SessionView, side: SideId | null): string {
  if (side === null) return t('proposals.who.mediator');
  return isOurs(view, side) ? t('proposals.who.own') : sideName(t, side, view.sides);
}
