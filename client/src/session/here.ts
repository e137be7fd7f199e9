import type { Epoch } from '@parley/shared/ids';
import type { PersonView, SessionView } from '@parley/shared/policy';

/** Stands in my room, for sure and still. Whoever conducts also sees people of other rooms. */
export const isHere = ({ place }: SessionView, { attendance, room }: PersonView): boolean =>
  attendance === 'here' && place.kind === 'room' && place.room === room;

/** I am in that stay in a room; anywhere, where none is named. */
export const isStill = (stay: Epoch | undefined, view: SessionView | null): boolean =>
  stay === undefined || (view?.place.kind === 'room' && view.place.epoch === stay);
