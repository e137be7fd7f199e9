import { en } from './en.ts';
import type { Words } from './words.ts';
import { zhCN } from './zh-CN.ts';

interface Interface {
  /** Its own name for itself, short enough for a switch. */
  readonly name: string;
  readonly direction: 'ltr' | 'rtl';
  readonly words: Words;
}

/** The languages of the interface. A further one is a catalogue and a line here. */
export const languages = {
  'zh-CN': { name: '中文', direction: 'ltr', words: zhCN },
  en: { name: 'English', direction: 'ltr', words: en },
} as const satisfies Record<string, Interface>;

export type InterfaceLanguage = keyof typeof languages;

export const isInterfaceLanguage = (tag: string): tag is InterfaceLanguage => Object.hasOwn(languages, tag);

export const interfaceLanguages = Object.keys(languages).filter(isInterfaceLanguage);

/** The first of the person's languages that the interface speaks, whatever its region; Chinese otherwise. */
export function bestLanguage(preferred: readonly string[]): InterfaceLanguage {
  const base = (tag: string): string => tag.toLowerCase().split('-')[0] ?? '';
  for (const wish of preferred) {
    const match = interfaceLanguages.find((tag) => base(tag) === base(wish));
    if (match !== undefined) return match;
  }
  return 'zh-CN';
}
