import { UserRoundX } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../i18n/format.ts';
import type { SessionActions, SessionModel } from '../../../session/model.ts';
import { Button } from '../../../ui/Button.tsx';
import { useBusy } from '../../../ui/use-busy.ts';
import type { Conduct } from '../board/use-conduct.tsx';
import { Banner } from './Banner.tsx';

interface StoppedBannerProps {
  notices: SessionModel['notices'];
  actions: Pick<SessionActions, 'dismiss'>;
  conduct: Pick<Conduct, 'gather'>;
}

/** Long enough to end a sentence; what is asked on the way names them once more. */
const AGAIN_SECONDS = 10;

/** Why a countdown brought nobody together, until it is put away, or another one begins. */
export function StoppedBanner({ notices, actions, conduct }: StoppedBannerProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const stopped = notices.findLast(({ content }) => content.kind === 'gathering-stopped');
  const [gather, gathering] = useBusy(() => conduct.gather(AGAIN_SECONDS));
  if (stopped?.content.kind !== 'gathering-stopped') return null;
  return (
    <Banner
      urgent
      icon={<UserRoundX size={22} aria-hidden />}
      title={t('caucus.stopped.title')}
      actions={
        <>
          <Button
            size="sm"
            variant="primary"
            busy={gathering}
            onClick={gather}
            className="min-h-11 flex-1 whitespace-nowrap"
          >
            {t('caucus.stopped.again')}
          </Button>
          <Button
            size="sm"
            onClick={() => actions.dismiss(stopped.id)}
            className="min-h-11 flex-1 whitespace-nowrap"
          >
            {t('caucus.stopped.seen')}
          </Button>
        </>
      }
    >
      {t('caucus.stopped.text', { names: format.list(stopped.content.names) })}
    </Banner>
  );
}
