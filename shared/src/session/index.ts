export { type CaptionsCommand, type CaptionsReport, isCaptionsCommand } from '../captions/commands.ts';
export { isCaptionsEvent } from '../captions/events.ts';
export { isUnderstood } from '../captions/understood.ts';
export { CaptionLine, CaptionText, KeptCaption } from '../captions/line.ts';
export { ChatKind, ChatMessage, ChatText } from './chat.ts';
export type {
  Actor,
  Command,
  Mixing,
  ParticipantActor,
  ParticipantCommand,
  ServerCommand,
} from './commands.ts';
export { decide } from './decide.ts';
export { type Due, dueIn } from './due.ts';
export { RoomTitle, SessionCreated, SessionEvent } from './events.ts';
export { create, evolve } from './evolve.ts';
export { BoothMessage, BoothText } from '../interpreting/booth.ts';
export { type InterpretingCommand, isInterpretingCommand } from '../interpreting/commands.ts';
export { isSameOutlet, type Outlet } from '../interpreting/outlet.ts';
export {
  FileName,
  FileType,
  fileEndings,
  MAX_FILE_BYTES,
  MAX_OWN_FILE_BYTES,
  SharedFile,
} from './file.ts';
export { hasSpaceFor } from './file-space.ts';
export { HouseRules } from './house-rules.ts';
export { type HeldPeer, type MediaKind, mediaKindOf, type Producer, Source } from './media.ts';
export {
  Language,
  MediationKind,
  MOST_PEOPLE,
  Participant,
  PersonName,
  Role,
  Side,
  SideKind,
  sideOf,
} from './people.ts';
export {
  type Attendance,
  destinationOf,
  isPresent,
  type Line,
  type Microphone,
  type Phase,
  type Placement,
  type Presence,
  type Room,
  type SessionState,
  settledIn,
} from './state.ts';
export type { Roster } from './roster.ts';
export { isShowable, Reason } from './text.ts';
export { isSignal, Petition, Signal, WishKind } from './wish.ts';
