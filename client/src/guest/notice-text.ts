import { assertNever } from '@parley/shared/lib';
import { useTranslation } from 'react-i18next';
import { errorText, useLanguage } from '../i18n/index.ts';
import type { Notice } from '../session/notice.ts';

/** A notice in one sentence. */
export function useNoticeText(): (notice: Notice) => string {
  const { t } = useTranslation();
  const language = useLanguage();
  return ({ content }) => {
    switch (content.kind) {
      case 'error':
        return errorText(content.error, language);
      case 'muted-by':
        return t('room.notices.mutedBy', { name: content.name });
      case 'microphone-closed':
        return t('room.notices.microphoneClosed');
      case 'wish-declined':
        return content.reason === ''
          ? t('room.notices.wishDeclined', { name: content.name })
          : t('room.notices.wishDeclinedBecause', { name: content.name, reason: content.reason });
      case 'entry-declined':
        return t('room.notices.entryDeclined', { name: content.name });
      case 'speak-slower':
        return t('room.notices.speakSlower', { name: content.name });
      case 'asked-slower':
        return t('room.notices.askedSlower', { by: content.by, name: content.name });
      case 'hand-raised':
        return t('room.notices.handRaised', { name: content.name });
      case 'waiting':
        return t('room.notices.waiting', { name: content.name });
      case 'signal':
        return t(`room.notices.signal.${content.signal}`, { name: content.name });
      case 'joined':
        return t('room.notices.joined', { name: content.name });
      case 'left':
        return t('room.notices.left', { name: content.name });
      case 'captions-back':
        return t('captions.stalled.back');
      case 'called-off':
        return t('caucus.notices.calledOff');
      case 'unsaid':
        return t('caucus.notices.unsaid');
      case 'unshared':
        return t('files.unshared');
      case 'reconnected':
        return t('room.notices.reconnected');
      case 'device': {
        const { source, failure } = content;
        if (source === 'screen' || source === 'screen-audio') return t('room.notices.device.screen');
        return t(`room.notices.device.${source}`, { problem: t(`check.failed.${failure}.${source}`) });
      }
      default:
        return assertNever(content);
    }
  };
}
