import { ParticipantId, RoomId, SessionId } from '@parley/shared/ids';
import type { Board, CaptionsView, PersonView, RoomCard, SessionView } from '@parley/shared/policy';

const ROOM = RoomId.parse('room-0001');
export const OTHER_ROOM = RoomId.parse('room-0002');

const bare = { side: null, title: null, openedAt: null, endsAt: null };

export const caucusCard = (id: string, over: Partial<RoomCard> = {}): RoomCard => ({
  ...bare,
  id: RoomId.parse(id),
  kind: 'caucus',
  title: id,
  openedAt: 0,
  ...over,
});

/** The plenary and these other rooms, before the joint session unless said otherwise. */
export const boardOf = (over: Partial<Board> = {}, others: readonly RoomCard[] = []): Board => ({
  rooms: [{ ...bare, id: ROOM, kind: 'plenary' }, ...others],
  jointSince: null,
  locked: false,
  houseRules: { entry: 'announce', absence: 'with-another-room' },
  lead: null,
  interpreters: [],
  captioners: [],
  transcripts: false,
  inTurn: [],
  silent: [],
  ...over,
});

/** What a party may press. */
export const powers: SessionView['powers'] = {
  conduct: false,
  preside: false,
  takeLead: false,
  petition: true,
  openDoor: true,
  speak: true,
  shareScreen: true,
};

/** Someone in the room with a closed microphone, unless said otherwise. */
export const person = (id: string, over: Partial<PersonView> = {}): PersonView => ({
  participant: {
    id: ParticipantId.parse(`person-${id}`),
    name: id,
    languages: ['zh'],
    role: 'interpreter',
    side: null,
  },
  attendance: 'here',
  since: null,
  line: 'online',
  microphone: 'muted',
  sources: [],
  handSince: null,
  room: ROOM,
  ready: false,
  wish: null,
  missed: false,
  ...over,
});

type Interpretation = NonNullable<SessionView['interpretation']>;

/** A room in which nobody interprets, unless said otherwise. */
export const interpretation = (over: Partial<Interpretation> = {}): Interpretation => ({
  interpreters: [],
  channels: [],
  turns: null,
  listens: null,
  listeners: null,
  mine: null,
  ...over,
});

/** What an interpreter has who speaks to the whole room, unless said otherwise. */
export const mine = (
  over: Partial<NonNullable<Interpretation['mine']>> = {},
): NonNullable<Interpretation['mine']> => ({
  outlet: { to: 'room' },
  bound: { to: 'session' },
  partners: [],
  handovers: [],
  silent: [],
  ...over,
});

/** A room in which nobody types captions, unless said otherwise. */
export const captions = (over: Partial<CaptionsView> = {}): CaptionsView => ({
  reads: null,
  languages: ['zh', 'en'],
  captioners: [],
  kept: false,
  automatic: false,
  understood: null,
  stalled: false,
  mayAutomate: false,
  mayWrite: false,
  readers: null,
  ...over,
});

/** A joint session of three, seen by one without powers, unless said otherwise. */
export const view = (over: Partial<SessionView> = {}): SessionView => ({
  id: SessionId.parse('session-1'),
  title: 'title',
  kind: 'people',
  organisation: 'organisation',
  startsAt: 0,
  phase: { kind: 'open', since: 0 },
  sides: [],
  mediators: [],
  me: person('me', { microphone: 'open' }),
  place: { kind: 'room', room: ROOM, roomKind: 'plenary', title: null, endsAt: null, epoch: 1 },
  powers,
  mediation: 'here',
  hearers: [],
  entries: [],
  awaited: null,
  gathering: null,
  interpretation: null,
  captions: null,
  board: null,
  people: [person('anna'), person('bo')],
  ...over,
});
