import type { ErrorReply } from '@parley/shared/errors';
import type { SessionView } from '@parley/shared/policy';
import {
  DoorClosed,
  DoorClosedLocked,
  DoorOpen,
  Hand,
  LogOut,
  MonitorSmartphone,
  Unplug,
} from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { errorText, useLanguage } from '../../i18n/index.ts';
import { Button } from '../../ui/Button.tsx';
import { useBusy } from '../../ui/use-busy.ts';
import { BrokenLink } from '../link/BrokenLink.tsx';
import { Outcome, type Quote } from './Outcome.tsx';

interface Standing {
  view: SessionView;
  reason: string;
}

/** The mediator's words; that there are none is not put into the mediator's mouth. */
function reasonOf(
  words: string,
  { from, none }: { from: string; none: string },
): { quote?: Quote; lead?: string } {
  return words === '' ? { lead: none } : { quote: { from, words } };
}

export function RefusedScreen({ view, reason, onAgain }: Standing & { onAgain: () => Promise<void> }) {
  const { t } = useTranslation();
  const [again, asking] = useBusy(onAgain);
  return (
    <Outcome
      icon={<Hand size={28} aria-hidden />}
      title={t('guest.refused.title')}
      {...reasonOf(reason, { from: t('guest.refused.reason'), none: t('guest.refused.noReason') })}
      text={t('guest.refused.text', { organisation: view.organisation })}
      actions={
        <Button variant="primary" busy={asking} onClick={again}>
          {t('guest.refused.again')}
        </Button>
      }
    />
  );
}

export function RemovedScreen({ view, reason }: Standing) {
  const { t } = useTranslation();
  return (
    <Outcome
      icon={<DoorClosed size={28} aria-hidden />}
      title={t('guest.removed.title')}
      {...reasonOf(reason, { from: t('guest.removed.reason'), none: t('guest.removed.noReason') })}
      text={t('guest.removed.text', { organisation: view.organisation })}
    />
  );
}

export function LeftScreen({ conducts, onBack }: { conducts: boolean; onBack: () => Promise<void> }) {
  const { t } = useTranslation();
  const [back, coming] = useBusy(onBack);
  return (
    <Outcome
      icon={<LogOut size={28} aria-hidden className="rtl:-scale-x-100" />}
      title={t('guest.left.title')}
      text={t('guest.left.text')}
      actions={
        <Button variant="primary" busy={coming} onClick={back}>
          {t('guest.left.back')}
        </Button>
      }
      hint={conducts ? t('guest.left.close') : t('guest.left.backHint')}
    />
  );
}

/** Removed or refused before, and allowed back since. */
export function RecalledScreen({ onEnter }: { onEnter: () => Promise<void> }) {
  const { t } = useTranslation();
  const [enter, entering] = useBusy(onEnter);
  return (
    <Outcome
      icon={<DoorOpen size={28} aria-hidden />}
      title={t('guest.recalled.title')}
      text={t('guest.recalled.text')}
      actions={
        <Button variant="primary" busy={entering} onClick={enter}>
          {t('guest.recalled.enter')}
        </Button>
      }
    />
  );
}

/** The session takes nobody new: not the newcomer's fault, and perhaps only for a while. */
export function LockedScreen({ view, onAgain }: { view: SessionView; onAgain: () => Promise<void> }) {
  const { t } = useTranslation();
  const [again, asking] = useBusy(onAgain);
  return (
    <Outcome
      icon={<DoorClosedLocked size={28} aria-hidden />}
      title={t('caucus.locked.title')}
      text={t('caucus.locked.text', { organisation: view.organisation })}
      actions={
        <Button variant="primary" busy={asking} onClick={again}>
          {t('caucus.locked.again')}
        </Button>
      }
    />
  );
}

interface DroppedScreenProps {
  error: ErrorReply;
  onUseHere: () => void;
  onReopen: () => void;
}

/** The line is over for this tab. */
export function DroppedScreen({ error, onUseHere, onReopen }: DroppedScreenProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  switch (error.code) {
    case 'connection.superseded':
      return (
        <Outcome
          icon={<MonitorSmartphone size={28} aria-hidden />}
          title={t('guest.superseded.title')}
          text={t('guest.superseded.text')}
          actions={
            <Button variant="primary" onClick={onUseHere}>
              {t('guest.superseded.here')}
            </Button>
          }
        />
      );
    case 'link.invalid':
    case 'link.expired':
    case 'link.revoked':
      return <BrokenLink problem={error} onRetry={onReopen} />;
    default:
      return (
        <Outcome
          icon={<Unplug size={28} aria-hidden />}
          title={t('guest.dropped.title')}
          text={errorText(error, language)}
          code={error.code}
          actions={
            <Button variant="primary" onClick={onReopen}>
              {t('guest.dropped.reopen')}
            </Button>
          }
        />
      );
  }
}
