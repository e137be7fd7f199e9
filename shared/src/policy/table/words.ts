import type { ErrorCode } from '../../errors/index.ts';
import type { Expectation, Place, Situation } from './situation.ts';

/** The conditions of the table, written a second time and without a look at the policy. */

export const first =
  (...checks: readonly Expectation[]): Expectation =>
  (s) =>
    checks.map((check) => check(s)).find((code) => code !== null) ?? null;
export const unless =
  (holds: (s: Situation) => boolean, code: ErrorCode): Expectation =>
  (s) =>
    holds(s) ? null : code;

export const always: Expectation = () => null;
export const never =
  (code: ErrorCode): Expectation =>
  () =>
    code;

const isIn =
  (...places: readonly Place[]) =>
  (s: Situation): boolean =>
    places.includes(s.place);

/** Whoever was put out has no say any more, whatever their role. */
const notPutOut = unless((s) => s.place !== 'removed', 'participant.removed');

export const isConductor = (s: Situation): boolean =>
  ['mediator', 'co-mediator', 'lead'].includes(s.actor) && s.place !== 'removed';
export const conducts = first(
  unless((s) => ['mediator', 'co-mediator', 'lead'].includes(s.actor), 'role.not-allowed'),
  notPutOut,
);
/** A lead ends when its holder goes out, and with an adjournment. */
const leads = (s: Situation): boolean =>
  s.actor === 'lead' &&
  s.phase !== 'adjourned' &&
  ['expected', 'moving', 'plenary', 'arrival', 'caucus'].includes(s.place);
export const presides = first(
  unless((s) => s.actor === 'mediator' || leads(s), 'role.not-allowed'),
  notPutOut,
);
export const isMediator = first(
  unless((s) => s.actor === 'mediator', 'role.not-allowed'),
  notPutOut,
);
export const standsIn = unless((s) => ['co-mediator', 'lead'].includes(s.actor), 'role.not-allowed');
export const speaks = unless((s) => s.actor !== 'observer', 'role.not-allowed');
export const petitions = unless((s) => ['party', 'counsel'].includes(s.actor), 'role.not-allowed');
export const hasSide = (s: Situation): boolean =>
  ['party', 'counsel', 'interpreter of a side'].includes(s.actor);

export const isPlaced = isIn('moving', 'plenary', 'arrival', 'caucus');
export const placed = unless(isPlaced, 'room.not-in');
export const standing = first(
  placed,
  unless((s) => s.place !== 'moving', 'room.not-settled'),
);
export const inPlenary = unless(isIn('plenary'), 'room.not-in');
export const inCaucus = unless(isIn('caucus'), 'room.not-in');
/** With somebody who stands in the plenary. */
export const together = unless(isIn('plenary'), 'participant.not-in-room');

export const sessionOpen = first(
  unless((s) => s.phase !== 'scheduled', 'session.not-open'),
  unless((s) => s.phase !== 'adjourned', 'session.adjourned'),
);
