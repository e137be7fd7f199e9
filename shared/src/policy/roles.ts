import type { Source } from '../session/media.ts';
import type { Role } from '../session/people.ts';

/** What a role carries with it wherever its bearer stands. */

/** Opens, admits, mutes, removes, adjourns. */
export const conducts = (role: Role): boolean => role === 'mediator';

/** An observer is present without a voice: no sound, picture, chat or raised hand. */
export const speaks = (role: Role): boolean => role !== 'observer';

/** An interpreter renders what others show and shows nothing of their own. */
export const publishes = (role: Role, source: Source): boolean => {
  const screen = source === 'screen' || source === 'screen-audio';
  return speaks(role) && !(screen && role === 'interpreter');
};
