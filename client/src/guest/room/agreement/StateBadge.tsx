import type { ClauseState, ClauseView } from '@parley/shared/agreement';
import { CircleCheck, CircleDashed, CircleDot, LockKeyhole } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Badge } from '../../../ui/Badge.tsx';
import { comeTo } from './words.ts';

const looks = {
  draft: { tone: 'neutral', Icon: CircleDashed },
  proposed: { tone: 'plenary', Icon: CircleDot },
  agreed: { tone: 'agreed', Icon: CircleCheck },
  locked: { tone: 'agreed', Icon: LockKeyhole },
} as const;

/** How far a clause has come, by shape and word. */
export function StateBadge({ clause }: { clause: Pick<ClauseView, 'state' | 'without'> }) {
  const { t } = useTranslation();
  const { tone, Icon } = looks[clause.state];
  return (
    <Badge tone={tone} icon={<Icon size={14} aria-hidden />}>
      {t(`agreement.state.${comeTo(clause)}`)}
    </Badge>
  );
}

export function StateSign({ state }: { state: ClauseState }) {
  const { Icon } = looks[state];
  return <Icon size={16} aria-hidden className="shrink-0" />;
}
