import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Check } from 'lucide-react';
import type { DeviceControl } from './model.ts';

/** Louder than a quiet room; a spoken word passes it. */
const audible = 0.12;

/** Moves while one speaks, and says so once it has heard something. */
export function LevelBar({ control }: { control: Pick<DeviceControl, 'level'> }) {
  const { t } = useTranslation();
  const bar = useRef<HTMLSpanElement>(null);
  const [heard, setHeard] = useState(false);
  useEffect(() => {
    let frame = 0;
    const draw = (): void => {
      const now = Math.min(1, Math.max(0, control.level()));
      bar.current?.style.setProperty('width', `${Math.round(now * 100)}%`);
      if (now > audible) setHeard(true);
      frame = requestAnimationFrame(draw);
    };
    draw();
    return () => cancelAnimationFrame(frame);
  }, [control]);
  return (
    <div className="flex flex-col gap-2">
      <span
        aria-hidden
        className="block h-3 overflow-hidden rounded-full border border-line-strong bg-sunken"
      >
        <span ref={bar} className="block h-full w-0 rounded-full bg-ink" />
      </span>
      <p role="status" className="flex items-center gap-2 text-sm text-ink-2">
        {heard && <Check size={16} aria-hidden className="text-agreed-ink" />}
        {heard ? t('check.heard') : t('check.speak')}
      </p>
    </div>
  );
}
