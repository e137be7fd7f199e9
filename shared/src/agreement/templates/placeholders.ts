import type { Language } from '../../session/people.ts';
import { isText, type RichNode, type RichText } from '../rich-text.ts';
import { gap, paragraph } from './build.ts';
import type { Facts } from './facts.ts';
import { plainWords, replaced } from './inline.ts';
import { languagesOf, namesOr, particulars, signatures } from './phrases.ts';
import { type TemplateLanguage, templateLanguage } from './template.ts';

/**
 * What an organisation's own template is filled with from the session, by the words that stand for it between 〔 and 〕.
 * They are words and no code: whoever reads a template reads what will stand there.
 */
export const placeholders = {
  case: { zh: '案件', en: 'case' },
  organisation: { zh: '调解机构', en: 'organisation' },
  mediators: { zh: '调解员', en: 'mediators' },
  applicant: { zh: '申请人', en: 'applicant' },
  respondent: { zh: '被申请人', en: 'respondent' },
  other: { zh: '其他当事人', en: 'further party' },
  languages: { zh: '文本语言', en: 'languages of the text' },
  particulars: { zh: '当事人基本情况', en: 'particulars of the parties' },
  signatures: { zh: '签名栏', en: 'signature lines' },
} as const satisfies Record<string, Record<TemplateLanguage, string>>;
export type Placeholder = keyof typeof placeholders;

/** In the order in which they are offered. */
export const placeholderKinds: readonly Placeholder[] = Object.keys(placeholders).filter(
  (name): name is Placeholder => name in placeholders,
);

export const tokenOf = (kind: Placeholder, language: TemplateLanguage): string =>
  `〔${placeholders[kind][language]}〕`;

/** In a text of any language either of its words will do. */
const byToken: ReadonlyMap<string, Placeholder> = new Map(
  placeholderKinds.flatMap((kind) => [
    [tokenOf(kind, 'zh'), kind],
    [tokenOf(kind, 'en'), kind],
  ]),
);

const token = /〔[^〔〕]{1,40}〕/gu;

/** Those of its words that are placeholders, as they stand in it. */
export const tokensIn = (text: string): readonly { readonly at: number; readonly token: string }[] =>
  [...text.matchAll(token)].flatMap(({ index, 0: found }) =>
    byToken.has(found) ? [{ at: index, token: found }] : [],
  );

/** The text with its placeholders filled. What several lines are put for stands in a paragraph of its own. */
export function filled(text: RichText, language: Language, facts: Facts): RichText {
  const known = templateLanguage(language);
  const content = text.content.flatMap((node) => blocksFor(node, known, facts) ?? [node]);
  return replaced({ ...text, content }, (words) =>
    tokensIn(words.text).map(({ at, token: found }) => ({
      from: at,
      to: at + found.length,
      by: wordsFor(found, known, facts),
    })),
  );
}

/** The lines for a paragraph that is nothing but such a placeholder; null for any other. */
function blocksFor(node: RichNode, known: TemplateLanguage | null, facts: Facts): readonly RichNode[] | null {
  if (isText(node) || node.type !== 'paragraph') return null;
  const kind = byToken.get(plainWords(node).trim());
  if (kind !== 'particulars' && kind !== 'signatures') return null;
  if (known === null) return facts.parties.map(({ name }) => paragraph(name));
  return kind === 'particulars' ? particulars(known, facts) : signatures(known, facts);
}

/** What is not known stands as a gap; in a language without phrases of ours nothing but names is put. */
function wordsFor(found: string, known: TemplateLanguage | null, facts: Facts): string {
  const language = known ?? 'en';
  const kind = byToken.get(found);
  if (kind === undefined) return found;
  const missing = gap[language](placeholders[kind][language]);
  switch (kind) {
    case 'case':
      return facts.title;
    case 'organisation':
      return facts.organisation;
    case 'mediators':
      return namesOr(language, facts.mediators, placeholders.mediators[language]);
    case 'applicant':
    case 'respondent':
    case 'other': {
      const names = facts.parties.filter((party) => party.kind === kind).map(({ name }) => name);
      return namesOr(language, names, placeholders[kind][language]);
    }
    case 'languages':
      return known === null ? facts.languages.join(', ') : languagesOf(known, facts);
    case 'particulars':
    case 'signatures':
      return missing;
  }
}
