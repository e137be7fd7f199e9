import { Gauge } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SessionModel } from '../../../session/model.ts';
import type { Notice } from '../../../session/notice.ts';
import { Button } from '../../../ui/Button.tsx';
import { Banner } from '../banner/Banner.tsx';

/** Long enough to be seen by somebody who is speaking. */
const SHOWN_MS = 15_000;

/** The newest wish of an interpreter that I speak more slowly, for a while; it stays among the past messages. */
export function PaceBanner({ notices }: Pick<SessionModel, 'notices'>) {
  const wish = notices.findLast(({ content }) => content.kind === 'speak-slower');
  return wish?.content.kind === 'speak-slower' ? (
    <Wish key={wish.id} at={wish.at} name={wish.content.name} />
  ) : null;
}

function Wish({ at, name }: Pick<Notice, 'at'> & { name: string }) {
  const { t } = useTranslation();
  const [shown, setShown] = useState(() => Date.now() < at + SHOWN_MS);
  useEffect(() => {
    const timer = setTimeout(() => setShown(false), at + SHOWN_MS - Date.now());
    return () => clearTimeout(timer);
  }, [at]);
  return (
    shown && (
      <Banner
        icon={<Gauge size={22} aria-hidden />}
        title={t('turns.pace.title')}
        actions={
          <Button size="sm" onClick={() => setShown(false)} className="min-h-11 flex-1 whitespace-nowrap">
            {t('turns.pace.seen')}
          </Button>
        }
      >
        {t('turns.pace.text', { name })}
      </Banner>
    )
  );
}
