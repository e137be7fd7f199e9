import { agreement as en } from './en/agreement.ts';
import { i18n } from './index.ts';
import type { InterfaceLanguage } from './languages.ts';
import type { SameKeys } from './words.ts';
import { agreement as zhCN } from './zh-CN/agreement.ts';

/** Words that come with the screens that need them: nobody waits for them before. */
const agreementWords = { 'zh-CN': zhCN, en } as const satisfies Record<
  InterfaceLanguage,
  SameKeys<typeof zhCN>
>;

for (const [tag, agreement] of Object.entries(agreementWords)) {
  i18n.addResourceBundle(tag, 'translation', { agreement }, true);
}
