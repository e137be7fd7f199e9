import type { ErrorReply } from '@parley/shared/errors';
import { createInstance, type i18n as Translator } from 'i18next';
import { initReactI18next, useTranslation } from 'react-i18next';
import { keep, readKept } from '../session/kept.ts';
import { bestLanguage, type InterfaceLanguage, isInterfaceLanguage, languages } from './languages.ts';
import type { agreement } from './zh-CN/agreement.ts';
import type { comments } from './zh-CN/comments.ts';
import type { proposals } from './zh-CN/proposals.ts';
import type { zhCN } from './zh-CN.ts';

declare module 'i18next' {
  interface CustomTypeOptions {
    resources: {
      translation: typeof zhCN & {
        readonly agreement: typeof agreement;
        readonly proposals: typeof proposals;
        readonly comments: typeof comments;
      };
    };
  }
}

const key = 'parley.language';

function atFirst(): InterfaceLanguage {
  const kept = readKept('localStorage', key);
  return kept !== null && isInterfaceLanguage(kept) ? kept : bestLanguage(navigator.languages);
}

/** The translator behind `useTranslation`. Words are in the bundle, so it is ready at once. */
export const i18n: Translator = createInstance();

function markDocument(language: InterfaceLanguage): void {
  document.documentElement.lang = language;
  document.documentElement.dir = languages[language].direction;
}

const first = atFirst();
markDocument(first);
void i18n.use(initReactI18next).init({
  resources: Object.fromEntries(
    Object.entries(languages).map(([tag, { words }]) => [tag, { translation: words }]),
  ),
  lng: first,
  fallbackLng: false,
  interpolation: { escapeValue: false },
  initAsync: false,
});

/** Switches in place and remembers it on this device. */
export function setLanguage(language: InterfaceLanguage): void {
  keep('localStorage', key, language);
  markDocument(language);
  void i18n.changeLanguage(language);
}

export function useLanguage(): InterfaceLanguage {
  const { language } = useTranslation().i18n;
  return isInterfaceLanguage(language) ? language : 'zh-CN';
}

/** Errors arrive with their words in both languages. */
export const errorText = (error: Pick<ErrorReply, 'zh' | 'en'>, language: InterfaceLanguage): string =>
  language === 'zh-CN' ? error.zh : error.en;
