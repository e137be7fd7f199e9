import type { PersonView, SessionView } from '@parley/shared/policy';
import type { Outlet } from '@parley/shared/session';
import { type ReactNode, useEffect, useState } from 'react';
import { keepTimes } from '../src/guest/room/interpretation/air-times.ts';
import type { Term } from '@parley/shared/glossary';
import { MessageId } from '@parley/shared/ids';
import type { SessionModel } from '../src/session/model.ts';
import type { TermsActions } from '../src/session/terms-actions.ts';
import type { ChatLine } from '../src/session/chat.ts';
import { actions } from './actions.ts';
import { ago, place, viewOf } from './models.ts';
import { away, cast, person, room } from './people.ts';
import { caseTerms, manySuggested, mySuggestion, ownTerm, suggestedTerm } from './terms.ts';
import { shown as shownRoom } from './shown.tsx';
import type { RoomState } from './states-room.tsx';

/** Languages in a room, as those see them who listen, and those who interpret. */
const shown = (
  view: SessionView,
  over: Partial<SessionModel> = {},
  terms: readonly Term[] = caseTerms,
): ReactNode => shownRoom(view, over, { terms: { ...actions.terms, list: () => Promise.resolve(terms) } });

/** As a tab that has seen both interpret for a while. */
function Begun({ children }: { children: ReactNode }) {
  useState(() =>
    keepTimes(Object.fromEntries([sato, partner].map((each) => [each.participant.id, ago(23)]))),
  );
  // After the page has read it, so that the next state does not.
  useEffect(() => keepTimes({}), []);
  return children;
}

type Interpretation = NonNullable<SessionView['interpretation']>;
type Mine = NonNullable<Interpretation['mine']>;

const chen = person('chen', { microphone: 'open' });
const carter = person('carter', { microphone: 'open' });
const li = person('li', { microphone: 'open' });
const sato = person('sato', { microphone: 'open' });
const partner = person('xu', { microphone: 'open' }, []);
const bilingual = (who: PersonView) => ({ participant: who.participant.id, languages: ['zh', 'en'] });

const around = (over: Partial<Interpretation> = {}): Interpretation => ({
  interpreters: [bilingual(sato)],
  channels: [{ language: 'en', interpreter: sato.participant.id }],
  turns: null,
  listens: null,
  listeners: null,
  mine: null,
  ...over,
});

const intoEnglish: Outlet = { to: 'channel', language: 'en' };
const booth: Outlet = { to: 'booth' };

/** A party whose only language is English. */
const listener = (interpretation: Interpretation, over: Partial<SessionView> = {}) =>
  viewOf(carter, [chen, li, sato], { interpretation, ...over });

/** Maria Sato-Fernández at work. */
function interpreter(
  mine: Partial<Mine>,
  over: Partial<Interpretation> = {},
  people: readonly PersonView[] = [chen, li, carter],
  hearers: readonly PersonView[] = people,
): SessionView {
  return viewOf(sato, people, {
    interpretation: around({
      listeners: [{ language: 'en', count: 1 }],
      mine: {
        outlet: intoEnglish,
        bound: { to: 'session' },
        partners: [],
        handovers: [],
        silent: [],
        ...mine,
      },
      ...over,
    }),
    hearers: hearers.map(({ participant }) => participant.id),
  });
}

const englishSilent = [{ language: 'en', since: ago(1) }];
const two = { interpreters: [bilingual(sato), bilingual(partner)] };
const withPartner = [chen, li, carter, partner];
const offered = { from: partner.participant.id, to: sato.participant.id, at: ago(1) };
const offering = { from: sato.participant.id, to: partner.participant.id, at: ago(1) };
const partners = [partner.participant.id];
const partnerInto = { ...two, channels: [{ language: 'en', interpreter: partner.participant.id }] };

const written = (id: string, from: PersonView, text: string, minutes: number): ChatLine => ({
  kind: 'said',
  message: {
    id: MessageId.parse(`whisper-${id}`),
    room,
    author: from.participant.id,
    from: from.participant,
    kind: 'said',
    text,
    at: ago(minutes),
  },
});
const betweenPartners: SessionModel['booth'] = {
  lines: [
    written('1', partner, '“质保金”我用 retention money，不是 deposit。', 6),
    written('2', sato, 'OK, retention money.', 5),
    written('3', partner, '118,400. Not 114,800.', 2),
    written('4', partner, '五分钟后换您？', 1),
  ],
  more: false,
  unread: 2,
  announcements: [],
};
const boothOpen = { press: ['interpretation.partners.title'] };

/** The terms, as far as they can be had. */
const listing = (list: TermsActions['list']): ReactNode =>
  shownRoom(interpreter({}, {}, [chen, li, carter], [carter]), {}, { terms: { ...actions.terms, list } });

/** Who conducts, with what interpreters suggest. */
const conducts = (
  terms: readonly Term[],
  suggested: readonly Term[],
  people: readonly PersonView[] = [],
): ReactNode =>
  shown(
    viewOf(chen, [li, carter, sato, ...people], { interpretation: around() }),
    { suggestions: suggested.length },
    [...terms, ...suggested],
  );

