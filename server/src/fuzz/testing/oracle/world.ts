import type { HouseRules, Participant, SessionCreated, Source, WishKind } from '@parley/shared/session';
import type { Caption, Kept as KeptLine } from './captions.ts';
import type { Paper } from './paper.ts';
import { RemarksMade } from './remarks-made.ts';
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
  person: Participant;
  name: string;
  readonly role: Participant['role'];
  readonly side: string | null;
  where: Where;
  epoch: number;
  line: 'offline' | 'online' | 'lost';
  /** When the server last learned that the line was lost. */
  lostAt: number;
  /** Since when the session says it is. */
  lostSince: number;
  connection: string | null;
  device: string | null;
  peer: string | null;
  mic: boolean;
  /** Who closed it while they were away. */
  mutedBy: string | null;
  /** Who declined what they had asked for while they were away, and why. */
  declined: { readonly by: string; readonly reason: string } | null;
  /** How many events there had been when the microphone was closed, or held back; null while it is let through. */
  silentSince: number | null;
  /** Whom what they say is for: null; and whom it was for, in this place, until so many events. */
  readonly heardBy: Map<string, number | null>;
  /** Who has come into their room, or listens there by the server’s ear, since their line was lost. */
  readonly unseen: Set<string>;
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
  /** Of all files they have shown. */
  sharedBytes: number;
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
  readonly awaySeconds: number;
  /** Whose turn went on because their line was lost. */
  lapsed: string | null;
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

export class World {
  readonly created: SessionCreated;
  /** What the session and its sides are called by now. */
  called: Pick<SessionCreated, 'title' | 'sides'>;
  /** What anybody or anything was called before. */
  readonly formerly = new Set<string>();
  /** What those spoke who were there from the beginning. */
  readonly spoken: ReadonlySet<string>;
  readonly plenary: string;
  agreement: Paper | null = null;
  /** The sides whose word is not asked, for nobody of theirs has come; and what was said for that. */
  readonly excused = new Map<string, string>();
  /** Sides of which somebody who was invited to speak for them belongs to the case no more. */
  readonly bereft = new Set<string>();
  readonly drafts = new Map<string, Paper>();
  /** Another number whenever anything that stands in them may be another. */
  papersAsOf = 0;
  readonly remarks = new RemarksMade();
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
  readonly #souls = new Map<string, Soul>();
  #all: readonly Soul[] = [];
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
  /** In which languages what is said can be written along; null: in any. */
  understood: readonly string[] | null = null;
  readonly serverEars = new Map<string, string>();
  /** The rooms among them in which nothing comes of it. */
  readonly stalled = new Set<string>();
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
  /** Another number whenever what is shown beside documents may be another. */
  roomsAsOf = 0;
  /** How many events have been stored, and how many before what was stored last. */
  seq = 1;
  seqBefore = 1;
  /** Up to which of them the SFU has acknowledged that it follows. */
  acknowledged = 0;

  constructor(created: SessionCreated) {
    const { plenary, sides, people } = created;
    this.created = created;
    this.called = { title: created.title, sides };
    this.spoken = new Set(people.flatMap(({ languages }) => languages));
    this.plenary = plenary;
    this.addRoom(plenary, 'plenary', null);
    for (const { id } of sides) this.addRoom(`a-${id}`, 'arrival', id);
    for (const person of people) this.expect(person, people);
  }

  /** Somebody who is to come. */
  expect(person: Participant, everyone: readonly Participant[]): void {
    this.#souls.set(person.id, {
      id: person.id,
      person,
      name: person.name,
      role: person.role,
      side: 'side' in person ? person.side : null,
      where: { at: 'expected' },
      epoch: 0,
      line: 'offline',
      lostAt: 0,
      lostSince: 0,
      connection: null,
      device: null,
      peer: null,
      mic: false,
      mutedBy: null,
      declined: null,
      silentSince: 0,
      heardBy: new Map(),
      unseen: new Set(),
      preparedFor: new Map(),
      listens: null,
      reads: null,
      work: workAtFirst(person, everyone),
      handSince: null,
      ready: false,
      sharedBytes: 0,
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
    this.#all = [...this.#souls.values()];
  }

  /** Nobody who is to come any more. */
  forget(id: string): void {
    this.#souls.delete(id);
    this.#all = [...this.#souls.values()];
  }

  get souls(): ReadonlyMap<string, Soul> {
    return this.#souls;
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
    const found = this.#souls.get(id);
    if (found === undefined) throw new Error(`nobody is ${id}`);
    return found;
  }

  all(): readonly Soul[] {
    return this.#all;
  }
}
