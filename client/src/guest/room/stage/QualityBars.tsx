import { clsx } from 'clsx';
import { useTranslation } from 'react-i18next';

type Level = 'good' | 'fair' | 'poor' | 'none';

function levelOf(quality: number): Level {
  if (quality >= 7) return 'good';
  if (quality >= 4) return 'fair';
  return quality > 0 ? 'poor' : 'none';
}
const bars: { readonly [L in Level]: number } = { good: 3, fair: 2, poor: 1, none: 0 };

/** How a line fares, in bars and in words. */
export function QualityBars({ quality }: { quality: number }) {
  const { t } = useTranslation();
  const level = levelOf(quality);
  const words = t('room.quality.label', { level: t(`room.quality.${level}`) });
  return (
    <span title={words} className="flex items-end gap-0.5">
      <span className="sr-only">{words}</span>
      {[1, 2, 3].map((bar) => (
        <span
          key={bar}
          aria-hidden
          className={clsx(
            'w-1 rounded-full',
            bar === 1 && 'h-1.5',
            bar === 2 && 'h-2.5',
            bar === 3 && 'h-3.5',
            bar <= bars[level] ? 'bg-white' : 'bg-white/35',
          )}
        />
      ))}
    </span>
  );
}
