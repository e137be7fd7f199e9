import type { PersonView, SessionView } from '@parley/shared/policy';
import { MissingInterpreter } from '../src/guest/room/board/MissingInterpreter.tsx';
import { SideGuard } from '../src/guest/room/board/SideGuard.tsx';
import type { SessionModel } from '../src/session/model.ts';
import { ago, arrivalOf, boardOf, caucusCard, notice, now, viewOf } from './models.ts';
import { away, cast, crowd, person } from './people.ts';
import { shown } from './shown.tsx';
import type { RoomState } from './states-room.tsx';

/** The mediator's board: with it open from the start where there is room, by a press where there is none. */

const arrival = {
  applicant: arrivalOf(cast.li.side),
  respondent: arrivalOf(cast.carter.side),
};
const first = caucusCard(1, '申请人单独沟通', { openedAt: ago(7) });
const timed = caucusCard(2, 'Jonathan Carter、欧阳雪晴', { openedAt: ago(12), endsAt: now + 8.5 * 60_000 });
const over = { ...timed, endsAt: ago(3) };

/** Somebody in another room: of them nothing is heard or seen. */
const elsewhere = (
  name: Parameters<typeof person>[0],
  room: PersonView['room'],
  more: Partial<PersonView> = {},
) => person(name, { sources: [], room, ...more });

const mediator = person('chen', { microphone: 'open' });
const apart = [
  elsewhere('li', arrival.applicant, { ready: true, microphone: 'open' }),
  elsewhere('wang', arrival.applicant, { ready: true }),
  elsewhere('carter', arrival.respondent, { line: 'lost' }),
  person('sato'),
  person('zhao', { microphone: 'none' }),
];
const beginning = viewOf(
  mediator,
  [
    ...apart,
    away('ouyang', { attendance: 'waiting', since: ago(2), line: 'online' }),
    away('qian', { attendance: 'waiting', since: ago(1), line: 'online' }),
  ],
  { board: boardOf({ jointSince: null }) },
);
const inJoint = viewOf(mediator, [
  person('li', { microphone: 'open' }),
  person('wang', { handSince: ago(3) }),
  person('carter'),
  person('ouyang'),
  person('sato'),
]);
const missed = viewOf(mediator, [
  person('li', { microphone: 'open' }),
  person('wang'),
  elsewhere('carter', arrival.respondent, { missed: true }),
]);
const talking: Partial<SessionModel> = {
  speaking: new Set([cast.li.id]),
  activeSpeaker: cast.li.id,
  quality: new Map([[cast.carter.id, 2]]),
};
const inCaucus = person('chen', { microphone: 'open', room: first.id });
const caucuses = (
  second = timed,
  more: Partial<SessionView> = {},
  people: readonly PersonView[] = [],
): SessionView =>
  viewOf(
    inCaucus,
    [
      person('li', { microphone: 'open', room: first.id }),
      person('wang', { room: first.id }),
      elsewhere('carter', second.id),
      elsewhere('ouyang', second.id, { microphone: 'open' }),
      elsewhere('zhao', mediator.room, { microphone: 'none' }),
      ...people,
    ],
    {
      place: { kind: 'room', room: first.id, roomKind: 'caucus', title: first.title, endsAt: null, epoch: 2 },
      board: boardOf({}, [first, second]),
      ...more,
    },
  );
