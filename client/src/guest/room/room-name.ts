import type { MyPlace } from '@parley/shared/policy';
import { useTranslation } from 'react-i18next';
import { directionOf, isolated } from '../../i18n/direction.ts';
import { useLanguage } from '../../i18n/index.ts';

/** The kind of room one stands in, which is also its colour. */
export type RoomKind = 'plenary' | 'arrival' | 'caucus' | 'moving';

export const roomKindOf = (place: MyPlace): RoomKind => (place.kind === 'room' ? place.roomKind : 'moving');

/** «共同会谈», or a caucus by its own title. */
export function useRoomName(): (place: MyPlace) => string {
  const { t } = useTranslation();
  const direction = directionOf(useLanguage());
  return (place) => {
    const kind = t(`room.kind.${roomKindOf(place)}`);
    const title = place.kind === 'room' ? place.title : null;
    return title === null ? kind : `${kind} · ${isolated(title, direction)}`;
  };
}
