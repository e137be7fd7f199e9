import { Clock } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../i18n/format.ts';
import { useServerNow } from '../../use-now.ts';
import { timeLeft } from './time-left.ts';

const EVERY_MS = 1_000;

/** The time this caucus was given, in words; near its end they say so, and nothing blinks. */
export function Timer({ endsAt, clockOffset }: { endsAt: number; clockOffset: number }) {
  const { t } = useTranslation();
  const format = useFormat();
  const now = useServerNow(clockOffset, EVERY_MS);
  const left = timeLeft(endsAt, now);
  const calm = left.kind === 'left';
  const words =
    'minutes' in left
      ? t(`caucus.timer.${left.kind}`, { minutes: format.minutes(left.minutes) ?? '' })
      : t(`caucus.timer.${left.kind}`);
  return (
    <p className="flex items-center gap-1.5 tabular-nums">
      <Clock size={16} aria-hidden className="shrink-0" />
      <span className={calm ? undefined : 'font-semibold'}>{words}</span>
      {/* Told once at each stage, not every minute: five minutes before the end, one, and at the end. */}
      <span role="status" className="sr-only">
        {left.kind === 'left' ? '' : t(`caucus.timer.said.${left.kind}`)}
      </span>
    </p>
  );
}
