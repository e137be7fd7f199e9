import type { AgreementView } from '@parley/shared/agreement';
import { replyOf } from '@parley/shared/errors';
import type { SessionView } from '@parley/shared/policy';
import type { ReactNode } from 'react';
import type { Aside, LiveModel } from '../src/agreement/live/model.ts';
import type { OpenDocument } from '../src/session/agreement-box.ts';
import type { Notice } from '../src/session/notice.ts';
import {
  aligned,
  book,
  byApplicant,
  byRespondent,
  clause,
  idOf,
  open,
  opened,
  viewOfAgreement,
} from './documents.ts';
import { ago, cameIn, notice, place, viewOf } from './models.ts';
import { person, room } from './people.ts';
import { shown } from './shown.tsx';
import type { RoomState } from './states-room.tsx';

export const shownWith = (
  view: SessionView,
  agreement: AgreementView,
  documents: { readonly agreement?: OpenDocument; readonly draft?: OpenDocument } = {},
  told: readonly Notice[] = [],
): ReactNode =>
  shown(view, {
    agreement: {
      view: agreement,
      documents: { agreement: documents.agreement ?? null, draft: documents.draft ?? null },
    },
    notices: told,
  });

export const mediator = viewOf(person('chen', { microphone: 'open' }), [
  person('li', { microphone: 'open' }),
  person('carter'),
  person('sato'),
]);
export const party = viewOf(person('li', { microphone: 'open' }), [
  person('chen', { microphone: 'open' }),
  person('carter'),
]);
const interpreter = viewOf(person('sato', { microphone: 'open' }), [person('chen'), person('li')]);
export const inCaucus = viewOf(person('li', { microphone: 'open' }), [person('chen')], {
  place: place.caucus,
});

const asked = { ...inCaucus, entries: [{ participant: person('sato').participant, room, due: null }] };

const arranged = book(
  [
    clause(1, {
      state: 'locked',
      agreedBy: [byApplicant, byRespondent],
      aligned: aligned(1),
      mayReopen: true,
    }),
    clause(2, {
      state: 'agreed',
      agreedBy: [byApplicant, byRespondent],
      aligned: aligned(2),
      mayReopen: true,
      mayLock: true,
    }),
    clause(3, { ...open, mayAlign: true }),
    clause(4, {
      pen: { kind: 'side', side: byRespondent },
      objection: { side: byApplicant, reason: '保密期限太长，我们只同意一年。' },
      mayRemove: true,
    }),
    clause(5, { ...open, pen: { kind: 'everyone' } }),
  ],
  { mayArrange: true },
);
const forParty = book([
  clause(1, { state: 'locked', agreedBy: [byApplicant, byRespondent], aligned: aligned(1) }),
  clause(2, {
    state: 'proposed',
    agreedBy: [byRespondent],
    aligned: aligned(2),
    mayAgree: true,
    mayDisagree: true,
  }),
  clause(3, { pen: { kind: 'mediator' } }),
  clause(5, { ...open, pen: { kind: 'side', side: byApplicant }, mayRemove: false }),
]);
const stale = book([
  clause(3, {
    mayAlign: true,
    aligned: aligned(3, {
      zh: '## 付款\n被申请人应于2026年11月30日⟨2026-11-30⟩前，向申请人支付人民币25,000元⟨25000 CNY⟩，作为本工程⟨本工程⟩全部质量问题的补偿。',
    }),
  }),
]);
const staleForParty = book(
  stale.clauses.map((each) => ({
    ...each,
    state: 'proposed' as const,
    mayAlign: false,
    mayAgree: true,
    mayDisagree: true,
  })),
);
const drafted = book([clause(3, open), clause(5, open)], { mayArrange: true });
const draft = book(
  [3, 5].map((number) => clause(number, { mayEdit: true, mayRemove: true })),
  { mayArrange: true },
);

const aside = (id: number, over: Partial<Aside> = {}): Aside => ({
  id,
  root: { clause: idOf(2), language: 'zh' },
  words: '被申请人应当在三十日内完成全部返修，并承担由此产生的费用。',
  at: ago(1),
  why: { kind: 'refused', error: replyOf('clause.not-draft') },
  ...over,
});

const told = [
  notice(1, cameIn(person('sato'))),
  notice(2, { kind: 'error', error: replyOf('clause.not-draft') }),
];
const withBook = (view: SessionView, over: Partial<LiveModel> = {}, books = forParty): ReactNode =>
  shownWith(view, viewOfAgreement({ agreement: books }), { agreement: opened(over) });

