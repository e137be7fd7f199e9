export { ChatMessage, ChatText } from './chat.ts';
export type { Actor, Command, ParticipantCommand, ServerCommand } from './commands.ts';
export { type Denial, decide } from './decide.ts';
export { Reason, SessionCreated, SessionEvent } from './events.ts';
export { create, evolve } from './evolve.ts';
export { type MediaKind, mediaKindOf, type Producer, Source } from './media.ts';
export { Language, MediationKind, Participant, PersonName, Role, Side, SideKind, sideOf } from './people.ts';
export {
  type Attendance,
  type Line,
  type Microphone,
  type Phase,
  type Placement,
  type Presence,
  type Room,
  type SessionState,
  settledIn,
} from './state.ts';
