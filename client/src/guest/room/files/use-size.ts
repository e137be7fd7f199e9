import { useLanguage } from '../../../i18n/index.ts';
import { localeOf } from '../../../i18n/languages.ts';
import { sizeText } from './size.ts';

export function useSize(): (bytes: number) => string {
  const language = useLanguage();
  return (bytes) => sizeText(bytes, localeOf(language));
}