export const interpretationStates: Readonly<Record<string, RoomState>> = {
  'listen-suggested': { element: shown(listener(around())) },
  'listen-english': { element: shown(listener(around({ listens: 'en' }))) },
  'listen-nobody': { element: shown(listener(around({ listens: 'en', channels: [] }))) },
  'listen-lost': {
    element: shown(
      viewOf(carter, [chen, li, person('sato', { line: 'lost' })], {
        interpretation: around({ listens: 'en' }),
      }),
    ),
  },
  'listen-caucus': {
    element: shown(listener(around({ listens: 'en' }), { place: place.caucus })),
  },
  'listen-choose': {
    element: shown(listener(around({ listens: 'en' }))),
    press: ['interpretation.strip.change'],
  },
  'listen-mediator': {
    element: shown(
      viewOf(chen, [li, carter, sato], {
        interpretation: around({ listeners: [{ language: 'en', count: 1 }] }),
      }),
    ),
  },
  'interpreter-room': { element: shown(interpreter({ outlet: { to: 'room' } }, { channels: [] })) },
  'interpreter-english': { element: shown(interpreter({}, {}, [chen, li, carter], [carter])) },
  'interpreter-nobody': { element: shown(interpreter({}, { listeners: [] }, [chen, li, carter], [])) },
  'interpreter-partner': {
    element: <Begun>{shown(interpreter({ partners }, two, withPartner, [carter, partner]))}</Begun>,
  },
  'interpreter-offering': {
    element: shown(interpreter({ partners, handovers: [offering] }, two, withPartner, [carter, partner])),
  },
  'interpreter-booth': {
    element: (
      <Begun>{shown(interpreter({ outlet: booth, partners }, partnerInto, withPartner, [partner]))}</Begun>
    ),
  },
  'interpreter-offered': {
    element: shown(
      interpreter({ outlet: booth, partners, handovers: [offered] }, partnerInto, withPartner, [partner]),
    ),
  },
  'interpreter-silent-off': {
    element: shown({
      ...interpreter({ silent: englishSilent }, {}, [chen, li, carter], [carter]),
      me: person('sato', { microphone: 'muted' }),
    }),
  },
  'interpreter-silent-nobody': {
    element: shown(
      interpreter({ outlet: booth, silent: englishSilent }, { channels: [] }, [chen, li, carter], []),
    ),
  },
  'interpreter-silent-partner': {
    element: shown(
      interpreter({ outlet: booth, partners, silent: englishSilent }, partnerInto, withPartner, [partner]),
    ),
  },
  'interpreter-party': {
    element: shown(interpreter({ bound: { to: 'party', participant: cast.li.id } }, {}, [chen, li], [li])),
  },
  'interpreter-elsewhere': {
    element: shown(interpreter({ outlet: booth, bound: { to: 'room', here: false } }, {}, [chen, li], [])),
  },
  'interpreter-chat': {
    element: shown(interpreter({ partners }, two, withPartner, [carter, partner]), {
      booth: betweenPartners,
    }),
    ...boothOpen,
  },
  'interpreter-chat-unread': {
    element: shown(interpreter({ partners }, two, withPartner, [carter, partner]), {
      booth: betweenPartners,
    }),
  },
  'interpreter-chat-empty': {
    element: shown(interpreter({}, {}, [chen, li, carter], [carter])),
    ...boothOpen,
  },
  'interpreter-terms': {
    element: shown(interpreter({ partners }, two, withPartner, [carter, partner]), {}, [
      ...caseTerms,
      ownTerm,
      mySuggestion,
    ]),
    press: ['glossary.room.short'],
  },
  'interpreter-terms-loading': {
    element: listing(() => new Promise(() => undefined)),
    press: ['glossary.room.short'],
  },
  'interpreter-terms-failed': {
    element: listing(() => Promise.resolve(null)),
    press: ['glossary.room.short'],
    reads: 'glossary.failed',
  },
  'interpreter-terms-none-found': {
    element: shown(interpreter({}, {}, [chen, li, carter], [carter])),
    press: ['glossary.room.short'],
    types: 'Rasmussen',
  },
  'interpreter-terms-keep': {
    element: shown(interpreter({}, {}, [chen, li, carter], [carter]), {}, []),
    press: ['glossary.room.short', 'glossary.room.keep'],
  },
  'interpreter-terms-suggest': {
    element: shown(interpreter({}, {}, [chen, li, carter], [carter]), {}, [ownTerm]),
    press: ['glossary.room.short', 'glossary.room.suggest'],
  },
  'conduct-terms': {
    element: conducts(caseTerms, [suggestedTerm]),
    press: ['room.bar.more', 'glossary.room.item'],
  },
  'conduct-terms-many': {
    element: conducts(caseTerms, manySuggested),
    board: true,
    press: ['board.needs.openTerms'],
  },
  // On a narrow screen also the strip under the stage.
  'conduct-terms-menu': { element: conducts(caseTerms, [suggestedTerm]), press: ['room.bar.more'] },
  'board-terms': { element: conducts(caseTerms, [suggestedTerm]), board: true },
  'board-terms-many': {
    element: conducts(caseTerms, manySuggested, [
      person('wang', { handSince: ago(3) }),
      away('ouyang', { attendance: 'waiting', since: ago(2), line: 'online' }),
    ]),
    board: true,
  },
  'board-terms-open': {
    element: conducts(caseTerms, [suggestedTerm]),
    board: true,
    press: ['board.needs.openTerms'],
  },
  'interpreter-relay': {
    element: shown(interpreter({ outlet: booth }, { ...partnerInto, listens: 'en' }, withPartner, [])),
    press: ['interpretation.strip.change'],
  },
  'interpreter-hushed': {
    element: shown(
      interpreter(
        { outlet: { to: 'room' } },
        {
          channels: [],
          turns: {
            limitSeconds: 90,
            floor: null,
            lapsed: null,
            mayTake: false,
            mayPass: false,
            interpreted: true,
            hushed: true,
          },
        },
      ),
    ),
  },
};
