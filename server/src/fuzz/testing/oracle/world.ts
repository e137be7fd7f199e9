import type {
  Anchor,
  Deed,
  Outcome,
  Pen,
  Proposal,
  VersionContent,
  VersionView,
} from '@parley/shared/agreement';
import type { ErrorCode } from '@parley/shared/errors';
import {
  type HouseRules,
  type Participant,
  type SessionCreated,
  type Source,
  type WishKind,
} from '@parley/shared/session';
import type { Caption, Kept as KeptLine } from './captions.ts';
import type { Plain } from './plain.ts';
import type { Term } from './terms.ts';
import type { Whisper } from './whispers.ts';
import { type Work, workAtFirst } from './work.ts';

/**
 * Who is where, as the oracle itself makes it out from what people asked for and what was acknowledged. Written from
 * the words of the rules; nothing of the product's policy is called here.
 */
export type Outside =
  | { readonly at: 'expected' | 'left' }
  | { readonly at: 'waiting'; readonly since: number }
  | { readonly at: 'refused' | 'removed'; readonly reason: string };
export type Where =
  | Outside
  | { readonly at: 'moving'; readonly to: string }
  | { readonly at: 'in'; readonly room: string };

export interface Soul {
  readonly id: string;
  readonly person: Participant;
  readonly name: string;
  readonly role: Participant['role'];
  readonly side: string | null;
  where: Where;
  epoch: number;
  line: 'offline' | 'online' | 'lost';
  /** When the server last learned that the line was lost. */
  lostAt: number;
  connection: string | null;
  device: string | null;
  peer: string | null;
  mic: boolean;
  /** Who closed it while they were away. */
  mutedBy: string | null;
  /** How many events there had been when the microphone was closed, or held back; null while it is let through. */
  silentSince: number | null;
  /** Whom what they say is for: null; and whom it was for, in this place, until so many events. */
  readonly heardBy: Map<string, number | null>;
  /** The same of those who are prepared for their voice without hearing it. */
  readonly preparedFor: Map<string, number | null>;
  /** The language they hear interpreted. */
  listens: string | null;
  /** The language they read captions in. */
  reads: string | null;
  /** What an interpreter does. */
  readonly work: Work | null;
  handSince: number | null;
  ready: boolean;
  wish: { readonly kind: WishKind; readonly note: string; readonly at: number } | null;
  /** The room they have gone out of, until it was told to the session that the SFU has cut them off. */
  leaving: string | null;
  /** How many events there had been when they last went out of a room, and when last they were sent on their way. */
  leftAt: number;
  sentAt: number;
  /** Counts the times they went out of where they stood; being sent on elsewhere on the way is no new one. */
  way: number;
  /** Where the SFU may still connect them: their place, and after it until the SFU has acknowledged. */
  ear: { readonly room: string; readonly epoch: number } | null;
  returnTo: string | null;
  /** Where they have stood, the last at the end. */
  readonly stays: { readonly room: string; readonly epoch: number }[];
  /** May wait though the session is locked. */
  welcome: boolean;
  /** Was away when everyone came together. */
  missed: boolean;
}

export interface Chamber {
  readonly id: string;
  readonly kind: 'plenary' | 'arrival' | 'caucus';
  readonly side: string | null;
  title: string | null;
  endsAt: number | null;
  openedAt: number | null;
  /** What was left of its time when the session was adjourned. */
  left: number | null;
  /** Pairs of opposing people whose meeting here was confirmed, as `a b`. */
  readonly confirmed: Set<string>;
}

export interface Knock {
  readonly who: string;
  readonly room: string;
  readonly by: string;
  readonly asked: boolean;
  readonly due: number | null;
}

/** How people take turns in a room. */
export interface Turns {
  readonly limitSeconds: number;
  floor: {
    readonly holder: string;
    readonly phase: 'speaking' | 'interpreting';
    readonly since: number;
  } | null;
}

export interface Track {
  readonly id: string;
  readonly owner: string;
  readonly source: Source;
  readonly room: string;
  readonly epoch: number;
}

export interface Word {
  readonly id: string;
  readonly room: string;
  readonly author: string;
  readonly kind: string;
  readonly text: string;
  readonly at: number;
  /** The file it shows. */
  readonly file: string | null;
  /** Who stood in the room when it was written. */
  readonly witnesses: ReadonlySet<string>;
  /** Who was on the way there when it was sent, or anywhere when it was announced; by their way and its epoch. */
  readonly coming: ReadonlyMap<string, { readonly way: number; readonly epoch: number }>;
  /** And who of these has come there on it. */
  readonly met: Set<string>;
  /** Who of them were on the line, and so have to be told. */
  readonly due: ReadonlySet<string>;
}

