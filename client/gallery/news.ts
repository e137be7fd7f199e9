import type { PersonView, SessionView } from '@parley/shared/policy';
import type { SessionModel } from '../src/session/model.ts';
import { ago, cameIn, notice, now, said } from './models.ts';
import { away, person } from './people.ts';

/** What happens by itself while somebody looks at a screen: what it makes of what was known. */
type Change = (model: SessionModel) => Partial<SessionModel>;

const seen =
  (change: (view: SessionView) => Partial<SessionView>): Change =>
  ({ view }) =>
    view === null ? {} : { view: { ...view, ...change(view) } };

const ofAnother = (change: Partial<PersonView>): Change =>
  seen(({ people: [first, ...others] }) => ({
    people: first === undefined ? [] : [{ ...first, ...change }, ...others],
  }));

type Opened = SessionModel['agreement']['documents']['draft'];
const unsaved = (opened: Opened): Opened =>
  opened?.kind === 'open' ? { ...opened, live: { ...opened.live, unsaved: true } } : opened;

export const happenings = {
  nothingNew: ({ view, chat, quality }) => structuredClone({ view, chat, quality }),
  voices: ({ view }) => {
    const [first] = view?.people ?? [];
    return first === undefined
      ? {}
      : {
          activeSpeaker: first.participant.id,
          speaking: new Set([first.participant.id]),
        };
  },
  weakLines: ({ view }) => ({
    quality: new Map((view?.people ?? []).map(({ participant }) => [participant.id, 2])),
  }),
  message: ({ chat }) => ({
    chat: {
      ...chat,
      lines: [...chat.lines, said(90, 'chen', '我们十分钟后继续。', 0)],
      unread: chat.unread + 1,
    },
  }),
  announcement: ({ chat }) => {
    const line = said(91, 'chen', '请大家在联合会议等我。', 0);
    return line.kind === 'said' ? { chat: { ...chat, announcements: [line.message] } } : {};
  },
  notice: ({ notices }) => ({ notices: [...notices, notice(90, cameIn(person('wang')))] }),
  hand: ofAnother({ handSince: ago(1) }),
  microphone: ofAnother({ microphone: 'open' }),
  lineLost: ofAnother({ line: 'lost' }),
  ownLineLost: () => ({ line: { kind: 'reconnecting', since: 0 } }),
  recovering: () => ({ media: 'recovering' }),
  narrow: () => ({ narrow: { send: true, recv: true } }),
  saving: ({ agreement }) => ({
    agreement: {
      ...agreement,
      documents: {
        agreement: unsaved(agreement.documents.agreement),
        draft: unsaved(agreement.documents.draft),
      },
    },
  }),
  arrives: seen(({ people, me, hearers }) => {
    const guest = person('qian', { room: me.room, microphone: 'none', sources: [] });
    return { people: [...people, guest], hearers: [...hearers, guest.participant.id] };
  }),
  allLeave: seen(({ people, me }) => ({
    people: people.filter(({ room }) => room !== me.room),
    hearers: [],
  })),
  announced: seen(({ entries, place }) =>
    place.kind !== 'room'
      ? {}
      : {
          entries: [
            ...entries,
            { participant: person('haddad').participant, room: place.room, due: now + 3_600_000 },
          ],
        },
  ),
  waits: seen(({ people, powers }) => ({
    people: powers.conduct
      ? [...people, away('zhao', { attendance: 'waiting', line: 'online', since: ago(1) })]
      : people,
  })),
  gathering: seen(() => ({ gathering: { by: '陈静', due: now + 3_600_000 } })),
  mediatorAway: seen(({ powers }) => ({ mediation: powers.conduct ? null : 'away' })),
} as const satisfies Readonly<Record<string, Change>>;

export type Happening = keyof typeof happenings;
