import type { SessionView } from '@parley/shared/policy';
import { UserRound, UserRoundX, WifiOff } from 'lucide-react';
import { useTranslation } from 'react-i18next';

const icons = {
  here: UserRound,
  'with-another-room': UserRoundX,
  'not-here': UserRoundX,
  away: WifiOff,
} as const;

/** Whether a mediator is with me, in one calm sentence. */
export function Mediation({ state }: { state: NonNullable<SessionView['mediation']> }) {
  const { t } = useTranslation();
  const Icon = icons[state];
  return (
    <p role="status" className="flex min-w-0 items-start gap-1.5">
      <Icon size={16} aria-hidden className="mt-[0.2em] shrink-0" />
      <span className="min-w-0">{t(`caucus.mediation.${state}`)}</span>
    </p>
  );
}
