import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { setLanguage, useLanguage } from '../i18n/index.ts';
import { type InterfaceLanguage, inLanguage, interfaceLanguages, languages } from '../i18n/languages.ts';
import { ErrorNote } from './ErrorNote.tsx';
import { Segments } from './Segments.tsx';

/** Each language by its own name, so that it is found by someone who reads no other. */
export function LanguageSwitch() {
  const { t } = useTranslation();
  const [failed, setFailed] = useState(false);
  const choose = (language: InterfaceLanguage): void => {
    setLanguage(language).then(
      () => setFailed(false),
      () => setFailed(true),
    );
  };
  return (
    <div className="flex max-w-full flex-col items-start gap-2">
      <Segments
        label={t('common.language')}
        value={useLanguage()}
        options={interfaceLanguages.map((value) => ({
          value,
          label: languages[value].name,
          language: inLanguage(value),
        }))}
        onChange={choose}
      />
      {failed && <ErrorNote error="network" />}
    </div>
  );
}
