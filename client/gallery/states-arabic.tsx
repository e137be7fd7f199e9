import type { RichText } from '@parley/shared/agreement';
import { book, clause, open, opened, viewOfAgreement, words } from './documents.ts';
import { ago, boardOf, caucusCard, said, viewOf } from './models.ts';
import { person } from './people.ts';
import { shownWith } from './states-agreement.tsx';
import { shown } from './shown.tsx';
import type { RoomState } from './states-room.tsx';

/** Words that run from right to left among such as do not: names, titles, what is written, the texts of clauses. */
const mediator = viewOf(
  person('chen', { microphone: 'open' }),
  [
    person('li', { microphone: 'open' }),
    person('haddad', { microphone: 'open', handSince: ago(1) }),
    person('sato'),
    person('carter', { line: 'lost' }),
  ],
  {
    board: boardOf({
      rooms: [...boardOf().rooms, caucusCard(1, 'حديث مع Haitian Trading (الدفعة 2)')],
    }),
  },
);

const conversation = [
  said(1, 'chen', '请双方先看一下结算单。', 12),
  said(2, 'haddad', 'نوافق على كل شيء ما عدا الأعمال الإضافية (extra work).', 6),
  said(3, 'carter', 'The sum is 30,000, not «ثلاثون ألفًا» euros.', 5),
  said(4, 'chen', 'حسنًا، نناقش المبلغ 30,000 غدًا في 14:00.\n明天下午两点。', 3),
];

const empty: RichText = { type: 'doc', attrs: {}, content: [] };
const texts: readonly Readonly<Record<string, RichText>>[] = [
  {
    zh: words('申请人：李建国', '被申请人：ليلى حداد（Layla Haddad）'),
    ar: words('طالب الوساطة: 李建国 (Li Jianguo)', 'المدعوّة إلى الوساطة: ليلى حداد'),
  },
  {
    zh: words('被申请人应于2026年12月31日前，向申请人支付人民币30,000元。'),
    ar: words('تدفع المدعوّة إلى الوساطة إلى طالب الوساطة مبلغ 30,000 يوان (CNY) قبل 31 ديسمبر 2026.'),
  },
  { zh: empty, ar: empty },
];
const languages = { languages: ['zh', 'ar'], prevailing: 'zh' };
const written = () => opened({}, texts);

export const arabicStates: Readonly<Record<string, RoomState>> = {
  'arabic-room': {
    element: shown(mediator, { chat: { lines: conversation, more: false, unread: 0, announcements: [] } }),
    press: ['room.bar.chat'],
  },
  'arabic-board': { element: shownWith(mediator, viewOfAgreement()), board: true },
  'arabic-agreement': {
    element: shownWith(
      mediator,
      viewOfAgreement({
        agreement: book(
          [clause(1, { ...open, mayAlign: true }), clause(2, { ...open, mayAlign: true }), clause(3, open)],
          { ...languages, mayArrange: true },
        ),
      }),
      { agreement: written() },
    ),
    agreement: true,
  },
};
