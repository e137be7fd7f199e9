import type { SessionSummary } from '@parley/shared/protocol';
import { useTranslation } from 'react-i18next';
import { Badge } from '../ui/Badge.tsx';

const tones = { scheduled: 'neutral', open: 'plenary', adjourned: 'waiting' } as const;

export function PhaseBadge({ phase }: Pick<SessionSummary, 'phase'>) {
  const { t } = useTranslation();
  return (
    <Badge
      tone={tones[phase]}
      icon={phase === 'open' && <span aria-hidden className="size-2 rounded-full bg-plenary" />}
    >
      {t(`staff.phase.${phase}`)}
    </Badge>
  );
}
