import type { SessionView } from '@parley/shared/policy';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../i18n/format.ts';
import { unwritten } from './unwritten.ts';

/** Of which languages spoken here the server makes no text, if any. */
export function Unwritten({ view }: { view: SessionView }) {
  const { t } = useTranslation();
  const format = useFormat();
  const languages = unwritten(view).map((language) => format.languageName(language));
  return languages.length === 0 ? null : t('captions.automatic.not', { languages: format.list(languages) });
}
