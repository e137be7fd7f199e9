import type { Epoch } from '@parley/shared/ids';
import type { PersonView, SessionView } from '@parley/shared/policy';

/** Stands in my room, for sure and still. Whoever conducts also sees people of other rooms. */
export const isHere = ({ place }: SessionView, { attendance, room }: PersonView): boolean =>
  attendance === 'here' && place.kind === 'room' && place.room === room;

/** The stay in a room that the screen shows; null while I am in none. */
export const stayIn = (view: SessionView | null): Epoch | null =>
  view?.place.kind === 'room' ? view.place.epoch : null;

/** I am in that stay in a room; anywhere, where none is named. */
export const isStill = (stay: Epoch | undefined, view: SessionView | null): boolean =>
  stay === undefined || stayIn(view) === stay;

/** Tells each stay in a room, and each place that is none, from every other. */
export const placeKey = (view: SessionView | null): Epoch | string | null =>
  stayIn(view) ?? view?.place.kind ?? null;
