import { clauseText, gap, heading, numbered, paragraph } from './build.ts';
import { languagesOf, sideName, signatures } from './phrases.ts';
import type { Template } from './template.ts';

/** What has been agreed in principle, before it is written out. */
export const headsOfTerms: Template = [
  {
    zh: ({ title, parties }) =>
      clauseText(
        heading(1, '和解要点'),
        paragraph(`案件：${title}`),
        ...parties.map((party) => paragraph(sideName('zh', party))),
      ),
    en: ({ title, parties }) =>
      clauseText(
        heading(1, 'Heads of Terms'),
        paragraph(`Case: ${title}`),
        ...parties.map((party) => paragraph(sideName('en', party))),
      ),
  },
  {
    zh: () =>
      clauseText(
        heading(2, '效力'),
        paragraph(`本要点：${gap.zh('对各方有约束力，或仅供起草协议之用')}`),
        paragraph(`正式协议于${gap.zh('日期')}前由${gap.zh('起草人')}起草。`),
      ),
    en: () =>
      clauseText(
        heading(2, 'Effect'),
        paragraph(`These heads of terms are: ${gap.en('binding, or only for drafting the agreement')}`),
        paragraph(`The full agreement is drafted by ${gap.en('who drafts')} by ${gap.en('date')}.`),
      ),
  },
  {
    zh: () => clauseText(heading(2, '要点'), numbered(gap.zh('要点'))),
    en: () => clauseText(heading(2, 'Terms'), numbered(gap.en('term'))),
  },
  {
    zh: () =>
      clauseText(
        heading(2, '款项和期限'),
        paragraph(`金额：${gap.zh('币种和金额')}`),
        paragraph(`付款人和收款人：${gap.zh('付款人和收款人')}`),
        paragraph(`期限：${gap.zh('期限')}`),
      ),
    en: () =>
      clauseText(
        heading(2, 'Money and time'),
        paragraph(`Amount: ${gap.en('currency and amount')}`),
        paragraph(`From whom to whom: ${gap.en('from whom to whom')}`),
        paragraph(`When: ${gap.en('when')}`),
      ),
  },
  {
    zh: () => clauseText(heading(2, '尚待商定'), numbered(gap.zh('尚待商定的事项，没有的写“无”'))),
    en: () => clauseText(heading(2, 'Still open'), numbered(gap.en('what is still open, or “nothing”'))),
  },
  {
    zh: (facts) =>
      clauseText(
        heading(2, '签名'),
        paragraph(languagesOf('zh', facts)),
        ...signatures('zh', facts),
        paragraph(`日期：${gap.zh('年、月、日')}`),
      ),
    en: (facts) =>
      clauseText(
        heading(2, 'Signatures'),
        paragraph(languagesOf('en', facts)),
        ...signatures('en', facts),
        paragraph(`Date: ${gap.en('day, month, year')}`),
      ),
  },
];
