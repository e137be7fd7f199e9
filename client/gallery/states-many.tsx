import type { CaseDetail, CaseSummary, RouteOutput, SessionSummary } from '@parley/shared/protocol';
import type { PersonView, SessionView } from '@parley/shared/policy';
import { CaseId, LinkId, ParticipantId, PersonId, SessionId } from '@parley/shared/ids';
import { details } from './cases.ts';
import { ago, boardOf, cameIn, error, modelOf, notice, now, place, said, viewOf } from './models.ts';
import { audience, away, cast, crowd, person, room } from './people.ts';
import { shown } from './shown.tsx';
import type { RoomState } from './states-room.tsx';
import { caseScreen, framed, home } from './states-staff.tsx';

/** More people, cases and sessions than are seen at a glance; and several things that are told at once. */

const chen = person('chen', { microphone: 'open' });
const li = person('li', { microphone: 'open' });
const carter = person('carter');
const sato = person('sato');
const four = [chen, carter, sato];
const channels: NonNullable<SessionView['interpretation']> = {
  interpreters: [{ participant: sato.participant.id, languages: ['zh', 'en', 'ar'] }],
  channels: ['en', 'ar', 'ja', 'ko'].map((language) => ({ language, interpreter: sato.participant.id })),
  turns: null,
  listens: null,
  listeners: null,
  mine: null,
};
const hundred = viewOf(li, crowd(100), { interpretation: channels });
const listened = [...four, ...audience(120)];
const conducted = viewOf(chen, [li, carter, sato, ...audience(120)]);
const atTheDoor = audience(40, { attendance: 'waiting', since: ago(2), line: 'online' });
const admitting = viewOf(
  chen,
  [li, carter, away('ouyang', { attendance: 'waiting', since: ago(4), line: 'online' }), ...atTheDoor],
  { board: boardOf({ jointSince: null }) },
);
const names = (many: number): readonly string[] => audience(many).map(({ participant }) => participant.name);

const entering: Partial<SessionView> = {
  place: place.caucus,
  entries: [{ participant: { ...cast.ouyang, languages: ['zh', 'en'] }, room, due: now + 2_500 }],
};
const told = {
  ...modelOf(null).chat,
  announcements: [said(95, 'chen', '请双方五分钟后回到共同会谈，谢谢。', 0)].flatMap((line) =>
    line.kind === 'said' ? [line.message] : [],
  ),
};
const offline = { line: { kind: 'reconnecting', since: 0 } } as const;
const settings = ['room.bar.more', 'room.more.settings'];

const kinds = ['people', 'commercial', 'industry', 'lawyer'] as const;
const streets = ['花木', '陆家嘴', '张江', '川沙', '周浦', '金桥', '三林', '北蔡'];
const caseOf = (index: number): CaseSummary => ({
  id: CaseId.parse(`case-many-${index}`),
  title:
    index % 5 === 4
      ? `Harbour & Finch Ltd v. 江南织造有限公司 (order ${2_024_000 + index})`
      : `${names(index + 1).at(-1) ?? ''}与${streets[index % streets.length] ?? ''}物业服务合同纠纷`,
  kind: kinds[index % kinds.length] ?? 'people',
  organisation: `${streets[index % streets.length] ?? ''}街道人民调解委员会`,
  people: 3 + (index % 9),
  createdAt: ago(60 * 24 * index),
});
const today = (index: number): SessionSummary => ({
  id: SessionId.parse(`session-many-${index}`),
  caseId: CaseId.parse(`case-many-${index}`),
  title: `第${'一二三四五六七八九'[index] ?? ''}次调解会`,
  startsAt: new Date(now).setHours(8 + index, 30, 0, 0),
  phase: index < 3 ? 'adjourned' : index === 3 ? 'open' : 'scheduled',
});
const registry: RouteOutput<'cases.list'> = {
  cases: Array.from({ length: 100 }, (_, index) => caseOf(index)),
  sessions: Array.from({ length: 9 }, (_, index) => today(index)),
};

const crowded = (): CaseDetail => {
  const { bare } = details;
  const listeners = names(60).map((name, index) => ({
    id: PersonId.parse(`person-many-${index}`),
    name,
    role: 'observer' as const,
    side: null,
    languages: ['zh-CN'],
  }));
  const people = [...bare.people, ...listeners];
  const session = (number: number, startsAt: number, over: boolean): CaseDetail['sessions'][number] => ({
    id: SessionId.parse(`session-long-${number}`),
    caseId: bare.id,
    title: `第 ${number} 次调解会`,
    startsAt,
    phase: over ? 'adjourned' : 'scheduled',
    links: people.map(({ id, name, role, side }, index) => ({
      id: LinkId.parse(`link-many-${number}-${index}`),
      participant: ParticipantId.parse(`participant-many-${number}-${id}`),
      person: id,
      name,
      role,
      side,
      state: index % 7 === 3 ? 'opened' : 'issued',
      expiresAt: startsAt + 7 * 24 * 3_600_000,
      url: `https://parley.example/join#${number}.${id}`,
    })),
  });
  return {
    ...bare,
    people,
    sessions: Array.from({ length: 24 }, (_, index) =>
      session(index + 1, ago(60 * 24 * 7 * (22 - index)), index < 22),
    ),
  };
};

const many = (people: readonly PersonView[]) => viewOf(li, people);

export const manyStates: Readonly<Record<string, RoomState>> = {
  'hears-hundred': { element: shown(hundred) },
  'hears-hundred-all': { element: shown(hundred), press: ['room.hears.more'] },
  audience: { element: shown(many(listened)) },
  'audience-hears': { element: shown(many(listened)), press: ['room.hears.more'] },
  'audience-people': { element: shown(many(listened)), press: ['room.hears.showAll'] },
  'audience-nobody-found': {
    element: shown(many(listened)),
    press: ['room.hears.showAll'],
    types: 'Rasmussen',
  },
  'audience-found': { element: shown(many(listened)), press: ['room.hears.showAll'], types: '周' },
  'audience-board': { element: shown(conducted), board: true },
  'audience-waits': { element: shown(admitting), board: true },
  'many-toasts': {
    element: shown(conducted, {
      notices: [
        notice(1, cameIn(...crowd(9))),
        notice(2, cameIn(...audience(37))),
        notice(3, { kind: 'error', error: error('media.screen-taken') }),
      ],
    }),
  },
  'many-notices': {
    element: shown(conducted, {
      notices: [
        notice(1, cameIn(...audience(1))),
        notice(2, cameIn(...crowd(3))),
        notice(3, cameIn(...crowd(12))),
        notice(4, cameIn(...audience(37))),
      ],
    }),
    press: ['room.bar.more', 'room.more.notices'],
  },
  'above-entry': { element: shown(viewOf(li, four, entering)), press: settings },
  'above-all': {
    element: shown(viewOf(li, four, { ...entering, gathering: { by: '陈静', due: now + 9_500 } }), {
      chat: told,
      ...offline,
      notices: [notice(1, { kind: 'error', error: error('connection.away') })],
    }),
    press: settings,
  },
  'above-announced': { element: shown(viewOf(li, four), { chat: told }), press: settings },
  'above-offline': { element: shown(viewOf(li, four), offline), press: settings },
  'staff-home-many': { element: framed(home(registry)) },
  'staff-home-found': { element: framed(home(registry)), types: 'Finch' },
  'staff-home-none-found': { element: framed(home(registry)), types: '张江 Rasmussen' },
  'case-crowded': { element: caseScreen(crowded()) },
};
