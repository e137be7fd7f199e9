export { type Audience, audience, type Edge, type PeerPlacement } from './audience.ts';
export { type Action, type Actions, can } from './can.ts';
export { conducts } from './roles.ts';
export type { Verdict } from './verdict.ts';
export { MyPlace, MyPowers, PersonView, SessionView, viewFor } from './view.ts';
