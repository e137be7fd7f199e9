import { KeyRound, Link2Off, WifiOff } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { errorText, useLanguage } from '../../i18n/index.ts';
import { Button } from '../../ui/Button.tsx';
import { Outcome } from '../ends/Outcome.tsx';
import type { LinkProblem } from './problem.ts';

/** The address alone: whoever was here before left nothing of their link. */
export function MissingLink() {
  const { t } = useTranslation();
  return (
    <Outcome
      icon={<KeyRound size={28} aria-hidden />}
      title={t('guest.broken.missingTitle')}
      text={t('guest.broken.missing')}
      steps={[t('guest.broken.copyWhole'), t('guest.broken.newest'), t('guest.broken.ask')]}
    />
  );
}

export function BrokenLink({ problem, onRetry }: { problem: LinkProblem; onRetry: () => void }) {
  const { t } = useTranslation();
  const language = useLanguage();
  if (problem === 'network' || (typeof problem === 'object' && problem.category === 'retry')) {
    return (
      <Outcome
        icon={<WifiOff size={28} aria-hidden />}
        title={t('guest.broken.network')}
        text={problem === 'network' ? t('common.network') : errorText(problem, language)}
        steps={[t('guest.broken.checkNetwork'), t('guest.broken.switchNetwork')]}
        code={problem === 'network' ? undefined : problem.code}
        actions={
          <Button variant="primary" onClick={onRetry}>
            {t('common.retry')}
          </Button>
        }
      />
    );
  }
  const incomplete = problem === 'incomplete' || problem.code === 'link.invalid';
  return (
    <Outcome
      icon={<Link2Off size={28} aria-hidden />}
      title={t('guest.broken.title')}
      text={problem === 'incomplete' ? t('guest.broken.incomplete') : errorText(problem, language)}
      steps={[
        ...(incomplete ? [t('guest.broken.copyWhole')] : []),
        t('guest.broken.newest'),
        t('guest.broken.ask'),
      ]}
      code={problem === 'incomplete' ? undefined : problem.code}
    />
  );
}
