import { z } from 'zod';
import { Epoch, ParticipantId, ProducerId, RoomId, SessionId, SideId } from '../ids.ts';
import { HouseRules } from '../session/house-rules.ts';
import { Source } from '../session/media.ts';
import { Language, MediationKind, Participant, Side } from '../session/people.ts';
import { CaptionsView } from './captions-shape.ts';
import { Assignment, InterpretationView } from './interpretation-shape.ts';
import { WishKind } from '../session/wish.ts';

const instant = z.number();

export const WishView = z.object({ kind: WishKind, note: z.string(), at: instant });

/** One person as another may see them. */
export const PersonView = z.object({
  participant: Participant,
  /** `leaving` is on the way out of my room: until the SFU has confirmed the cut they might still hear. */
  attendance: z.enum(['expected', 'waiting', 'refused', 'entering', 'here', 'leaving', 'left', 'removed']),
  /** When they began to wait, or null. */
  since: instant.nullable(),
  /** The room they are in or on the way to, for those who may know it. */
  room: RoomId.nullable(),
  line: z.enum(['online', 'lost', 'offline']),
  microphone: z.enum(['open', 'muted', 'none']),
  sources: z.array(z.object({ id: ProducerId, source: Source })),
  handSince: instant.nullable(),
  ready: z.boolean(),
  /** What they ask of the mediators; shown to these and to themselves. */
  wish: WishView.nullable(),
  /** The others were brought into the joint session while they were away; shown to those who conduct. */
  missed: z.boolean(),
});
export type PersonView = z.infer<typeof PersonView>;

/** Where I stand, as far as I need to know it. */
export const MyPlace = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('outside') }),
  z.object({ kind: z.literal('waiting'), since: instant }),
  z.object({ kind: z.literal('refused'), reason: z.string() }),
  z.object({ kind: z.literal('moving'), epoch: Epoch }),
  z.object({
    kind: z.literal('room'),
    room: RoomId,
    roomKind: z.enum(['plenary', 'arrival', 'caucus']),
    title: z.string().nullable(),
    /** When the time this caucus was given is over. */
    endsAt: instant.nullable(),
    epoch: Epoch,
  }),
  z.object({ kind: z.literal('left') }),
  z.object({ kind: z.literal('removed'), reason: z.string() }),
]);
export type MyPlace = z.infer<typeof MyPlace>;

/** What I may press just now. */
export const MyPowers = z.object({
  conduct: z.boolean(),
  preside: z.boolean(),
  /** A co-mediator may take the lead: no mediator is there. */
  takeLead: z.boolean(),
  /** May ask for a private room, or for the mediator. */
  petition: z.boolean(),
  /** May let somebody into the room I am in. */
  openDoor: z.boolean(),
  speak: z.boolean(),
  shareScreen: z.boolean(),
});
export type MyPowers = z.infer<typeof MyPowers>;

/** Somebody who is about to come into a private room. */
export const EntryView = z.object({
  participant: Participant,
  room: RoomId,
  /** When they come in by themselves; null when somebody inside has to let them in. */
  due: instant.nullable(),
});
export type EntryView = z.infer<typeof EntryView>;

export const RoomCard = z.object({
  id: RoomId,
  kind: z.enum(['plenary', 'arrival', 'caucus']),
  side: SideId.nullable(),
  title: z.string().nullable(),
  openedAt: instant.nullable(),
  endsAt: instant.nullable(),
});
export type RoomCard = z.infer<typeof RoomCard>;

/** All rooms of the session, for those who conduct it. */
export const Board = z.object({
  rooms: z.array(RoomCard),
  jointSince: instant.nullable(),
  locked: z.boolean(),
  houseRules: HouseRules,
  /** The co-mediator who stands in. */
  lead: ParticipantId.nullable(),
  interpreters: z.array(Assignment),
  /** Who was named to type captions. */
  captioners: z.array(ParticipantId),
  /** Whether captions are kept. */
  transcripts: z.boolean(),
  /** The rooms in which people speak in turn. */
  inTurn: z.array(z.object({ room: RoomId, limitSeconds: z.number().int(), awaySeconds: z.number().int() })),
  /** The languages that people listen to and nobody renders, though the interpreters have known for a while. */
  silent: z.array(z.object({ room: RoomId, language: Language, since: instant })),
});
export type Board = z.infer<typeof Board>;

/** Everything one participant is shown of the session. Nothing about rooms they are not in. */
export const SessionView = z.object({
  id: SessionId,
  title: z.string(),
  kind: MediationKind,
  organisation: z.string(),
  startsAt: instant,
  phase: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('scheduled') }),
    z.object({ kind: z.literal('open'), since: instant }),
    z.object({ kind: z.literal('adjourned'), note: z.string() }),
  ]),
  sides: z.array(Side),
  /** Who conducts the session; known to everyone from the invitation on. */
  mediators: z.array(z.string()),
  /** Whether one of them is with me; null for whoever is in no room. */
  mediation: z.enum(['here', 'with-another-room', 'not-here', 'away']).nullable(),
  me: PersonView,
  place: MyPlace,
  powers: MyPowers,
  /** People I may see besides myself. */
  people: z.array(PersonView),
  /** Everyone who hears what I say, confirmed by the SFU. */
  hearers: z.array(ParticipantId),
  /** Who is about to come into the private room I am in; for those who conduct, into any. */
  entries: z.array(EntryView),
  /**
   * I am about to come into a room where others are being told of it, or asked whether to let me in; by whose doing, or
   * null where it is my own.
   */
  awaited: z.object({ by: z.string().nullable(), asked: z.boolean() }).nullable(),
  /** Everyone is about to be brought into the joint session. */
  gathering: z.object({ by: z.string(), due: instant }).nullable(),
  /** Null for whoever is in no room. */
  interpretation: InterpretationView.nullable(),
  /** Null for whoever is in no room. */
  captions: CaptionsView.nullable(),
  board: Board.nullable(),
});
export type SessionView = z.infer<typeof SessionView>;