const sato = person('sato');
const asking = [
  elsewhere('carter', arrival.respondent, { wish: { kind: 'mediator', note: '', at: ago(1) } }),
  elsewhere('li', arrival.applicant, {
    wish: { kind: 'caucus', note: '想单独和您说一下付款的事。', at: ago(4) },
  }),
  elsewhere('wang', arrival.applicant),
];
const needy = viewOf(mediator, [...asking, elsewhere('ouyang', timed.id, { line: 'lost' }), sato], {
  board: boardOf({ jointSince: null, houseRules: { entry: 'admit', absence: 'not-here' } }, [over]),
  entries: [{ participant: { ...cast.sato, languages: ['zh', 'en'] }, room: over.id, due: null }],
});
const entering = caucuses(
  timed,
  {
    entries: [
      { participant: { ...cast.chen, languages: ['zh'] }, room: timed.id, due: now + 2_500 },
      { participant: { ...cast.sato, languages: ['zh', 'en'] }, room: first.id, due: null },
    ],
    awaited: { by: null, asked: false },
  },
  [sato],
);
const moving = viewOf(
  person('chen', { attendance: 'entering', room: first.id, sources: [] }),
  [
    elsewhere('li', first.id, { attendance: 'entering', line: 'lost' }),
    elsewhere('wang', first.id, { attendance: 'entering' }),
    elsewhere('carter', arrival.respondent),
    elsewhere('sato', mediator.room),
  ],
  { place: { kind: 'moving', epoch: 2 }, board: boardOf({}, [first]), mediation: null },
);
const standIn = person('lin', { microphone: 'open' });
const absent = viewOf(standIn, [away('chen', { attendance: 'here', line: 'lost' }), ...apart], {
  mediators: ['陈静', '林澜'],
  powers: { ...beginning.powers, preside: false, takeLead: true },
  board: boardOf({ jointSince: null }),
});
const leading = viewOf(standIn, [away('chen', { attendance: 'left' }), ...apart], {
  mediators: ['陈静', '林澜'],
  powers: { ...beginning.powers, preside: true },
  board: boardOf({ jointSince: null, lead: cast.lin.id, locked: true }),
});

const bereft = viewOf(
  mediator,
  [
    elsewhere('li', arrival.applicant),
    elsewhere('carter', arrival.respondent),
    away('sato', { attendance: 'waiting', since: ago(2), line: 'online' }),
    away('xu'),
  ],
  {
    board: boardOf({
      interpreters: [
        { participant: cast.sato.id, languages: ['zh', 'en'], bound: { to: 'session' } },
        {
          participant: cast.xu.id,
          languages: ['zh', 'en'],
          bound: { to: 'party', participant: cast.carter.id },
        },
      ],
    }),
  },
);

/** Two of each side, one of them in a language that is not mine, and who interprets it. */
const interpreted = viewOf(
  mediator,
  [
    elsewhere('li', arrival.applicant),
    elsewhere('wang', arrival.applicant),
    elsewhere('carter', arrival.respondent),
    elsewhere('haddad', arrival.respondent),
    elsewhere('ouyang', arrival.respondent),
    sato,
    person('zhao', { microphone: 'none' }),
  ],
  {
    board: boardOf({
      interpreters: [{ participant: cast.sato.id, languages: ['zh', 'en'], bound: { to: 'session' } }],
    }),
  },
);

/** Four rooms at work, one of them the joint session or none; a hand and a knock wait for the mediator. */
const third = caucusCard(3, '双方代理人', { openedAt: ago(3) });
const fourth = caucusCard(4, '被申请人单独沟通', { openedAt: ago(21), endsAt: ago(1) });
const others = (room: PersonView['room'], from: number, to: number): readonly PersonView[] =>
  crowd(to)
    .slice(from)
    .map((each) => ({ ...each, room }));
const fourRooms = (inJoint: readonly PersonView[], last: PersonView['room'], cards = [first, timed, third]) =>
  viewOf(
    inCaucus,
    [
      ...inJoint,
      person('li', { microphone: 'open', room: first.id }),
      person('wang', { room: first.id, handSince: ago(2) }),
      person('xu', { room: first.id }),
      elsewhere('carter', timed.id, { microphone: 'open' }),
      elsewhere('ouyang', timed.id, { ready: true }),
      elsewhere('haddad', timed.id),
      ...others(third.id, 0, 3),
      ...others(last, 3, 5),
    ],
    {
      place: { kind: 'room', room: first.id, roomKind: 'caucus', title: first.title, endsAt: null, epoch: 2 },
      board: boardOf({ houseRules: { entry: 'admit', absence: 'not-here' } }, cards),
      entries: [{ participant: { ...cast.sato, languages: ['zh', 'en'] }, room: third.id, due: null }],
    },
  );
