import { ConsumerId, MessageId, RoomId, SessionId, type SideId } from '@parley/shared/ids';
import { type ErrorCode, replyOf } from '@parley/shared/errors';
import type { Board, PersonView, RoomCard, SessionView } from '@parley/shared/policy';
import type { Invitation } from '@parley/shared/protocol';
import type { ChatKind } from '@parley/shared/session';
import type { DevicesModel } from '../src/media/devices-model.ts';
import type { SessionModel } from '../src/session/model.ts';
import type { ChatLine } from '../src/session/chat.ts';
import type { Notice } from '../src/session/notice.ts';
import type { RemoteTrack } from '../src/media/model.ts';
import { cast, type Name, person, room, sides } from './people.ts';
import { camera, sharedScreen } from './pictures.ts';

const minute = 60_000;
export const now = Date.now();
export const ago = (minutes: number): number => now - minutes * minute;

export const invitation: Invitation = {
  session: SessionId.parse('session-1'),
  title: '李建国与启明装饰公司装修合同纠纷调解会',
  kind: 'people',
  organisation: '上海市浦东新区人民调解委员会',
  startsAt: Date.UTC(2026, 10, 24, 6, 0),
  expiresAt: Date.UTC(2026, 10, 30),
  mediators: ['陈静'],
  participant: { ...cast.li, languages: ['zh'] },
  side: { id: cast.li.side, kind: 'applicant', name: '李建国' },
  rtpCapabilities: null,
};

export const place = {
  plenary: { kind: 'room', room, roomKind: 'plenary', title: null, endsAt: null, epoch: 1 },
  arrival: { kind: 'room', room, roomKind: 'arrival', title: null, endsAt: null, epoch: 1 },
  caucus: { kind: 'room', room, roomKind: 'caucus', title: '申请人单独沟通', endsAt: null, epoch: 2 },
  moving: { kind: 'moving', epoch: 2 },
} as const satisfies Record<string, SessionView['place']>;

/** What somebody of this role may press, as the policy gives it. */
export function powersOf({ participant: { role } }: PersonView): SessionView['powers'] {
  const petition = role === 'party' || role === 'counsel';
  const conduct = role === 'mediator' || role === 'co-mediator';
  return {
    conduct,
    preside: role === 'mediator',
    takeLead: false,
    petition,
    openDoor: petition || conduct,
    speak: role !== 'observer',
    shareScreen: role !== 'observer' && role !== 'interpreter',
  };
}

export const bareRoom = { side: null, title: null, openedAt: null, endsAt: null };

