import { agreement as en } from './en/agreement.ts';
import { comments as commentsEn } from './en/comments.ts';
import { proposals as proposalsEn } from './en/proposals.ts';
import { i18n } from './index.ts';
import type { InterfaceLanguage } from './languages.ts';
import type { SameKeys } from './words.ts';
import { agreement as zhCN } from './zh-CN/agreement.ts';
import { comments as commentsZhCN } from './zh-CN/comments.ts';
import { proposals as proposalsZhCN } from './zh-CN/proposals.ts';

const original = { agreement: zhCN, proposals: proposalsZhCN, comments: commentsZhCN };

/** Words that come with the screens that need them: nobody waits for them before. */
const agreementWords = {
  'zh-CN': original,
  en: { agreement: en, proposals: proposalsEn, comments: commentsEn },
} as const satisfies Record<InterfaceLanguage, SameKeys<typeof original>>;

for (const [tag, words] of Object.entries(agreementWords)) {
  i18n.addResourceBundle(tag, 'translation', words, true);
}
