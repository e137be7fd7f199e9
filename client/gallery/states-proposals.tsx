import '../src/guest/room/agreement/proposals/SuggestDialog.tsx';
import { type BookView, canonicalText, type RichText } from '@parley/shared/agreement';
import type { SessionView } from '@parley/shared/policy';
import type { ReactNode } from 'react';
import type { LiveModel } from '../src/agreement/live/model.ts';
import {
  aligned,
  book,
  byApplicant,
  byRespondent,
  clause,
  opened,
  viewOfAgreement,
  written,
} from './documents.ts';
import {
  answerable,
  chineseOnly,
  otherPayment,
  ours,
  refusal,
  suggestion,
  toAdd,
  toLeaveOut,
} from './proposals.ts';
import { mediator, party, shownWith } from './states-agreement.tsx';
import type { RoomState } from './states-room.tsx';

/** What the sides propose, as each of those concerned sees it. */

const suggestable = { maySuggest: true };
const clauses = [
  clause(3, { ...suggestable, aligned: aligned(3) }),
  clause(4, { ...suggestable, pen: { kind: 'side', side: byRespondent } }),
];
const plain = book(clauses, { maySuggest: true });
const withProposals = (...proposals: BookView['proposals']): BookView => ({ ...plain, proposals });
/** As they stand there. */
const wordsOf = (number: number): Record<string, string> =>
  Object.fromEntries(
    Object.entries(written[number - 1] ?? {}).map(([language, text]) => [language, canonicalText(text)]),
  );
const base = wordsOf(4);

const shown = (view: SessionView, books: BookView, over: Partial<LiveModel> = {}): ReactNode =>
  shownWith(view, viewOfAgreement({ agreement: books }), { agreement: opened(over) });
const state = (view: SessionView, books: BookView, ...press: string[]): RoomState => ({
  element: shown(view, books),
  agreement: true,
  press,
});

const asked = suggestion(1, {
  ...answerable,
  base: wordsOf(3),
  note: '年底资金紧张，希望分三期付，明年三月底付清。',
});
const mine = suggestion(2, {
  ...ours,
  base: wordsOf(3),
  change: { kind: 'change', clause: clause(3).id, texts: { ...otherPayment } },
});
const accepted = suggestion(3, {
  side: null,
  base: wordsOf(3),
  acceptedBy: [byApplicant],
  waitsFor: [byRespondent],
});
const more = suggestion(4, { ...answerable, ...toLeaveOut, waitsFor: [byApplicant], base });
const another = suggestion(5, { ...answerable, ...toAdd, note: '没有违约金，我们心里不踏实。' });
const countering = suggestion(6, {
  ...answerable,
  ...chineseOnly('双方对本协议内容保密，期限两年；但依法应当披露的除外。'),
  base,
  counters: suggestion(7).id,
});

/** A long clause, of which a few words would change. */
const many = (changed: (index: number) => string): RichText => ({
  type: 'doc',
  attrs: {},
  content: Array.from({ length: 24 }, (_, index) => ({
    type: 'paragraph',
    attrs: {},
    content: [{ type: 'text', text: changed(index), marks: [] }],
  })),
});
const long = suggestion(9, {
  ...answerable,
  base,
  change: {
    kind: 'change',
    clause: clause(4).id,
    texts: { zh: many((index) => (index === 0 ? '双方对本协议全部内容保密。' : `补充说明第${index}项。`)) },
  },
});

export const proposalStates: Readonly<Record<string, RoomState>> = {
  'proposals-none': state(party, plain),
  'proposals-menu': state(party, plain, 'proposals.suggest.button'),
  'proposals-asked': state(party, withProposals(asked), 'proposals.waiting.go'),
  'proposals-moved': state(
    party,
    withProposals({ ...asked, base: { zh: '', en: '' } }),
    'proposals.waiting.go',
  ),
  'proposals-accept': state(party, withProposals(asked), 'proposals.act.accept'),
  'proposals-refuse': state(party, withProposals(asked), 'proposals.act.refuse'),
  'proposals-mine': state(party, withProposals(mine)),
  'proposals-accepted': state(party, withProposals(accepted)),
  'proposals-mediator': state(mediator, withProposals({ ...asked, ...noAnswer() }, more)),
  'proposals-more': state(party, withProposals(more, another), 'proposals.waiting.go'),
  'proposals-new': state(party, withProposals(another), 'proposals.act.accept'),
  'proposals-countered': state(party, withProposals(countering), 'proposals.waiting.go'),
  'proposals-long': state(party, withProposals(long), 'proposals.waiting.go'),
  'proposals-refused': state(party, {
    ...plain,
    refusals: [
      refusal(),
      refusal({
        proposal: asked.id,
        kind: 'new',
        after: clause(3).id,
        outcome: { kind: 'refused', side: byRespondent, reason: '', at: 0 },
      }),
    ],
  }),
  'proposals-lapsed': state(party, {
    ...plain,
    refusals: [
      refusal({ outcome: { kind: 'lapsed', without: byRespondent, why: 'locked', at: 0 } }),
      refusal({
        proposal: asked.id,
        kind: 'new',
        after: clause(3).id,
        outcome: { kind: 'lapsed', without: byRespondent, why: 'full', at: 0 },
      }),
    ],
  }),
  'proposals-away': {
    element: shown(party, withProposals(asked), { line: { kind: 'away' } }),
    agreement: true,
  },
  'proposals-write': state(party, plain, 'proposals.suggest.button', 'proposals.suggest.change'),
  'proposals-counter': state(party, withProposals(asked), 'proposals.act.counter'),
  'proposals-write-new': state(party, plain, 'proposals.suggest.button', 'proposals.suggest.new'),
  'proposals-leave-out': state(party, plain, 'proposals.suggest.button', 'proposals.suggest.remove'),
  'proposals-history': state(party, withProposals(asked), 'proposals.history.button'),
  'proposals-history-words': state(
    party,
    withProposals(asked),
    'proposals.history.button',
    'proposals.history.showWords',
  ),
};

function noAnswer() {
  return { mayAccept: false, mayRefuse: false, mayCounter: false, mayWithdraw: true };
}
