import type { PersonView, SessionView } from '@parley/shared/policy';
import { LockedScreen } from '../src/guest/ends/EndScreens.tsx';
import { ago, notice, now, place, said, viewOf } from './models.ts';
import { cast, person, room } from './people.ts';
import { shown } from './shown.tsx';
import type { RoomState } from './states-room.tsx';

/** Private rooms as those in them see them: arrival rooms, caucuses, entries, and the way between. */

const minute = 60_000;
const me = person('li', { microphone: 'open' });
const muted = person('li');
const wang = person('wang');
const chen = person('chen', { microphone: 'open' });

const arrival = (who: PersonView, people: readonly PersonView[], over: Partial<SessionView> = {}) =>
  viewOf(who, people, { place: place.arrival, mediation: 'with-another-room', ...over });
const caucus = (
  people: readonly PersonView[],
  over: Partial<SessionView> = {},
  endsAt: number | null = null,
) => viewOf(me, people, { place: { ...place.caucus, endsAt }, ...over });

const comes = { participant: chen.participant, room, due: now + 3_000 };
const asks = { participant: person('sato').participant, room, due: null };
const gathering = { by: '陈静', due: now + 8_000 };
const asked = (minutes: number, kind: 'caucus' | 'mediator') =>
  person('li', { microphone: 'open', wish: { kind, note: '', at: ago(minutes) } });

const told = [
  said(1, 'wang', '结算单我带来了。', 6),
  said(2, 'chen', '请再等五分钟,我先和另一方说几句话。', 3, 'sent'),
  said(3, 'li', '好的。', 2),
  said(4, 'chen', '两点整开始共同会谈。如果还需要时间,请告诉我。', 1, 'announced'),
] as const;
const announcements = told.flatMap((line) =>
  line.kind === 'said' && line.message.kind === 'announced' ? [line.message] : [],
);
const chat = { lines: told, more: false, unread: 1, announcements: [] };

export const privateStates: Readonly<Record<string, RoomState>> = {
  'arrival-alone': { element: shown(arrival(muted, [])) },
  'arrival-alone-reconnecting': {
    element: shown(arrival(muted, [], { mediation: 'away' }), { line: { kind: 'reconnecting', since: 0 } }),
  },
  arrival: { element: shown(arrival(muted, [wang])) },
  'arrival-ready': { element: shown(arrival({ ...asked(3, 'mediator'), ready: true }, [wang])) },
  'arrival-mediator': { element: shown(arrival(me, [wang, chen], { mediation: 'here' })) },
  'arrival-away': { element: shown(arrival(muted, [wang], { mediation: 'away' })) },
  'arrival-interpreter': {
    element: shown(
      arrival(
        person('sato', { participant: { ...cast.sato, side: cast.li.side, languages: ['zh', 'en'] } }),
        [muted],
      ),
    ),
  },
  'arrival-entry': { element: shown(arrival(me, [wang], { entries: [comes] })) },
  'arrival-chat': {
    element: shown(arrival(me, [wang]), { chat }),
    press: ['room.bar.chat'],
  },
  'arrival-chat-entry': {
    element: shown(arrival(me, [wang], { entries: [comes] }), { chat }),
    press: ['room.bar.chat'],
  },
  'arrival-chat-announced': {
    element: shown(arrival(me, [wang]), { chat: { ...chat, announcements } }),
    press: ['room.bar.chat'],
  },
  'arrival-announced': {
    element: shown(arrival(me, [wang]), { chat: { ...chat, announcements } }),
  },
  'arrival-gathering': { element: shown(arrival(me, [wang], { gathering })) },
  'arrival-people': {
    element: shown(arrival(me, [{ ...wang, ready: true }, person('chen', { attendance: 'leaving' })])),
    press: ['room.hears.showAll'],
  },
  'wish-mediator': { element: shown(arrival(muted, [wang])), press: ['caucus.wish.mediator.ask'] },
  'wish-caucus': { element: shown(arrival(muted, [wang])), press: ['caucus.wish.caucus.ask'] },
  'wish-declined': {
    element: shown(arrival(muted, [wang]), {
      notices: [
        notice(1, { kind: 'wish-declined', name: '陈静', reason: '请再等十分钟，我和另一方谈完就来。' }),
      ],
    }),
  },
  'room-wished': { element: shown(viewOf(asked(2, 'caucus'), [chen, person('carter')])) },
  'room-gathering': { element: shown(viewOf(me, [chen], { gathering })) },
  caucus: { element: shown(caucus([chen, wang])) },
  'caucus-timed': { element: shown(caucus([chen, wang], {}, now + 18 * minute)) },
  'caucus-soon': { element: shown(caucus([chen, wang], {}, now + 4 * minute)) },
  'caucus-last': { element: shown(caucus([chen, wang], {}, now + 40_000)) },
  'caucus-over': { element: shown(caucus([chen, wang], {}, ago(2))) },
  'caucus-without': {
    element: shown(caucus([wang], { mediation: 'with-another-room' }, now + 18 * minute)),
  },
  'caucus-asked': {
    element: shown(
      viewOf(asked(2, 'mediator'), [wang], {
        place: { ...place.caucus, endsAt: now + 18 * minute },
        mediation: 'not-here',
      }),
    ),
  },
  'caucus-away': { element: shown(caucus([wang], { mediation: 'away' })) },
  'caucus-entry': { element: shown(caucus([wang], { mediation: 'with-another-room', entries: [comes] })) },
  'caucus-asks': { element: shown(caucus([wang, chen], { entries: [asks] })) },
  'caucus-leaving': {
    element: shown(
      caucus([wang, person('chen', { attendance: 'leaving' })], { mediation: 'with-another-room' }),
    ),
  },
  'caucus-co-mediator': { element: shown(caucus([person('lin', { microphone: 'open' }), wang])) },
  awaited: { element: shown(arrival(me, [wang], { awaited: { by: '陈静', asked: false } })) },
  'awaited-asked': { element: shown(arrival(me, [wang], { awaited: { by: '陈静', asked: true } })) },
  'private-notices': {
    element: shown(viewOf(muted, [chen]), {
      notices: [notice(1, { kind: 'called-off' }), notice(2, { kind: 'unsaid' })],
    }),
  },
  locked: { element: <LockedScreen view={viewOf(muted, [])} onAgain={async () => undefined} /> },
};