/** The rooms that every session of these sides has, in the middle of a joint session unless said otherwise. */
export const boardOf = (over: Partial<Board> = {}, caucuses: readonly RoomCard[] = []): Board => ({
  rooms: [
    { ...bareRoom, id: room, kind: 'plenary' },
    ...sides.map(({ id }): RoomCard => ({ ...bareRoom, id: arrivalOf(id), kind: 'arrival', side: id })),
    ...caucuses,
  ],
  jointSince: ago(20),
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

export const arrivalOf = (side: SideId): RoomId => RoomId.parse(`a-${side}`);

export const caucusCard = (number: number, title: string, over: Partial<RoomCard> = {}): RoomCard => ({
  ...bareRoom,
  id: RoomId.parse(`room-caucus-${number}`),
  kind: 'caucus',
  title,
  openedAt: ago(12),
  ...over,
});

export function viewOf(
  me: PersonView,
  people: readonly PersonView[],
  over: Partial<SessionView> = {},
): SessionView {
  return {
    id: invitation.session,
    title: invitation.title,
    kind: invitation.kind,
    organisation: invitation.organisation,
    startsAt: invitation.startsAt,
    phase: { kind: 'open', since: ago(30) },
    sides: [...sides],
    mediators: ['陈静'],
    me,
    mediation: 'here',
    place: place.plenary,
    powers: powersOf(me),
    people: [...people],
    hearers: people
      .filter((one) => (one.attendance === 'here' || one.attendance === 'leaving') && one.room === me.room)
      .map(({ participant }) => participant.id),
    entries: [],
    awaited: null,
    gathering: null,
    interpretation: null,
    captions: null,
    board: powersOf(me).conduct ? boardOf() : null,
    ...over,
  };
}

const isName = (value: string): value is Name => Object.hasOwn(cast, value);
const nameOf = ({ participant }: PersonView): Name => {
  const name = participant.id.replace('participant-', '');
  if (!isName(name)) throw new Error(`nobody called ${name}`);
  return name;
};

/** Cameras that send an upright picture, as from a phone. */
const upright: readonly Name[] = ['wang'];
/** Pictures that nothing is left for on a weak line. */
const weak: readonly Name[] = ['zhao'];

function tracksOf(people: readonly PersonView[]): SessionModel['tracks'] {
  const tracks = people.flatMap((someone) => {
    if (someone.sources.length === 0) return [];
    const name = nameOf(someone);
    return someone.sources.flatMap(({ source }): RemoteTrack[] => {
      if (source !== 'camera' && source !== 'screen') return [];
      return [
        {
          consumer: ConsumerId.parse(`consumer-${name}-${source}`),
          owner: someone.participant.id,
          source,
          track: source === 'screen' ? sharedScreen() : camera(name, upright.includes(name)),
          layer: weak.includes(name) ? null : 2,
        },
      ];
    });
  });
  return new Map(tracks.map((track) => [track.consumer, track]));
}

export function modelOf(view: SessionView | null, over: Partial<SessionModel> = {}): SessionModel {
  const people = view?.people ?? [];
  const on = view?.me.sources.some(({ source }) => source === 'camera') === true;
  return {
    line: { kind: 'online' },
    view,
    clockOffset: 0,
    media: 'joined',
    tracks: tracksOf(people.filter(({ attendance }) => attendance === 'here')),
    local: {
      microphone: { kind: 'off' },
      camera: on && view !== null ? { kind: 'on', track: camera(nameOf(view.me)) } : { kind: 'off' },
      screen: { kind: 'off' },
    },
    narrow: { send: false, recv: false },
    speaking: new Set(),
    activeSpeaker: null,
    quality: new Map(
      people.map(({ participant }, index) => [participant.id, [10, 9, 5, 2][index % 4] ?? 10]),
    ),
    chat: { lines: [], more: false, unread: 0, announcements: [] },
    captions: [],
    booth: { lines: [], more: false, unread: 0, announcements: [] },
    files: { uploads: [], downloads: new Map() },
    note: { kind: 'none' },
    lostNotes: [],
    lostWords: [],
    agreement: {
      view: { agreement: null, draft: null, mayStart: [] },
      documents: { agreement: null, draft: null },
    },
    suggestions: 0,
    notices: [],
    turnedAway: null,
    held: false,
    ...over,
  };
}

export const said = (
  id: number,
  author: Name,
  text: string,
  minutes: number,
  kind: ChatKind = 'said',
): ChatLine => ({
  kind: 'said',
  message: {
    id: MessageId.parse(`message-${id}`),
    room,
    author: cast[author].id,
    from: { ...cast[author], languages: [...cast[author].languages] },
    kind,
    text,
    at: ago(minutes),
  },
});

export const conversation: readonly ChatLine[] = [
  said(1, 'chen', '请双方先看一下刚才共享的结算单。', 12),
  said(2, 'chen', '有不同意见可以直接写在这里。', 11),
  said(3, 'carter', 'We agree with everything except the extra work (增项).', 6),
  said(4, 'li', '增项是口头说好的,我有聊天记录。\n一共九千八。', 4),
  { kind: 'sending', id: MessageId.parse('message-5'), text: '我现在发给调解员。', at: now },
  {
    kind: 'refused',
    id: MessageId.parse('message-6'),
    text: '聊天记录已经找到了。',
    error: replyOf('request.too-many'),
  },
];

export const notice = (id: number, content: Notice['content']): Notice => ({ id, at: now, content });
/** People who came into my room one right after the other. */
export const cameIn = (...people: readonly PersonView[]): Notice['content'] => ({
  kind: 'joined',
  listening: people.every(({ participant }) => participant.role === 'observer'),
  people: people.map(({ participant: { id, name } }) => ({ participant: id, name })),
});
export const error = (code: ErrorCode) => replyOf(code);

export function devicesOf(over: Partial<DevicesModel> = {}): DevicesModel {
  return {
    lists: {
      microphone: [
        { id: 'default', label: 'MacBook Pro 麦克风 (内建)' },
        { id: 'usb', label: 'Jabra Evolve2 65 — USB headset with a very long product name' },
      ],
      camera: [{ id: 'front', label: 'FaceTime HD Camera' }],
      speaker: [{ id: 'default', label: 'MacBook Pro 扬声器 (内建)' }],
    },
    chosen: { microphone: 'default', camera: 'front', speaker: 'default' },
    microphone: { kind: 'on', track: camera('li') },
    camera: { kind: 'on', track: camera('li') },
    ...over,
  };
}

export { person };
