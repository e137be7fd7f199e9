import { type BookView, type CommentView, rootOf } from '@parley/shared/agreement';
import { CommentId } from '@parley/shared/ids';
import type { SessionView } from '@parley/shared/policy';
import { anchorOf, wholeOf } from '../src/agreement/anchor/anchor.ts';
import type { LiveModel } from '../src/agreement/live/model.ts';
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
import { ago } from './models.ts';
import { cast } from './people.ts';
import { inCaucus, mediator, party, shownWith } from './states-agreement.tsx';
import type { RoomState } from './states-room.tsx';

/** What people remark on the words, as those see it who may. */

const clauses = [
  clause(3, { aligned: aligned(3), maySuggest: true }),
  clause(4, { ...open, pen: { kind: 'side', side: byApplicant } }),
];
const plain = book(clauses, { mayComment: true });

/** In the clause about payment, its second paragraph. */
const placed = (language: string, from: number, to: number): CommentView['anchor'] => {
  const document = opened();
  const root = { clause: idOf(3), language };
  const text = document.kind === 'open' ? (document.document.replica?.textOf(root) ?? null) : null;
  const span = { from: { block: 1, offset: from }, to: { block: 1, offset: to } };
  const anchor = text === null ? null : (anchorOf(text, span, 'reader') ?? wholeOf(text));
  if (anchor === null) throw new Error(`nothing is written in ${rootOf(root)}`);
  return anchor;
};

const remark = (number: number, over: Partial<CommentView['answers'][number]>) => ({
  id: CommentId.parse(`comment-000${number}`),
  author: cast.chen.id,
  side: null,
  text: '',
  mentions: [],
  at: ago(20 - number),
  ...over,
});
const comment = (number: number, over: Partial<CommentView>): CommentView => ({
  ...remark(number, over),
  clause: idOf(3),
  language: 'zh',
  anchor: placed('zh', 6, 17),
  quote: '2026年12月31日',
  scope: 'everyone',
  answers: [],
  resolved: false,
  mayAnswer: true,
  mayResolve: false,
  ...over,
});

const asked = comment(1, {
  text: '@李建国 请核对这个日期：您上次说的是十一月底。',
  mentions: [cast.li.id],
  answers: [
    remark(2, {
      author: cast.carter.id,
      side: byRespondent,
      text: 'The end of November would be too early for us.',
    }),
  ],
});
const ours = comment(3, {
  author: cast.wang.id,
  side: byApplicant,
  scope: 'room',
  anchor: placed('zh', 25, 34),
  quote: '人民币30,000元',
  text: '这是我们的底线，先不要松口。',
  mayResolve: true,
});
const somebody = comment(4, {
  author: null,
  side: byRespondent,
  clause: idOf(4),
  quote: '',
  text: 'For how long?',
});
const gone = comment(5, {
  anchor: { from: 'AQID', to: 'AQID' },
  quote: '违约金每日千分之三',
  text: '太高了，法院不会支持。',
  author: cast.carter.id,
  side: byRespondent,
});
const dealtWith = comment(6, {
  text: '金额大写也要写上。',
  resolved: true,
  mayAnswer: false,
  mayResolve: true,
});

const withComments = (...comments: BookView['comments']): BookView => ({ ...plain, comments });
const state = (
  view: SessionView,
  books: BookView,
  press: readonly string[],
  over: Partial<LiveModel> = {},
): RoomState => ({
  element: shownWith(view, viewOfAgreement({ agreement: books }), { agreement: opened(over) }),
  agreement: true,
  press: ['comments.title', ...press],
});
const all = withComments(asked, ours, somebody, gone, dealtWith);
const drafted: BookView = { ...plain, comments: [comment(7, { scope: 'room', text: '先这样写，再想想。' })] };

export const commentStates: Readonly<Record<string, RoomState>> = {
  'comments-none': state(party, plain, []),
  'comments-all': state(party, all, []),
  'comments-closed': {
    element: shownWith(party, viewOfAgreement({ agreement: all }), { agreement: opened() }),
    agreement: true,
  },
  'comments-mediator': state(mediator, all, []),
  'comments-answer': state(party, all, ['comments.answer.button']),
  'comments-away': state(party, all, ['comments.answer.button'], { line: { kind: 'away' } }),
  'comments-new': {
    element: shownWith(party, viewOfAgreement({ agreement: all }), { agreement: opened() }),
    agreement: true,
    press: ['comments.on'],
  },
  'comments-mention': {
    element: shownWith(party, viewOfAgreement({ agreement: plain }), { agreement: opened() }),
    agreement: true,
    press: ['comments.on', 'comments.mention.button'],
  },
  'comments-everyone': {
    element: shownWith(inCaucus, viewOfAgreement({ agreement: plain }), { agreement: opened() }),
    agreement: true,
    press: ['comments.on', 'comments.new.everyone'],
  },
  'comments-draft': {
    element: shownWith(inCaucus, viewOfAgreement({ agreement: plain, draft: drafted }), {
      agreement: opened(),
      draft: opened(),
    }),
    agreement: true,
    press: ['agreement.draftTab', 'comments.on'],
  },
};