/** A clause of the agreement or of a draft. */
export interface Clause {
  readonly id: string;
  pen: Plain<Pen>;
  state: 'draft' | 'proposed' | 'agreed' | 'locked';
  agreedBy: string[];
  agreedHash: string | null;
  objection: { readonly side: string; readonly reason: string } | null;
  aligned: { readonly texts: Canonical; readonly by: string; readonly at: number } | null;
  /** What of it has left its draft last. */
  letOut: { readonly texts: Canonical; readonly side: string | null; readonly at: number } | null;
  readonly deeds: Plain<Deed>[];
  /** The words that were last decided for it, by language; people may have written since. */
  readonly decided: Record<string, unknown>;
}
/** The words in each language, as they are compared. */
type Canonical = Readonly<Record<string, string>>;
export interface Suggestion extends Omit<Plain<Proposal>, 'acceptedBy' | 'outcome'> {
  readonly acceptedBy: string[];
  outcome: Plain<Outcome>;
}
export interface Kept extends Plain<VersionView> {
  readonly content: Plain<VersionContent>;
}
export interface Paper {
  readonly languages: readonly string[];
  readonly prevailing: string;
  clauses: Clause[];
  readonly proposals: Suggestion[];
  readonly versions: Kept[];
  /** How often it was put back. */
  restores: number;
}

export const newPaper = (languages: readonly string[], prevailing: string, clauses: Clause[]): Paper => ({
  languages,
  prevailing,
  clauses,
  proposals: [],
  versions: [],
  restores: 0,
});
export const newClause = (
  id: string,
  pen: Plain<Pen>,
  words: Readonly<Record<string, unknown>> = {},
): Clause => ({
  id,
  pen,
  state: 'draft',
  agreedBy: [],
  agreedHash: null,
  objection: null,
  aligned: null,
  letOut: null,
  deeds: [],
  decided: { ...words },
});

/** Something said about a clause of the agreement, or, with `of`, of the draft of that room. */
export interface Answer {
  readonly id: string;
  readonly of: string | null;
  /** For whom: a room, or everyone. */
  readonly room: string | null;
  readonly author: string;
  readonly side: string | null;
  readonly text: string;
  readonly mentions: readonly string[];
  readonly at: number;
  readonly witnesses: ReadonlySet<string>;
}
export interface Remark extends Answer {
  readonly clause: string;
  readonly language: string;
  readonly anchor: Anchor;
  readonly quote: string;
  readonly answers: Answer[];
  resolved: boolean;
}

export class World {
  readonly created: SessionCreated;
  readonly plenary: string;
  agreement: Paper | null = null;
  readonly drafts = new Map<string, Paper>();
  remarks: Remark[] = [];
  /** What was typed in a draft and has been let out of it. */
  readonly letOut = new Set<string>();
  phase:
    | { readonly kind: 'scheduled' }
    | { readonly kind: 'open'; readonly since: number }
    | { readonly kind: 'adjourned'; readonly note: string } = { kind: 'scheduled' };
  jointSince: number | null = null;
  gathering: { readonly by: string; readonly due: number; readonly without: readonly string[] } | null = null;
  locked = false;
  rules: HouseRules = { entry: 'announce', absence: 'with-another-room' };
  lead: string | null = null;
  readonly souls = new Map<string, Soul>();
  readonly rooms = new Map<string, Chamber>();
  /** Caucuses that were closed, as they were last. */
  readonly closed = new Map<string, Chamber>();
  readonly knocks = new Map<string, Knock>();
  readonly tracks = new Map<string, Track>();
  /** The rooms in which people speak in turn. */
  readonly turns = new Map<string, Turns>();
  /** Who offers whom to go on interpreting. */
  readonly offers = new Map<string, { readonly to: string; readonly at: number }>();
  /** What nobody renders while people speak, and since when; `known` to those who conduct as well. */
  silences: { readonly room: string; readonly language: string; readonly since: number; known: boolean }[] =
    [];
  readonly words: Word[] = [];
  /** Whom who conducts has named to type captions. */
  readonly captioners = new Set<string>();
  /** The server can write along what is said; and in which rooms it does, by which ear. */
  provided = false;
  readonly serverEars = new Map<string, string>();
  /** Every ear there ever was, and its room. */
  readonly earRooms = new Map<string, string>();
  /** When each was given up: so many events there were by then. */
  readonly earsGone = new Map<string, number>();
  /** What the server has made out, by its text. */
  readonly overheard = new Map<string, Caption>();
  /** What is captioned is kept. */
  transcripts = false;
  /** Every line of captions there ever was, by its name, and those that were kept. */
  readonly captions = new Map<string, Caption>();
  readonly kept: KeptLine[] = [];
  /** What interpreters wrote to each other. */
  readonly whispers: Whisper[] = [];
  /** The terms of the case, the oldest first. */
  readonly terms = new Map<string, Term>();
  /** What people keep for themselves, by person and room. */
  readonly notes = new Map<string, string>();
  /** Every media join there ever was, and whose. */
  readonly peers = new Map<string, string>();
  /** Every media join that was given up, and how many events there were by then. */
  readonly gone = new Map<string, number>();
  /** Every track there ever was, and whose. */
  readonly owners = new Map<string, string>();
  /** And of what it is. */
  readonly sources = new Map<string, Source>();
  /** When the server last learned that something was stored. */
  now = 0;
  /** How many events have been stored, and how many before what was stored last. */
  seq = 1;
  seqBefore = 1;
  /** Up to which of them the SFU has acknowledged that it follows. */
  acknowledged = 0;