export const agreementStates: Readonly<Record<string, RoomState>> = {
  'agreement-none': { element: shownWith(party, viewOfAgreement()), agreement: true },
  'agreement-start': {
    element: shownWith(mediator, viewOfAgreement({ mayStart: ['agreement'] })),
    agreement: true,
  },
  'agreement-loading': {
    element: shownWith(party, viewOfAgreement({ agreement: forParty }), { agreement: { kind: 'loading' } }),
    agreement: true,
  },
  'agreement-failed': {
    element: shownWith(party, viewOfAgreement({ agreement: forParty }), { agreement: { kind: 'failed' } }),
    agreement: true,
  },
  'agreement-denied': {
    element: withBook(party, { copy: null, line: { kind: 'denied', error: replyOf('document.unknown') } }),
    agreement: true,
  },
  'agreement-mediator': { element: withBook(mediator, {}, arranged), agreement: true },
  'agreement-told': {
    element: shownWith(mediator, viewOfAgreement({ agreement: arranged }), { agreement: opened() }, told),
    agreement: true,
  },
  'agreement-entry': {
    element: shownWith(asked, viewOfAgreement({ agreement: forParty, mayStart: ['draft'] }), {
      agreement: opened(),
    }),
    agreement: true,
  },
  'agreement-full': {
    element: shownWith(mediator, viewOfAgreement({ agreement: arranged }), { agreement: opened() }, told),
    agreement: true,
    press: ['agreement.full'],
  },
  'agreement-menu': {
    element: withBook(mediator, {}, arranged),
    agreement: true,
    press: ['agreement.clause.menu=3'],
  },
  'agreement-anew': {
    element: withBook(mediator, {}, { ...drafted, mayRestart: true }),
    agreement: true,
    press: ['agreement.anew.button'],
  },
  'agreement-remove': {
    element: withBook(mediator, {}, arranged),
    agreement: true,
    press: ['agreement.clause.menu=3', 'agreement.clause.remove'],
  },
  'agreement-writing': {
    element: withBook(mediator, {}, drafted),
    agreement: true,
    press: ['agreement.clause.text'],
  },
  'agreement-amount': {
    element: withBook(mediator, {}, drafted),
    agreement: true,
    press: ['agreement.clause.text', 'agreement.tools.money'],
  },
  'agreement-party': { element: withBook(party), agreement: true },
  'agreement-waits': { element: withBook(party) },
  'agreement-agree': { element: withBook(party), agreement: true, press: ['agreement.act.agree'] },
  'agreement-disagree': { element: withBook(party), agreement: true, press: ['agreement.act.disagree'] },
  'agreement-stale': {
    element: withBook(interpreter, {}, stale),
    agreement: true,
    press: ['agreement.aligned.show'],
  },
  'agreement-compare': {
    element: withBook(interpreter, {}, stale),
    agreement: true,
    press: ['agreement.aligned.compareAgain'],
  },
  'agreement-agree-stale': {
    element: withBook(party, {}, staleForParty),
    agreement: true,
    press: ['agreement.act.agree'],
  },
  'agreement-saving': { element: withBook(party, { unsaved: true }), agreement: true },
  'agreement-away': { element: withBook(party, { line: { kind: 'away' } }), agreement: true },
  'agreement-kept': { element: withBook(party, { line: { kind: 'away' }, unsaved: true }), agreement: true },
  'agreement-refusing': { element: withBook(party, { refusing: new Set([idOf(5)]) }), agreement: true },
  'agreement-aside': {
    element: withBook(party, {
      aside: [
        aside(1),
        aside(2, {
          root: { clause: idOf(5), language: 'en' },
          words: 'and a further CNY 500',
          why: { kind: 'orphaned' },
        }),
        aside(3, {
          root: { clause: idOf(9), language: 'zh' },
          words: '保修期两年。',
          why: { kind: 'unsent' },
        }),
      ],
    }),
    agreement: true,
  },
  'agreement-draft-none': {
    element: shownWith(inCaucus, viewOfAgreement({ agreement: forParty, mayStart: ['draft'] })),
    agreement: true,
    press: ['agreement.draftTab'],
  },
  'agreement-draft': {
    element: shownWith(inCaucus, viewOfAgreement({ agreement: forParty, draft }), {
      agreement: opened(),
      draft: opened(),
    }),
    agreement: true,
    press: ['agreement.draftTab'],
  },
};
