import type { Presence } from '../session/state.ts';

/**
 * Whether somebody's page was told of an event, by its number. While their line is lost their voice and picture go on
 * for a while, and what comes meanwhile they do not see: so nobody who has come since hears them before they can.
 */
export const isTold = ({ line }: Presence, event: number): boolean =>
  line.kind === 'online' || (line.kind === 'lost' && event < line.from);
