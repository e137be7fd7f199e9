import type { AgreementState } from '../agreement/book.ts';
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
import type { Handover } from '../interpreting/handover.ts';
import type { Interpreting } from '../interpreting/interpreter.ts';
import type { Silence } from '../interpreting/silence.ts';
import type { Turns } from '../interpreting/turns.ts';
import type { HouseRules } from './house-rules.ts';
import type { Producer } from './media.ts';
import type { Language, MediationKind, Participant, Side } from './people.ts';
import type { WishKind } from './wish.ts';

/** People who hear each other. Everything said, shown or written in it belongs to it alone. */
export type Room =
  | { readonly kind: 'plenary'; readonly id: RoomId }
  | { readonly kind: 'arrival'; readonly id: RoomId; readonly side: SideId }
  | Caucus;

export interface Caucus {
  readonly kind: 'caucus';
  readonly id: RoomId;
  readonly title: string;
  readonly openedAt: number;
  /** When the time it was given is over; nothing ends by itself. */
  readonly endsAt: number | null;
  /** While the session is adjourned, how much of that time was left, in milliseconds; it goes on when it is resumed. */
  readonly left: number | null;
}

/** The one Room a Participant is in, or on the way to; the epoch grows by one with every move. */
export type Placement =
  | {
      readonly kind: 'moving';
      readonly to: RoomId;
      readonly epoch: Epoch;
      /** The number of the event that sent them there. */
      readonly sent: number;
      /** And of the one that took them out of the last room they stood in. */
      readonly out: number;
    }
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
  | {
      readonly kind: 'lost';
      readonly device: DeviceId;
      /** When, in milliseconds since 1970, and by the number of which event. */
      readonly since: number;
      readonly from: number;
    };

export type Microphone = 'open' | 'muted';

/** Somebody on the way into a private room where others are: they are told who comes before that person can hear. */
export interface Entry {
  readonly participant: ParticipantId;
  readonly room: RoomId;
  readonly by: ParticipantId;
  readonly at: number;
  /** Comes in when it is due, or only when somebody inside lets them in. */
  readonly consent: { readonly kind: 'announced'; readonly due: number } | { readonly kind: 'asked' };
}

/** What a party or counsel asks of the mediators. */
export interface Wish {
  readonly kind: WishKind;
  readonly note: string;
  readonly at: number;
}

/** A time spent in a room, by the numbers of the events that began and ended it. */
export interface Stay {
  readonly room: RoomId;
  readonly epoch: Epoch;
  /** When they left the room before, and when they were sent to this one. */
  readonly out: number;
  readonly sent: number;
  readonly from: number;
  readonly to: number | null;
}

/** What the server listens by in a room, and since which event. */
export interface Ear {
  readonly peer: PeerId;
  readonly from: number;
}

/** One participant's part of the session. */
export interface Presence {
  readonly participant: Participant;
  readonly attendance: Attendance;
  /** Survives leaving and coming back, so that no epoch is ever used twice. */
  readonly epoch: Epoch;
  readonly line: Line;
  readonly peer: PeerId | null;
  readonly microphone: Microphone;
  /** Who muted them while they were away from the line, until they are back to be told. */
  readonly mutedBy: ParticipantId | null;
  /** Who declined what they had asked for while they were away from the line, until they are back to be told. */
  readonly declined: { readonly by: ParticipantId; readonly reason: string } | null;
  /** When the hand went up, or null. */
  readonly handSince: number | null;
  /** Whoever arrives may say that they are ready to begin. */
  readonly ready: boolean;
  readonly wish: Wish | null;
  /** The room they have been taken out of while the SFU has not yet acknowledged the cut. */
  readonly leaving: RoomId | null;
  /** Every time they have spent in a room, oldest first. */
  readonly stays: readonly Stay[];
  /** The caucus that an adjournment took them out of. */
  readonly returnTo: RoomId | null;
  /** May wait also while the session is locked: they were recalled, or left while it was adjourned. */
  readonly welcome: boolean;
  /** The others were brought into the joint session while they were away. */
  readonly missed: boolean;
  /** The language they hear interpreted where somebody interprets into it; chosen once, it follows them. */
  readonly listens: Language | null;
  /** The language they read captions in; chosen once, it follows them. */
  readonly reads: Language | null;
  /** Of an interpreter; null for everybody else. */
  readonly interpreting: Interpreting | null;
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
  /** The caucuses that were closed: nobody comes into them again, but what a mediator noted there bears their names. */
  readonly closed: ReadonlyMap<RoomId, Caucus>;
  /** Since when opposing sides may meet in the plenary, or null. */
  readonly jointSince: number | null;
  /** Everyone is about to be brought together. */
  readonly gathering: {
    readonly by: ParticipantId;
    readonly due: number;
    /** Who lacks an interpreter, and comes all the same. */
    readonly without: readonly ParticipantId[];
  } | null;
  readonly entries: ReadonlyMap<ParticipantId, Entry>;
  readonly locked: boolean;
  readonly houseRules: HouseRules;
  /** The co-mediator who presides in a mediator's stead. */
  readonly lead: ParticipantId | null;
  readonly people: ReadonlyMap<ParticipantId, Presence>;
  /** What those spoke whom the session was made for. */
  readonly languages: ReadonlySet<Language>;
  /** Sides somebody was invited to speak for who belongs to the case no more. */
  readonly spokenFor: ReadonlySet<SideId>;
  /** What somebody or something was called before the case said otherwise. */
  readonly formerNames: ReadonlySet<string>;
  readonly producers: ReadonlyMap<ProducerId, Producer>;
  /** The rooms in which people speak in turn. */
  readonly turns: ReadonlyMap<RoomId, Turns>;
  /** Which interpreter offers to hand over to whom. */
  readonly handovers: ReadonlyMap<ParticipantId, Handover>;
  /** The languages that are silent while people speak, the oldest first. */
  readonly silences: readonly Silence[];
  /** Whom who conducts has named to type captions, besides the recorder. */
  readonly captioners: ReadonlySet<ParticipantId>;
  /** The server can write along what is said. */
  readonly provided: boolean;
  /** In which languages; null: in any. */
  readonly understood: readonly Language[] | null;
  /** By which ear the server listens in each room where it writes along what is said. */
  readonly ears: ReadonlyMap<RoomId, Ear>;
  /** The rooms among these in which nothing comes of it, for whatever turns speech into text does not answer. */
  readonly stalled: ReadonlySet<RoomId>;
  /** Captions are kept with the session. */
  readonly transcripts: boolean;
  /** What each person has shown in files, bytes; whoever showed none is not in it. */
  readonly shared: ReadonlyMap<ParticipantId, number>;
  readonly agreement: AgreementState;
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

/** The room a participant stands in or is on the way to. */
export function destinationOf({ attendance }: Presence): RoomId | null {
  if (attendance.kind !== 'placed') return null;
  const { placement } = attendance;
  return placement.kind === 'settled' ? placement.room : placement.to;
}

/** Since which event whoever stands in a room has stood there; null of who has never stood in one. */
export const settledSince = (actor: Presence): number | null => actor.stays.at(-1)?.from ?? null;

/** In a room of the session, or on the way to one, and on the line. */
export const isPresent = ({ attendance, line }: Presence): boolean =>
  attendance.kind === 'placed' && line.kind === 'online';
