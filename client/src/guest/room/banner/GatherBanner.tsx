import type { SessionView } from '@parley/shared/policy';
import { UsersRound } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Banner } from './Banner.tsx';
import { useSeconds } from './seconds.ts';

interface GatherBannerProps {
  view: SessionView;
  due: number;
  clockOffset: number;
}

/** Everyone is about to be brought together; ends with the countdown. */
export function GatherBanner({ view, due, clockOffset }: GatherBannerProps) {
  const { t } = useTranslation();
  const count = useSeconds(due, clockOffset);
  const there = view.place.kind === 'room' && view.place.roomKind === 'plenary';
  return (
    <Banner
      icon={<UsersRound size={22} aria-hidden />}
      title={
        <>
          {t(there ? 'caucus.gather.here' : 'caucus.gather.everyone')}
          <span aria-hidden className="ms-2 inline-block text-room-ink tabular-nums">
            {count > 0 ? t('caucus.gather.seconds', { count }) : t('caucus.gather.now')}
          </span>
        </>
      }
    >
      {there ? undefined : t('caucus.gather.until')}
    </Banner>
  );
}
