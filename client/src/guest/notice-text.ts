import { assertNever } from '@parley/shared/lib';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../i18n/format.ts';
import { errorText, useLanguage } from '../i18n/index.ts';
import type { Notice, Someone } from '../session/notice.ts';

/** More names in a sentence are not read. */
const AT_MOST = 4;

/** A notice in one sentence. */
export function useNoticeText(): (notice: Notice) => string {
  const { t } = useTranslation();
  const language = useLanguage();
  const format = useFormat();
  /** All of a few, else some of them and how many more. */
  const namesOf = (people: readonly Someone[]): string => {
    const names = people.map(({ name }) => name);
    if (names.length <= AT_MOST) return format.list(names);
    const named = names.slice(0, AT_MOST - 1);
    return format.list([...named, t('room.notices.others', { count: names.length - named.length })]);
  };
  return ({ content }) => {
    switch (content.kind) {
      case 'error':
        return errorText(content.error, language);
      case 'muted-by':
        return t('room.notices.mutedBy', { name: content.name });
      case 'microphone-closed':
        return t('room.notices.microphoneClosed');
      case 'came-muted':
        return t('room.notices.cameMuted');
      case 'wish-declined':
        return content.reason === ''
          ? t('room.notices.wishDeclined', { name: content.name })
          : t('room.notices.wishDeclinedBecause', { name: content.name, reason: content.reason });
      case 'entry-declined':
        return t('room.notices.entryDeclined', { name: content.name });
      case 'kept-out':
        return t('room.notices.keptOut');
      case 'speak-slower':
        return t('room.notices.speakSlower', { name: content.name });
      case 'asked-slower':
        return t('room.notices.askedSlower', { by: content.by, name: content.name });
      case 'hand-raised':
        return t('room.notices.handRaised', { name: content.name });
      case 'signal':
        return t(`room.notices.signal.${content.signal}`, { name: content.name });
      case 'waiting':
      case 'joined':
      case 'left': {
        const { kind, listening, people } = content;
        const [first, ...others] = people;
        if (first === undefined) return '';
        if (others.length === 0) return t(`room.notices.one.${kind}`, { name: first.name });
        if (listening) return t(`room.notices.listening.${kind}`, { count: people.length });
        return t(`room.notices.several.${kind}`, { names: namesOf(people) });
      }
      case 'captions-on':
        return t('captions.automatic.here');
      case 'captions-back':
        return t('captions.stalled.back');
      case 'called-off':
        return t('caucus.notices.calledOff');
      case 'gathering-stopped':
        return t('caucus.stopped.text', { names: format.list(content.names) });
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