const atWork: Partial<SessionModel> = {
  speaking: new Set([cast.li.id]),
  activeSpeaker: cast.li.id,
  quality: new Map([
    [cast.ouyang.id, 2],
    [cast.wang.id, 3],
  ]),
};

export const boardStates: Readonly<Record<string, RoomState>> = {
  board: { element: shown(beginning), board: true },
  'board-joint': { element: shown(inJoint, talking), board: true },
  'board-caucuses': { element: shown(caucuses(), talking), board: true },
  'board-four': {
    element: shown(
      fourRooms([elsewhere('lin', mediator.room), elsewhere('zhao', mediator.room)], arrival.respondent),
      atWork,
    ),
    board: true,
  },
  'board-four-caucuses': {
    element: shown(fourRooms([], fourth.id, [first, timed, third, { ...fourth, endsAt: null }]), atWork),
    board: true,
  },
  'board-soon': {
    element: shown(
      caucuses({ ...timed, endsAt: now + 4.5 * 60_000 }, {}, [
        away('sato', {
          attendance: 'waiting',
          since: ago(3),
          line: 'online',
          wish: { kind: 'help', note: '', at: ago(1) },
        }),
      ]),
    ),
    board: true,
  },
  'board-over': { element: shown(caucuses(over)), board: true },
  'board-missed': { element: shown(missed), board: true },
  'board-needs': { element: shown(needy), board: true },
  'board-silent': {
    element: shown(
      caucuses(timed, {
        board: boardOf({ silent: [{ room: timed.id, language: 'en', since: ago(2) }] }, [first, timed]),
      }),
    ),
    board: true,
  },
  'board-entering': { element: shown(entering), board: true },
  'board-moving': { element: shown(moving), board: true },
  'board-gathering': {
    element: shown(caucuses(timed, { gathering: { by: '陈静', due: now + 9_500 } })),
    board: true,
  },
  'board-take-lead': { element: shown(absent), board: true },
  'board-leading': { element: shown(leading), board: true },
  'board-chosen': { element: shown(inJoint), board: true, press: ['@王芳', '@欧阳雪晴'] },
  'board-person-menu': { element: shown(caucuses()), board: true, press: ['board.chip.menu=王芳'] },
  'board-room-menu': { element: shown(caucuses()), board: true, press: ['board.clock.menu'] },
  'board-new': {
    element: shown(inJoint),
    board: true,
    press: ['@王芳', '@Jonathan', 'board.chosen.details'],
  },
  'board-offers': { element: shown(inJoint), board: true, press: ['board.newCaucus'] },
  'board-offers-interpreted': { element: shown(interpreted), board: true, press: ['board.newCaucus'] },
  'board-tell': { element: shown(caucuses()), board: true, press: ['board.tell.all'] },
  'board-rules': { element: shown(leading), board: true, press: ['board.change'] },
  'board-decline': { element: shown(needy), board: true, press: ['board.needs.decline'] },
  'board-close': {
    element: shown(caucuses()),
    board: true,
    press: ['board.roomMenu=申请人单独沟通', 'board.close.item'],
  },
  'board-notes': { element: shown(caucuses()), board: true, press: ['files.notes.all.open'] },
  'board-guard': {
    element: (
      <>
        {shown(inJoint)}
        <SideGuard view={inJoint} people={[cast.wang.id, cast.carter.id]} answer={() => undefined} />
      </>
    ),
  },
  'board-missing': {
    element: (
      <>
        {shown(bereft)}
        <MissingInterpreter
          view={bereft}
          people={[cast.chen.id, cast.li.id, cast.carter.id]}
          joining={false}
          answer={() => undefined}
        />
      </>
    ),
  },
  'board-stopped': {
    element: shown(bereft, {
      notices: [notice(1, { kind: 'gathering-stopped', names: ['李明', 'Carter'] })],
    }),
  },
  'board-missing-joining': {
    element: (
      <>
        {shown(bereft)}
        <MissingInterpreter view={bereft} people={[cast.carter.id]} joining answer={() => undefined} />
      </>
    ),
  },
};
