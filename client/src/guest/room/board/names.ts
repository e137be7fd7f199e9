import type { RoomCard, SessionView } from '@parley/shared/policy';
import type { Side } from '@parley/shared/session';
import { useTranslation } from 'react-i18next';

export interface BoardNames {
  /** «申请人», or by its own name where there are several of its kind. */
  readonly side: (side: Side) => string;
  readonly room: (card: RoomCard) => string;
}

export function useBoardNames({ sides }: Pick<SessionView, 'sides'>): BoardNames {
  const { t } = useTranslation();
  const sideName = (side: Side): string => {
    const alone = sides.filter(({ kind }) => kind === side.kind).length === 1;
    return side.kind !== 'other' && alone ? t(`common.side.${side.kind}`) : side.name;
  };
  return {
    side: sideName,
    room: ({ kind, side: id, title }) => {
      const side = sides.find((each) => each.id === id);
      if (title !== null) return title;
      return side === undefined ? t(`room.kind.${kind}`) : t('board.arrivalOf', { side: sideName(side) });
    },
  };
}
