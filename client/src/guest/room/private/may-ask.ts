import type { SessionView } from '@parley/shared/policy';

/** In one's own arrival room the card below the stage asks; and one asks for one thing at a time. */
export const mayAskForRoom = ({ place, powers, me }: SessionView): boolean =>
  place.kind === 'room' && place.roomKind !== 'arrival' && powers.petition && me.wish === null;
