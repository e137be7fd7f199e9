import { catalogue as errors } from '@parley/shared/errors';
import { baseOf, directionOf } from './direction.ts';
import type { Catalogue } from './words.ts';

interface Interface {
  /** Its own name for itself, short enough for a switch. */
  readonly name: string;
  /** How numbers, dates, lists and the names of languages are written. */
  readonly locale: string;
  readonly load: () => Promise<Catalogue>;
}

/**
 * The languages of the interface. A further one is a catalogue and an entry here; its direction, plural forms and
 * order of words in dates come with its tag, and a face for its script, if the ones of `theme.css` have none.
 */
export const languages = {
  'zh-CN': {
    name: '中文',
    locale: 'zh-CN',
    load: async () => ({ words: (await import('./zh-CN.ts')).zhCN, error: (code) => errors[code].zh }),
  },
  en: {
    name: 'English',
    // British dates: day before month, as the rest of the world outside the United States reads them.
    locale: 'en-GB',
    load: async () => ({ words: (await import('./en.ts')).en, error: (code) => errors[code].en }),
  },
  ar: {
    name: 'العربية',
    // The figures that stand in the other languages' texts too: sums and dates are compared sign by sign.
    locale: 'ar-u-ca-gregory-nu-latn',
    load: async () => {
      const { ar, errors: own } = await import('./ar.ts');
      return { words: ar, error: (code) => own[code] };
    },
  },
} as const satisfies Record<string, Interface>;

export type InterfaceLanguage = keyof typeof languages;

export const isInterfaceLanguage = (tag: string): tag is InterfaceLanguage => Object.hasOwn(languages, tag);

export const interfaceLanguages = Object.keys(languages).filter(isInterfaceLanguage);

/** The first of the person's languages that the interface speaks, whatever its region; Chinese otherwise. */
export function bestLanguage(preferred: readonly string[]): InterfaceLanguage {
  for (const wish of preferred) {
    const match = interfaceLanguages.find((tag) => baseOf(tag) === baseOf(wish));
    if (match !== undefined) return match;
  }
  return 'zh-CN';
}

/** How numbers and dates are written in a text of this language, which need not be one of the interface. */
export const localeOf = (tag: string): string => (isInterfaceLanguage(tag) ? languages[tag].locale : tag);

/** For an element whose words are in this language, wherever it stands. */
export const inLanguage = (tag: string): { lang: string; dir: 'ltr' | 'rtl' } => ({
  lang: tag,
  dir: directionOf(tag),
});
