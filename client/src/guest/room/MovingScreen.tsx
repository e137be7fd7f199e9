import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/format.ts';
import { Spinner } from '../../ui/Spinner.tsx';

/** A move takes a moment; what takes longer than this says so. */
const LONG_MS = 4_000;

/** On the way from room to room: nobody hears me, and since when, where that is long. */
export function MovingScreen() {
  const { t } = useTranslation();
  const format = useFormat();
  const [since] = useState(() => Date.now());
  const [long, setLong] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLong(true), LONG_MS);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div role="status" className="m-auto flex max-w-md items-start gap-4 px-6 text-lg">
      <Spinner size={28} />
      <div>
        <p>{t('caucus.moving')}</p>
        {long && (
          <p className="mt-3 text-base text-ink-2">{t('caucus.movingLong', { time: format.time(since) })}</p>
        )}
      </div>
    </div>
  );
}
