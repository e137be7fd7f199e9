import { clauseText, gap, heading, numbered, paragraph } from './build.ts';
import { languagesOf, namesOr, particulars, signatures } from './phrases.ts';
import type { Template } from './template.ts';

/** A settlement between businesses that results from mediation; says so, as the Singapore Convention asks. */
export const commercialSettlement: Template = [
  {
    zh: ({ title, organisation, mediators }) =>
      clauseText(
        heading(1, '和解协议'),
        paragraph(`案件：${title}`),
        paragraph(`本协议经${organisation}调解达成，调解员：${namesOr('zh', mediators, '调解员姓名')}。`),
      ),
    en: ({ title, organisation, mediators }) =>
      clauseText(
        heading(1, 'Settlement Agreement'),
        paragraph(`Case: ${title}`),
        paragraph(
          `This agreement results from mediation at ${organisation}, conducted by ${namesOr('en', mediators, 'name of the mediator')}.`,
        ),
      ),
  },
  {
    zh: (facts) => clauseText(heading(2, '当事人'), ...particulars('zh', facts)),
    en: (facts) => clauseText(heading(2, 'The parties'), ...particulars('en', facts)),
  },
  {
    zh: () =>
      clauseText(
        heading(2, '争议'),
        paragraph(`合同或法律关系：${gap.zh('合同或法律关系')}`),
        paragraph(`争议事项：${gap.zh('争议事项')}`),
      ),
    en: () =>
      clauseText(
        heading(2, 'The dispute'),
        paragraph(`Contract or legal relationship: ${gap.en('contract or legal relationship')}`),
        paragraph(`Matters in dispute: ${gap.en('matters in dispute')}`),
      ),
  },
  {
    zh: () =>
      clauseText(
        heading(2, '付款'),
        paragraph(
          `${gap.zh('付款方')}向${gap.zh('收款方')}支付${gap.zh('币种和金额')}，于${gap.zh('日期')}前付清。`,
        ),
        paragraph(`付款方式和账户：${gap.zh('付款方式和账户')}`),
        paragraph(`税费由${gap.zh('承担方')}承担。`),
      ),
    en: () =>
      clauseText(
        heading(2, 'Payment'),
        paragraph(
          `${gap.en('who pays')} pays ${gap.en('who is paid')} ${gap.en('currency and amount')} no later than ${gap.en('date')}.`,
        ),
        paragraph(`Means and account: ${gap.en('means of payment and account')}`),
        paragraph(`Taxes and charges are borne by ${gap.en('who bears them')}.`),
      ),
  },
  {
    zh: () => clauseText(heading(2, '其他义务'), numbered(gap.zh('谁、做什么、何时之前'))),
    en: () => clauseText(heading(2, 'Other obligations'), numbered(gap.en('who, does what, by when'))),
  },
  {
    zh: () =>
      clauseText(
        heading(2, '争议的了结'),
        paragraph(`本协议履行完毕后，下列请求即告了结：${gap.zh('了结的请求')}`),
        paragraph(`不在了结之列：${gap.zh('保留的请求，没有的写“无”')}`),
      ),
    en: () =>
      clauseText(
        heading(2, 'What is settled'),
        paragraph(`Once this agreement is performed, these claims are settled: ${gap.en('claims settled')}`),
        paragraph(`Not settled are: ${gap.en('claims reserved, or “none”')}`),
      ),
  },
  {
    zh: () =>
      clauseText(
        heading(2, '不履行'),
        paragraph(`逾期或者不履行的后果：${gap.zh('宽限期、利息或违约金、到期加速')}`),
      ),
    en: () =>
      clauseText(
        heading(2, 'Default'),
        paragraph(
          `What follows when something is late or not done: ${gap.en('time to remedy, interest or penalty, acceleration')}`,
        ),
      ),
  },
  {
    zh: () =>
      clauseText(heading(2, '保密'), paragraph(`本协议的内容：${gap.zh('保密或可以公开，以及例外')}`)),
    en: () =>
      clauseText(
        heading(2, 'Confidentiality'),
        paragraph(`The terms of this agreement are: ${gap.en('confidential or not, and exceptions')}`),
      ),
  },
  {
    zh: () =>
      clauseText(
        heading(2, '法律适用和争议解决'),
        paragraph(`适用法律：${gap.zh('适用法律')}`),
        paragraph(`因本协议发生的争议，由${gap.zh('法院或仲裁机构')}处理。`),
        paragraph(
          `各方选择：${gap.zh('申请司法确认，或依《新加坡调解公约》寻求救济；经法院确认后可能不再适用该公约')}`,
        ),
      ),
    en: () =>
      clauseText(
        heading(2, 'Law and disputes'),
        paragraph(`Governing law: ${gap.en('governing law')}`),
        paragraph(`Disputes about this agreement go to ${gap.en('court or arbitral institution')}.`),
        paragraph(
          `The parties choose: ${gap.en('judicial confirmation, or relief under the Singapore Convention; once a court has confirmed the agreement, the Convention may no longer apply')}`,
        ),
      ),
  },
  {
    zh: (facts) =>
      clauseText(
        heading(2, '文本和份数'),
        paragraph(languagesOf('zh', facts)),
        paragraph(`本协议一式${gap.zh('份数')}份，各方当事人各持一份。`),
      ),
    en: (facts) =>
      clauseText(
        heading(2, 'Texts and copies'),
        paragraph(languagesOf('en', facts)),
        paragraph(`There are ${gap.en('number of copies')} copies, one for each party.`),
      ),
  },
  {
    zh: (facts) =>
      clauseText(
        heading(2, '签名'),
        ...signatures('zh', facts),
        paragraph(`调解员${namesOr('zh', facts.mediators, '姓名')}（签名）：${gap.zh('签名')}`),
        paragraph(`${facts.organisation}（印章）：${gap.zh('印章')}`),
        paragraph(`日期：${gap.zh('年、月、日')}`),
      ),
    en: (facts) =>
      clauseText(
        heading(2, 'Signatures'),
        ...signatures('en', facts),
        paragraph(`Mediator ${namesOr('en', facts.mediators, 'name')} (signature): ${gap.en('signature')}`),
        paragraph(`${facts.organisation} (seal): ${gap.en('seal')}`),
        paragraph(`Date: ${gap.en('day, month, year')}`),
      ),
  },
];
