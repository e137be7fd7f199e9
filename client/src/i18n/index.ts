import type { ErrorReply } from '@parley/shared/errors';
import { createInstance, type i18n as Translator } from 'i18next';
import { initReactI18next, useTranslation } from 'react-i18next';
import { keep, readKept } from '../session/kept.ts';
import { directionOf, isolated } from './direction.ts';
import {
  bestLanguage,
  type InterfaceLanguage,
  inLanguage,
  interfaceLanguages,
  isInterfaceLanguage,
  languages,
} from './languages.ts';
import type { Catalogue } from './words.ts';
import type { zhCN } from './zh-CN.ts';

declare module 'i18next' {
  interface CustomTypeOptions {
    resources: { translation: typeof zhCN };
  }
}

const key = 'parley.language';

/** What the page is in at first: chosen on this device before, or the browser's own. */
export function firstLanguage(): InterfaceLanguage {
  const kept = readKept('localStorage', key);
  return kept !== null && isInterfaceLanguage(kept) ? kept : bestLanguage(navigator.languages);
}

/** The translator behind `useTranslation`. It is ready once `startTranslator` has come to its end. */
export const i18n: Translator = createInstance();

const loaded = new Map<InterfaceLanguage, Catalogue>();

async function load(language: InterfaceLanguage): Promise<void> {
  if (loaded.has(language)) return;
  const catalogue = await languages[language].load();
  loaded.set(language, catalogue);
  i18n.addResourceBundle(language, 'translation', catalogue.words);
}

/** For whoever writes to people in their own languages. */
export const loadAll = async (): Promise<void> => {
  await Promise.all(interfaceLanguages.map(load));
};

function markDocument(language: InterfaceLanguage): void {
  Object.assign(document.documentElement, inLanguage(language));
}

/** With the words of the one language that is spoken here. */
export async function startTranslator(): Promise<void> {
  const first = firstLanguage();
  markDocument(first);
  await i18n.use(initReactI18next).init({
    resources: {},
    lng: first,
    fallbackLng: false,
    interpolation: {
      escape: (value: string) => isolated(value, directionOf(i18n.language)),
    },
    initAsync: false,
  });
  await load(first);
}

/** Switches in place and remembers it on this device. Rejects where its words cannot be fetched. */
export async function setLanguage(language: InterfaceLanguage): Promise<void> {
  await load(language);
  keep('localStorage', key, language);
  markDocument(language);
  await i18n.changeLanguage(language);
}

export function useLanguage(): InterfaceLanguage {
  const { language } = useTranslation().i18n;
  return isInterfaceLanguage(language) ? language : 'zh-CN';
}

/** Errors arrive by their code; their words are the page's. */
export const errorText = (
  { code, en }: Pick<ErrorReply, 'code' | 'en'>,
  language: InterfaceLanguage,
): string => loaded.get(language)?.error(code) ?? en;
