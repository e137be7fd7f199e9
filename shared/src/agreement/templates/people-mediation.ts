import { clauseText, gap, heading, numbered, paragraph } from './build.ts';
import { languagesOf, namesOr, particulars, signatures } from './phrases.ts';
import type { Template } from './template.ts';

/**
 * 人民调解协议书: what the People's Mediation Law, Art. 29, lets an agreement state, in the order of the ministry's form.
 * It is in force when all parties have signed, sealed or given a fingerprint, the mediator has signed and the committee
 * has sealed it.
 */
export const peopleMediation: Template = [
  {
    zh: ({ organisation }) =>
      clauseText(
        heading(1, '人民调解协议书'),
        paragraph(`编号：${gap.zh('编号')}`),
        paragraph(`人民调解委员会：${organisation}`),
      ),
    en: ({ organisation }) =>
      clauseText(
        heading(1, 'People’s Mediation Agreement'),
        paragraph(`Number: ${gap.en('number')}`),
        paragraph(`People’s mediation committee: ${organisation}`),
      ),
  },
  {
    zh: (facts) => clauseText(heading(2, '当事人基本情况'), ...particulars('zh', facts)),
    en: (facts) => clauseText(heading(2, 'The parties'), ...particulars('en', facts)),
  },
  {
    zh: () =>
      clauseText(
        heading(2, '纠纷的主要事实、争议事项以及各方当事人的责任'),
        paragraph(`主要事实：${gap.zh('主要事实')}`),
        paragraph(`争议事项：${gap.zh('争议事项')}`),
        paragraph(`各方当事人的责任：${gap.zh('各方当事人的责任')}`),
      ),
    en: () =>
      clauseText(
        heading(2, 'Main facts, issues, and the responsibility of each party'),
        paragraph(`Main facts: ${gap.en('main facts')}`),
        paragraph(`Issues: ${gap.en('issues')}`),
        paragraph(`Responsibility of each party: ${gap.en('responsibility of each party')}`),
      ),
  },
  {
    zh: () =>
      clauseText(
        heading(2, '协议内容'),
        paragraph('经调解，各方当事人自愿达成如下协议：'),
        numbered(gap.zh('协议内容')),
      ),
    en: () =>
      clauseText(
        heading(2, 'What is agreed'),
        paragraph('After mediation the parties have agreed, of their own free will, as follows:'),
        numbered(gap.en('what is agreed')),
      ),
  },
  {
    zh: () =>
      clauseText(
        heading(2, '履行方式、地点和期限'),
        paragraph(`履行方式：${gap.zh('履行方式')}`),
        paragraph(`履行地点：${gap.zh('履行地点')}`),
        paragraph(`履行期限：${gap.zh('履行期限')}`),
      ),
    en: () =>
      clauseText(
        heading(2, 'Manner, place and time of performance'),
        paragraph(`Manner: ${gap.en('manner of performance')}`),
        paragraph(`Place: ${gap.en('place of performance')}`),
        paragraph(`Time: ${gap.en('time of performance')}`),
      ),
  },
  {
    zh: (facts) =>
      clauseText(
        heading(2, '生效、文本和份数'),
        paragraph(
          '本协议自各方当事人签名、盖章或者按指印，人民调解员签名并加盖人民调解委员会印章之日起生效。',
        ),
        paragraph(languagesOf('zh', facts)),
        paragraph(`本协议一式${gap.zh('份数')}份，当事人各持一份，人民调解委员会留存一份。`),
      ),
    en: (facts) =>
      clauseText(
        heading(2, 'Entry into force, texts and copies'),
        paragraph(
          'This agreement is in force once all parties have signed, sealed or given a fingerprint, the mediator has signed and the people’s mediation committee has affixed its seal.',
        ),
        paragraph(languagesOf('en', facts)),
        paragraph(
          `There are ${gap.en('number of copies')} copies: one for each party, and one kept by the people’s mediation committee.`,
        ),
      ),
  },
  {
    zh: (facts) =>
      clauseText(
        heading(2, '签名'),
        ...signatures('zh', facts),
        paragraph(`人民调解员${namesOr('zh', facts.mediators, '姓名')}（签名）：${gap.zh('签名')}`),
        paragraph(`记录人（签名）：${gap.zh('签名')}`),
        paragraph(`人民调解委员会（印章）：${gap.zh('印章')}`),
        paragraph(`日期：${gap.zh('年、月、日')}`),
      ),
    en: (facts) =>
      clauseText(
        heading(2, 'Signatures'),
        ...signatures('en', facts),
        paragraph(
          `People’s mediator ${namesOr('en', facts.mediators, 'name')} (signature): ${gap.en('signature')}`,
        ),
        paragraph(`Recorder (signature): ${gap.en('signature')}`),
        paragraph(`People’s mediation committee (seal): ${gap.en('seal')}`),
        paragraph(`Date: ${gap.en('day, month, year')}`),
      ),
  },
];
