import type { RichNode } from '../rich-text.ts';
import { bullets, gap, heading, paragraph } from './build.ts';
import type { Facts, PartyFacts } from './facts.ts';
import type { TemplateLanguage } from './template.ts';

/** What several templates say in the same words. */

const sideNames = {
  zh: { applicant: '申请人', respondent: '被申请人', other: '其他当事人' },
  en: { applicant: 'Applicant', respondent: 'Respondent', other: 'Further party' },
} as const;

export const sideName = (language: TemplateLanguage, { kind, name }: PartyFacts): string =>
  language === 'zh' ? `${sideNames.zh[kind]}：${name}` : `${sideNames.en[kind]}: ${name}`;

const listed = { zh: '、', en: ', ' } as const;

/** Names one after another, or a gap where there are none. */
export const namesOr = (language: TemplateLanguage, names: readonly string[], what: string): string =>
  names.length === 0 ? gap[language](what) : names.join(listed[language]);

/** Who takes part for a party, where that is not the party itself. */
function present(language: TemplateLanguage, { name, people }: PartyFacts): readonly string[] {
  const others = people.filter((each) => each !== name);
  if (others.length === 0) return [];
  const names = others.join(listed[language]);
  return [language === 'zh' ? `参加调解的人员：${names}` : `Taking part in the mediation: ${names}`];
}

/** The particulars the forms ask for: of a person, or of an organisation. */
export function particulars(language: TemplateLanguage, { parties }: Facts): readonly RichNode[] {
  return parties.flatMap((party) => [
    heading(3, sideName(language, party)),
    language === 'zh'
      ? bullets(
          ...present('zh', party),
          `自然人：性别${gap.zh('性别')}，民族${gap.zh('民族')}，年龄${gap.zh('年龄')}，职业或职务${gap.zh('职业或职务')}`,
          `法人或其他组织：法定代表人（负责人）${gap.zh('姓名和职务')}`,
          `单位或住址：${gap.zh('单位或住址')}`,
          `证件或统一社会信用代码：${gap.zh('证件种类和号码')}`,
          `联系方式：${gap.zh('联系方式')}`,
          `委托代理人：${gap.zh('姓名，没有的写“无”')}`,
        )
      : bullets(
          ...present('en', party),
          `If a person: sex ${gap.en('sex')}, ethnicity ${gap.en('ethnicity')}, age ${gap.en('age')}, occupation or post ${gap.en('occupation or post')}`,
          `If an organisation: legal representative ${gap.en('name and post')}`,
          `Employer or address: ${gap.en('employer or address')}`,
          `Identity document or registration: ${gap.en('kind and number')}`,
          `Contact: ${gap.en('contact')}`,
          `Representative: ${gap.en('name, or “none”')}`,
        ),
  ]);
}

/** A line for each party to sign on. */
export const signatures = (language: TemplateLanguage, { parties }: Facts): readonly RichNode[] =>
  parties.map((party) =>
    paragraph(
      language === 'zh'
        ? `${sideName('zh', party)}（签名、盖章或者按指印）：${gap.zh('签名')}`
        : `${sideName('en', party)} (signature, seal or fingerprint): ${gap.en('signature')}`,
    ),
  );

/** Whose text counts; in a document of one language there is nothing to say. */
export function languagesOf(language: TemplateLanguage, { languages, prevailing }: Facts): string {
  const named = new Intl.DisplayNames([language], { type: 'language' });
  const names = languages.map((each) => named.of(each) ?? each);
  const first = named.of(prevailing) ?? prevailing;
  if (names.length === 1)
    return language === 'zh' ? `本协议以${first}书写。` : `This agreement is written in ${first}.`;
  return language === 'zh'
    ? `本协议以${names.join('、')}书写。各文本不一致的，以${first}文本为准。`
    : `This agreement is written in ${names.join(', ')}. Where the texts differ, the ${first} text prevails.`;
}
