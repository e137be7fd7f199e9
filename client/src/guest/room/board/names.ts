import type { RoomCard, SessionView } from '@parley/shared/policy';
import type { Side } from '@parley/shared/session';
import { useTranslation } from 'react-i18next';

export interface BoardNames {
  /** «申请人», or by its own name where there are several of its kind. */
  readonly side: (side: Side) => string;
  readonly room: (card: RoomCard) => string;
  /** As short as its own tile, where the colour and the side's mark say the rest, lets it be. */
  readonly tile: (card: RoomCard) => string;
}

export function useBoardNames({ sides }: Pick<SessionView, 'sides'>): BoardNames {
  const { t } = useTranslation();
  const sideName = (side: Side): string => {
    const alone = sides.filter(({ kind }) => kind === side.kind).length === 1;
    return side.kind !== 'other' && alone ? t(`common.side.${side.kind}`) : side.name;
  };
  const sideOf = ({ side: id }: RoomCard): Side | undefined => sides.find((each) => each.id === id);
  const room = (card: RoomCard): string => {
    const side = sideOf(card);
    if (card.title !== null) return card.title;
    return side === undefined ? t(`room.kind.${card.kind}`) : t('board.arrivalOf', { side: sideName(side) });
  };
  return {
    side: sideName,
    room,
    tile: (card) => {
      const side = sideOf(card);
      return side === undefined ? room(card) : sideName(side);
    },
  };
}
