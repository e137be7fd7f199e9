import { type ClauseHistory, type ProposalView, type RefusalView, RichText } from '@parley/shared/agreement';
import { ClauseId, ProposalId, SideId } from '@parley/shared/ids';

/** What the sides of the invented dispute propose to each other. */

const applicant = SideId.parse('side-applicant');
const respondent = SideId.parse('side-respondent');
const idOf = (number: number): ProposalId => ProposalId.parse(`proposal-000${number}`);
const clauseOf = (number: number): ClauseId => ClauseId.parse(`clause-000${number}`);
const minute = 60_000;
const ago = (minutes: number): number => Date.now() - minutes * minute;

const text = (words: string, ...marks: object[]) => ({ type: 'text', text: words, marks });
const date = (words: string, iso: string) => text(words, { type: 'date', attrs: { iso } });
const money = (words: string, amount: string) =>
  text(words, { type: 'bold' }, { type: 'money', attrs: { amount, currency: 'CNY' } });
const paragraph = (...content: object[]) => ({ type: 'paragraph', content });
const written = (...content: object[]): RichText => RichText.parse({ type: 'doc', content });
const row = (kind: string, ...cells: string[]) => ({
  type: 'tableRow',
  content: cells.map((each) => ({ type: kind, content: [paragraph(text(each))] })),
});

/** The payment clause as the other side would have it: another date, other sums, one part more. */
export const otherPayment: Readonly<Record<string, RichText>> = {
  zh: written(
    { type: 'heading', attrs: { level: 2 }, content: [text('付款')] },
    paragraph(
      text('被申请人应于'),
      date('2027年3月31日', '2027-03-31'),
      text('前，分期向申请人支付'),
      money('人民币25,000元', '25000'),
      text('，作为'),
      text('本工程', { type: 'term', attrs: { term: '本工程' } }),
      text('全部质量问题的补偿。分期如下：'),
    ),
    {
      type: 'table',
      content: [
        row('tableHeader', '期次', '金额'),
        row('tableCell', '第一期', '10,000元'),
        row('tableCell', '第二期', '10,000元'),
        row('tableCell', '第三期', '5,000元'),
      ],
    },
  ),
  en: written(
    { type: 'heading', attrs: { level: 2 }, content: [text('Payment')] },
    paragraph(
      text('By '),
      date('31 March 2027', '2027-03-31'),
      text(' the respondent shall pay the applicant '),
      text('CNY 25,000', { type: 'money', attrs: { amount: '25000', currency: 'CNY' } }),
      text(' in three parts in compensation for all defects of the Works.'),
    ),
  ),
};

export const suggestion = (number: number, over: Partial<ProposalView> = {}): ProposalView => ({
  id: idOf(number),
  side: respondent,
  change: { kind: 'change', clause: clauseOf(3), texts: { ...otherPayment } },
  base: {},
  note: '',
  at: ago(4),
  counters: null,
  acceptedBy: [],
  waitsFor: [applicant],
  mayAccept: false,
  mayRefuse: false,
  mayCounter: false,
  mayWithdraw: false,
  ...over,
});

/** For whoever is asked. */
export const answerable = { mayAccept: true, mayRefuse: true, mayCounter: true };
export const ours = { side: applicant, waitsFor: [respondent], mayWithdraw: true };

export const toLeaveOut = { change: { kind: 'remove', clause: clauseOf(4) } } as const;
export const toAdd = {
  change: {
    kind: 'new',
    clause: ClauseId.parse('clause-0020'),
    after: clauseOf(4),
    texts: {
      zh: written(paragraph(text('被申请人逾期付款的，每逾期一日按未付款项的万分之五支付违约金。'))),
      en: written(
        paragraph(
          text(
            'For each day of delay the respondent pays 0.05 per cent of the sum that is due as liquidated damages.',
          ),
        ),
      ),
    },
  },
} as const;
/** Of one language, and of its looks alone. */
export const chineseOnly = (words: string) => ({
  change: {
    kind: 'change' as const,
    clause: clauseOf(4),
    texts: { zh: written(paragraph(text(words))) },
  },
});

export const refusal = (over: Partial<RefusalView> = {}): RefusalView => ({
  proposal: idOf(8),
  kind: 'change',
  clause: clauseOf(4),
  after: null,
  side: applicant,
  outcome: {
    kind: 'refused',
    side: respondent,
    reason: '保密期限一年太短。我们的供应商合同是两年，希望一致。',
    at: ago(12),
  },
  ...over,
});

const past = (
  number: number,
  over: Partial<ClauseHistory['proposals'][number]>,
): ClauseHistory['proposals'][number] => ({
  id: idOf(number),
  side: respondent,
  change: { kind: 'change', clause: clauseOf(3), texts: { ...otherPayment } },
  base: {
    zh: '## 付款\n被申请人应于2026年12月31日⟨date 2026-12-31⟩前，向申请人支付人民币30,000元⟨money 30000 CNY⟩，作为本工程⟨term 本工程⟩全部质量问题的补偿。分期如下：',
    en: '## Payment\nBy 31 December 2026⟨date 2026-12-31⟩ the respondent shall pay the applicant CNY 30,000⟨money 30000 CNY⟩ in compensation for all defects of the Works.',
  },
  note: '',
  at: ago(30),
  counters: null,
  acceptedBy: [],
  outcome: { kind: 'open' },
  ...over,
});

export const clauseHistory: ClauseHistory = {
  deeds: [
    { kind: 'proposed', side: null, at: ago(50), reason: '', proposal: null },
    { kind: 'agreed', side: respondent, at: ago(48), reason: '', proposal: null },
    { kind: 'objected', side: applicant, at: ago(45), reason: '总额太低。', proposal: null },
    { kind: 'changed', side: applicant, at: ago(21), reason: '', proposal: idOf(3) },
    { kind: 'aligned', side: null, at: ago(18), reason: '', proposal: null },
    { kind: 'excused', side: respondent, at: ago(15), reason: '', proposal: null },
    { kind: 'came', side: respondent, at: ago(9), reason: '', proposal: null },
  ],
  proposals: [
    past(1, {
      at: ago(40),
      note: '年底资金紧张，希望分三期付。',
      outcome: { kind: 'refused', side: applicant, reason: '总额可以谈，但要在年底前付清。', at: ago(36) },
    }),
    past(2, { at: ago(30), outcome: { kind: 'countered', by: idOf(3), at: ago(25) } }),
    past(3, { side: applicant, at: ago(25), counters: idOf(2), outcome: { kind: 'accepted', at: ago(21) } }),
  ],
};
