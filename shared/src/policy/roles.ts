import type { SideId } from '../ids.ts';
import type { Source } from '../session/media.ts';
import type { Participant, Role } from '../session/people.ts';

/** What a role carries with it wherever its bearer stands. */

/** Opens, admits, mutes, makes caucuses and moves people between them. */
export const conducts = (role: Role): boolean => role === 'mediator' || role === 'co-mediator';

/** Removes, locks, adjourns and sets how the session is run. */
export const presides = (role: Role): boolean => role === 'mediator';

/** May preside when no mediator is there. */
export const standsIn = (role: Role): boolean => role === 'co-mediator';

/** Asks the mediator in, or for a private room. */
export const petitions = (role: Role): boolean => role === 'party' || role === 'counsel';

/** Lets somebody into the private room they are in themselves. */
export const opensDoor = (role: Role): boolean => petitions(role) || conducts(role);

/** An observer is present without a voice: no sound, picture, chat or raised hand. */
export const speaks = (role: Role): boolean => role !== 'observer';

/** An interpreter renders what others show and shows nothing of their own. */
export const publishes = (role: Role, source: Source): boolean => {
  const screen = source === 'screen' || source === 'screen-audio';
  return speaks(role) && !(screen && role === 'interpreter');
};

/** Holds the mediator's pen: whoever conducts, and whoever writes for all without taking anybody's side. */
export const writesForAll = (participant: Participant): boolean =>
  conducts(participant.role) ||
  participant.role === 'recorder' ||
  (participant.role === 'interpreter' && participant.side === null);

/** Writes down for everyone what is said. */
export const recordsFor = (role: Role): boolean => role === 'recorder';

/** Says in other languages what others say. */
export const isInterpreter = (
  participant: Participant,
): participant is Extract<Participant, { role: 'interpreter' }> => participant.role === 'interpreter';

/** One of those between whom the dispute is, on this side. */
export const isPartyOf = (participant: Participant, side: SideId | null): boolean =>
  participant.role === 'party' && participant.side === side;

/** Says of texts in several languages that they agree. */
export const comparesTexts = (role: Role): boolean => conducts(role) || role === 'interpreter';
