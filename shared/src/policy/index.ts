export {
  agreementRestsOn,
  type AgreementSight,
  agreementSightFor,
  agreementViewFor,
  clauseHistoryFor,
} from './agreement-view.ts';
export { type Audience, audience, type Edge, type PeerPlacement } from './audience.ts';
export { type Action, type Actions, can } from './can.ts';
export { CaptionsView } from './captions-shape.ts';
export {
  captionedVoice,
  captionedVoices,
  type CaptionedVoice,
  hasComeSince,
  isStillSaid,
  writtenAlong,
} from './ears.ts';
export { readable } from './history.ts';
export { Assignment, InterpretationView } from './interpretation-shape.ts';
export { type Joining, joiningOf } from './joining.ts';
export { notedRoom } from './noted.ts';
export { differ, roomsRestOn } from './rests-on.ts';
export { conducts, speaks } from './roles.ts';
export { mixedSides } from './sides.ts';
export { hasVoiceInto, momentOf, silenceOf, type Sounds, type Wanted, wantedIn } from './silences.ts';
export { isWholeWithin, isWithin, type Span } from './stays.ts';
export { unservedIn } from './unserved.ts';
export type { Denial, Verdict } from './verdict.ts';
export { type Changed, changedSince } from './company.ts';
export { cardOf, viewFor } from './view.ts';
export {
  changedView,
  changeOfSight,
  type Sight,
  sightAfter,
  sightFor,
  shownIn,
  ViewChange,
} from './view-change.ts';
export {
  Board,
  EntryView,
  MyPlace,
  MyPowers,
  PersonView,
  RoomCard,
  SessionView,
  WishView,
} from './view-shape.ts';
