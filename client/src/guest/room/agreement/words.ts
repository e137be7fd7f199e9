import type { ClauseView, Pen } from '@parley/shared/agreement';
import type { SideId } from '@parley/shared/ids';
import type { Side } from '@parley/shared/session';
import type { TFunction } from 'i18next';
import { roleName } from '../../../ui/person.ts';

/** A side in words: «申请人», or a further one by its own name. */
export const sideName = (t: TFunction, side: SideId, sides: readonly Side[]): string =>
  roleName(t, { role: 'party', side }, sides);

/** Who has the pen. */
export function penName(t: TFunction, pen: Pen, sides: readonly Side[]): string {
  switch (pen.kind) {
    case 'mediator':
      return t('agreement.pen.mediator');
    case 'everyone':
      return t('agreement.pen.everyone');
    case 'side':
      return t('agreement.pen.side', { side: sideName(t, pen.side, sides) });
  }
}

/** How far a clause has come: not all have agreed where one was not asked. */
export const comeTo = ({ state, without }: Pick<ClauseView, 'state' | 'without'>) =>
  state === 'agreed' && without.length > 0 ? 'agreedByAsked' : state;

/** Why I may not write in it; null when I may. */
export function whyNot(t: TFunction, clause: ClauseView, sides: readonly Side[]): string | null {
  const { mayEdit, pen } = clause;
  if (mayEdit) return null;
  const state = comeTo(clause);
  if (state !== 'draft') return t(`agreement.pen.${state}`);
  switch (pen.kind) {
    case 'mediator':
      return t('agreement.pen.notMediator');
    case 'side':
      return t('agreement.pen.not', { who: sideName(t, pen.side, sides) });
    case 'everyone':
      return t('agreement.pen.watching');
  }
}
