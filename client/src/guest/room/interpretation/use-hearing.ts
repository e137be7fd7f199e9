import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../i18n/format.ts';
import type { Hearing } from '../hearing.ts';

/** Who can hear me, in a sentence; a line break stands where their names go. */
export function useHearing(): (heard: Exclude<Hearing, { readonly kind: 'moving' }>) => string {
  const { t } = useTranslation();
  const format = useFormat();
  const names = '\n';
  return (heard) => {
    switch (heard.kind) {
      case 'alone':
        return t('room.hears.alone');
      case 'unheard':
        return heard.outlet.to === 'booth'
          ? t('interpretation.hears.boothAlone')
          : t('interpretation.hears.nobodyYet', { language: format.languageName(heard.outlet.language) });
      case 'channel':
        return t('interpretation.hears.channel', { language: format.languageName(heard.language), names });
      case 'booth':
        return t('interpretation.hears.booth', { names });
      case 'hushed':
        return t('interpretation.hears.hushed', { names });
      case 'private':
        return t('caucus.hears.private', { names });
      case 'open':
      case 'captioned':
      case 'muted':
      case 'observer':
      case 'unsure':
        return t(`room.hears.${heard.kind}`, { names });
    }
  };
}
