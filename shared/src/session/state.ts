import type {
  CaseId,
  ConnectionId,
  DeviceId,
  Epoch,
  ParticipantId,
  PeerId,
  ProducerId,
  RoomId,
  SessionId,
  SideId,
} from '../ids.ts';
import type { Producer } from './media.ts';
import type { MediationKind, Participant, Side } from './people.ts';

export type Room =
  | { readonly kind: 'plenary'; readonly id: RoomId }
  | { readonly kind: 'arrival'; readonly id: RoomId; readonly side: SideId }
  | { readonly kind: 'caucus'; readonly id: RoomId; readonly title: string };

/** The one Room a Participant is in, or on the way to; the epoch grows by one with every move. */
export type Placement =
  | { readonly kind: 'moving'; readonly to: RoomId; readonly epoch: Epoch }
  | { readonly kind: 'settled'; readonly room: RoomId; readonly epoch: Epoch };

/** How far a participant has come: absent, in the lobby, placed in a room, or out. */
export type Attendance =
  | { readonly kind: 'expected' }
  | { readonly kind: 'waiting'; readonly since: number }
  | { readonly kind: 'refused'; readonly reason: string }
  | { readonly kind: 'placed'; readonly placement: Placement }
  | { readonly kind: 'left' }
  | { readonly kind: 'removed'; readonly reason: string };

/** The wire to a participant. A lost line keeps its place and its media for a grace period. */
export type Line =
  | { readonly kind: 'offline' }
  | { readonly kind: 'online'; readonly connection: ConnectionId; readonly device: DeviceId }
  | { readonly kind: 'lost'; readonly device: DeviceId; readonly since: number };

export type Microphone = 'open' | 'muted';

/** One participant's part of the session. */
export interface Presence {
  readonly participant: Participant;
  readonly attendance: Attendance;
  /** Survives leaving and coming back, so that no epoch is ever used twice. */
  readonly epoch: Epoch;
  readonly line: Line;
  readonly peer: PeerId | null;
  readonly microphone: Microphone;
  /** When the hand went up, or null. */
  readonly handSince: number | null;
}

export type Phase =
  | { readonly kind: 'scheduled' }
  | { readonly kind: 'open'; readonly since: number }
  | { readonly kind: 'adjourned'; readonly note: string };

/** The aggregate root: everything that is decided about one meeting of a Case, replayed from its event log. */
export interface SessionState {
  readonly id: SessionId;
  readonly caseId: CaseId;
  readonly title: string;
  readonly kind: MediationKind;
  readonly organisation: string;
  readonly startsAt: number;
  readonly phase: Phase;
  readonly plenary: RoomId;
  readonly sides: readonly Side[];
  readonly rooms: ReadonlyMap<RoomId, Room>;
  readonly people: ReadonlyMap<ParticipantId, Presence>;
  readonly producers: ReadonlyMap<ProducerId, Producer>;
  /** How many events have been applied. */
  readonly seq: number;
}

/** Where a participant stands for sure: null while absent or moving. There is no default room. */
export function settledIn(presence: Presence): { readonly room: RoomId; readonly epoch: Epoch } | null {
  const { attendance } = presence;
  return attendance.kind === 'placed' && attendance.placement.kind === 'settled'
    ? attendance.placement
    : null;
}
