import type { Board, InterpretationView, PersonView, SessionView } from '@parley/shared/policy';
import { SideGuard } from '../src/guest/room/board/SideGuard.tsx';
import { arrivalOf, boardOf, notice, now, place, viewOf } from './models.ts';
import { away, cast, type Name, person, room } from './people.ts';
import { shown } from './shown.tsx';
import type { RoomState } from './states-room.tsx';

/** People who speak one after the other, as each of them sees it; and for whom interpreters are there. */

const seconds = (count: number): number => now - count * 1_000;
/** By the gallery's clock the minute of a turn is over soon after it was opened: these stay as they are. */
const LONG = 600;

type Turns = NonNullable<InterpretationView['turns']>;
const quiet: Turns = {
  limitSeconds: 60,
  floor: null,
  lapsed: null,
  mayTake: true,
  mayPass: false,
  interpreted: true,
  hushed: true,
};
const floorOf = (
  name: Name,
  phase: 'speaking' | 'interpreting',
  over: Partial<Turns> = {},
  since = seconds(25),
): Turns => ({
  ...quiet,
  limitSeconds: LONG,
  floor: { holder: cast[name].id, phase, since },
  mayTake: false,
  ...over,
});

const mine: NonNullable<InterpretationView['mine']> = {
  outlet: { to: 'room' },
  bound: { to: 'session' },
  partners: [],
  handovers: [],
  silent: [],
};
const interpretation = (turns: Turns | null, over: Partial<InterpretationView> = {}): InterpretationView => ({
  interpreters: [{ participant: cast.sato.id, languages: ['zh', 'en'] }],
  channels: [],
  turns,
  listens: null,
  listeners: null,
  mine: null,
  ...over,
});

const open = { microphone: 'open' } as const;
const everyone: readonly PersonView[] = [
  person('chen', open),
  person('li', open),
  person('wang'),
  person('carter', open),
  person('sato', open),
];
/** As this person sees it. */
function seen(
  name: Name,
  turns: Turns | null,
  over: Partial<SessionView> = {},
  more: Partial<InterpretationView> = {},
): SessionView {
  const me = everyone.find(({ participant }) => participant.id === cast[name].id);
  if (me === undefined) throw new Error(`${name} is not there`);
  const others = everyone.filter((each) => each !== me);
  const view = viewOf(me, others, { interpretation: interpretation(turns, more), ...over });
  return view.board === null || turns === null
    ? view
    : {
        ...view,
        board: { ...view.board, inTurn: [{ room, limitSeconds: turns.limitSeconds, awaySeconds: 10 }] },
      };
}

const muted = (view: SessionView): SessionView => ({ ...view, me: { ...view.me, microphone: 'muted' } });
const mayPass = { mayPass: true, hushed: false };
const conducting = { hushed: false };

const interpreters: Board['interpreters'] = [
  { participant: cast.sato.id, languages: ['zh', 'en'], bound: { to: 'party', participant: cast.li.id } },
  { participant: cast.lin.id, languages: [], bound: { to: 'session' } },
];
const lin = away('lin', {
  participant: { ...cast.lin, languages: ['en'], role: 'interpreter', side: cast.carter.side },
});
const assigned = viewOf(
  person('chen', open),
  [
    person('li', open),
    person('sato'),
    person('carter', { room: arrivalOf(cast.carter.side), sources: [] }),
    lin,
  ],
  {
    board: boardOf({ interpreters, inTurn: [{ room, limitSeconds: 60, awaySeconds: 10 }] }),
    interpretation: interpretation({ ...quiet, ...conducting }),
  },
);
const brought = person('sato', {
  participant: { ...cast.sato, languages: ['zh', 'en'], side: cast.li.side },
});
const guarded = viewOf(person('chen', open), [person('li', open), brought, person('carter')], {
  board: boardOf({ interpreters: interpreters.slice(0, 1) }),
});
const slower = {
  notices: [{ ...notice(1, { kind: 'speak-slower', name: cast.sato.name }), at: now + 3_600_000 }],
} as const;

export const turnsStates: Readonly<Record<string, RoomState>> = {
  'turns-nobody': { element: shown(seen('li', quiet)) },
  'turns-nobody-muted': { element: shown(muted(seen('li', quiet))) },
  'turns-lapsed': { element: shown(muted(seen('li', { ...quiet, lapsed: cast.carter.id }))) },
  'turns-lapsed-render': {
    element: shown(
      seen('sato', floorOf('carter', 'interpreting', { ...mayPass, lapsed: cast.carter.id }), {}, { mine }),
    ),
  },
  'turns-lapsed-mine': { element: shown(muted(seen('li', { ...quiet, lapsed: cast.li.id }))) },
  'turns-mine': { element: shown(seen('li', floorOf('li', 'speaking', mayPass))) },
  'turns-mine-muted': { element: shown(muted(seen('li', floorOf('li', 'speaking', mayPass)))) },
  'turns-mine-over': {
    element: shown(seen('li', { ...floorOf('li', 'speaking', mayPass, seconds(95)), limitSeconds: 60 })),
  },
  'turns-mine-slower': { element: shown(seen('li', floorOf('li', 'speaking', mayPass)), slower) },
  'turns-next': {
    element: shown(seen('li', floorOf('li', 'speaking', mayPass))),
    press: ['turns.next'],
  },
  'turns-hushed': { element: shown(seen('li', floorOf('carter', 'speaking'))) },
  'turns-waiting': { element: shown(muted(seen('li', floorOf('carter', 'speaking')))) },
  'turns-caucus': {
    element: shown(seen('wang', floorOf('li', 'speaking'), { place: place.caucus })),
  },
  'turns-mine-interpreted': { element: shown(seen('li', floorOf('li', 'interpreting'))) },
  'turns-interpreted': { element: shown(seen('carter', floorOf('li', 'interpreting'))) },
  'turns-follow': { element: shown(seen('sato', floorOf('li', 'speaking'), {}, { mine })) },
  'turns-render': {
    element: shown(seen('sato', floorOf('li', 'interpreting', mayPass), {}, { mine })),
  },
  'turns-pace': {
    element: shown(seen('sato', null, {}, { mine }), { activeSpeaker: cast.carter.id }),
  },
  'turns-conduct': { element: shown(seen('chen', floorOf('carter', 'speaking', conducting))) },
  'turns-conduct-quiet': { element: shown(seen('chen', { ...quiet, hushed: false })) },
  'turns-override': {
    element: shown(seen('chen', floorOf('carter', 'speaking', conducting))),
    press: ['turns.give'],
  },
  'turns-manner': {
    element: shown(seen('chen', floorOf('carter', 'speaking', conducting))),
    press: ['turns.give', 'turns.manner.item'],
  },
  'turns-manner-first': {
    element: shown(seen('chen', null)),
    press: ['room.bar.more', 'turns.manner.item'],
  },
  'turns-board': { element: shown(assigned), board: true },
  'turns-room-menu': { element: shown(assigned), board: true, press: ['board.roomMenu'] },
  'turns-assign': {
    element: shown(assigned),
    board: true,
    press: [`turns.interpreters.changeOne=${cast.sato.name}`],
  },
  'turns-assign-first': {
    element: shown(assigned),
    board: true,
    press: [`turns.interpreters.changeOne=${cast.lin.name}`],
  },
  'turns-guard': {
    element: (
      <>
        {shown(guarded)}
        <SideGuard
          view={guarded}
          people={[cast.li.id, cast.sato.id, cast.carter.id]}
          answer={() => undefined}
        />
      </>
    ),
  },
};
