import type { PersonView, SessionView } from '@parley/shared/policy';

/** Stands in my room, for sure and still. Whoever conducts also sees people of other rooms. */
export const isHere = ({ place }: SessionView, { attendance, room }: PersonView): boolean =>
  attendance === 'here' && place.kind === 'room' && place.room === room;