  constructor(created: SessionCreated) {
    const { plenary, sides, people } = created;
    this.created = created;
    this.plenary = plenary;
    this.addRoom(plenary, 'plenary', null);
    for (const { id } of sides) this.addRoom(`a-${id}`, 'arrival', id);
    for (const person of people) {
      this.souls.set(person.id, {
        id: person.id,
        person,
        name: person.name,
        role: person.role,
        side: 'side' in person ? person.side : null,
        where: { at: 'expected' },
        epoch: 0,
        line: 'offline',
        lostAt: 0,
        connection: null,
        device: null,
        peer: null,
        mic: false,
        mutedBy: null,
        silentSince: 0,
        heardBy: new Map(),
        preparedFor: new Map(),
        listens: null,
        reads: null,
        work: workAtFirst(person, people),
        handSince: null,
        ready: false,
        wish: null,
        leaving: null,
        leftAt: 0,
        sentAt: 0,
        way: 0,
        ear: null,
        returnTo: null,
        stays: [],
        welcome: false,
        missed: false,
      });
    }
  }

  addRoom(id: string, kind: Chamber['kind'], side: string | null): Chamber {
    const room = {
      id,
      kind,
      side,
      title: null,
      endsAt: null,
      openedAt: null,
      left: null,
      confirmed: new Set<string>(),
    };
    this.rooms.set(id, room);
    return room;
  }

  soul(id: string): Soul {
    const found = this.souls.get(id);
    if (found === undefined) throw new Error(`nobody is ${id}`);
    return found;
  }

  all(): Soul[] {
    return [...this.souls.values()];
  }
}

/** Why something is refused, or null. */
export type Refused = ErrorCode | null;

const directs = ({ role }: Soul): boolean => role === 'mediator' || role === 'co-mediator';
/** Conducts the session; whoever was removed has nothing to say any more. */
export const leadsTalks = (soul: Soul): boolean => directs(soul) && soul.where.at !== 'removed';
export const placed = ({ where }: Soul): boolean => where.at === 'in' || where.at === 'moving';
export const present = (soul: Soul): boolean => placed(soul) && soul.line === 'online';
export const roomOf = ({ where }: Soul): string | null => (where.at === 'in' ? where.room : null);
export const boundFor = ({ where }: Soul): string | null => {
  if (where.at === 'in') return where.room;
  return where.at === 'moving' ? where.to : null;
};
const hasLeadRole = (world: World, soul: Soul): boolean => soul.role === 'mediator' || world.lead === soul.id;
export const hasLead = (world: World, soul: Soul): boolean =>
  hasLeadRole(world, soul) && soul.where.at !== 'removed';
/** Nobody else who presides is there. */
export const isAlone = (world: World, me: Soul): boolean =>
  !world
    .all()
    .some((soul) => soul !== me && hasLeadRole(world, soul) && isAround(soul) && soul.line === 'online');
/** In a room, or waiting as everyone does while the session is adjourned. */
export const isAround = (soul: Soul): boolean => placed(soul) || soul.where.at === 'waiting';
/**
 * Of the room they stand in: of a private room what was written while they were there; of the joint session what was
 * not among mediators only.
 */
export function mayRead(world: World, me: Soul, word: Pick<Word, 'room' | 'witnesses' | 'met'>): boolean {
  if (word.room !== roomOf(me)) return false;
  if (word.witnesses.has(me.id) || word.met.has(me.id)) return true;
  if (word.room !== world.plenary) return false;
  return leadsTalks(me) || [...word.witnesses].some((id) => world.soul(id).side !== null);
}
/** Of a room: for those who were there, while they are; in the plenary for all, of what a side has witnessed. */
export function readsRemark(world: World, me: Soul, { of, room, witnesses }: Answer): boolean {
  if (of !== null) return roomOf(me) === of;
  if (room === null) return placed(me);
  if (roomOf(me) !== room) return false;
  if (witnesses.has(me.id)) return true;
  const isJoint = [...witnesses].some((id) => world.soul(id).side !== null);
  return room === world.plenary && (leadsTalks(me) || isJoint);
}

/** What a role is denied, and what only the one who bears it is, once they were put out. */
export const roleChecks = (world: World, me: Soul): { conducts: Denials; presides: Denials } => {
  const stays: Denials[number] = [me.where.at !== 'removed', 'participant.removed'];
  return {
    conducts: [[directs(me), 'role.not-allowed'], stays],
    presides: [[hasLeadRole(world, me), 'role.not-allowed'], stays],
  };
};
/** In order: what has to hold, and what is answered otherwise. */
export type Denials = readonly (readonly [holds: boolean, otherwise: ErrorCode])[];
/** What is asked of a room is not done in the next. */
export const inEpoch = (me: Soul, epoch: number): Denials[number] => [
  me.where.at !== 'in' || me.epoch === epoch,
  'epoch.stale',
];
export const firstOf = (...checks: Denials): Refused => checks.find(([holds]) => !holds)?.[1] ?? null;
