import { useTranslation } from 'react-i18next';
import { setLanguage, useLanguage } from '../i18n/index.ts';
import { interfaceLanguages, languages } from '../i18n/languages.ts';
import { Segments } from './Segments.tsx';

/** Each language by its own name, so that it is found by someone who reads no other. */
export function LanguageSwitch() {
  const { t } = useTranslation();
  return (
    <Segments
      label={t('common.language')}
      value={useLanguage()}
      options={interfaceLanguages.map((value) => ({ value, label: languages[value].name, lang: value }))}
      onChange={setLanguage}
    />
  );
}
