import { useTranslation } from 'react-i18next';
import type { SessionModel } from '../../session/model.ts';
import type { DrawnModel } from '../drawn-model.ts';
import { Button } from '../../ui/Button.tsx';
import { Note } from '../../ui/Note.tsx';
import { Spinner } from '../../ui/Spinner.tsx';
import type { Controls } from './bar/use-controls.ts';

interface StatusBannerProps {
  model: DrawnModel;
  controls: Pick<Controls, 'toggleScreen' | 'busy'>;
}

/** Which ways pictures give way to sound. */
function weakWays({ send, recv }: SessionModel['narrow']): 'send' | 'recv' | 'both' | null {
  if (send && recv) return 'both';
  if (send) return 'send';
  return recv ? 'recv' : null;
}

/** The line comes back by itself; `held`: something that was pressed waits for it. */
export function LineAway({ held }: { held: boolean }) {
  const { t } = useTranslation();
  return (
    <Note tone="warning" live>
      {t(held ? 'guest.line.held' : 'room.status.reconnecting')}
    </Note>
  );
}

/** What does not work just now, what still does, and whether one has to do anything. The gravest only. */
export function StatusBanner({ model, controls }: StatusBannerProps) {
  const { t } = useTranslation();
  if (model.line.kind === 'reconnecting') {
    return (
      <div data-told="">
        <LineAway held={model.held} />
      </div>
    );
  }
  switch (model.media) {
    case 'recovering':
      return (
        <Note tone="warning" live>
          {t('room.status.recovering')}
        </Note>
      );
    case 'failed':
      return (
        <Note
          tone="danger"
          live
          action={
            <Button size="sm" onClick={() => location.reload()}>
              {t('room.status.reload')}
            </Button>
          }
        >
          {t('room.status.failed')}
        </Note>
      );
    case 'joining':
      return (
        <p role="status" className="flex items-center gap-2 px-1 text-sm text-ink-2">
          <Spinner size={16} />
          {t('room.status.joining')}
        </p>
      );
    case 'idle':
    case 'joined':
      break;
  }
  const weak = model.media === 'joined' ? weakWays(model.narrow) : null;
  if (weak !== null) {
    return (
      <Note tone="warning" live>
        {t(`room.status.narrow.${weak}`)}
      </Note>
    );
  }
  if (model.local.screen.kind !== 'on') return null;
  return (
    <Note
      live
      action={
        <Button size="sm" busy={controls.busy.screen} onClick={controls.toggleScreen}>
          {t('room.bar.stopShare')}
        </Button>
      }
    >
      {t('room.stage.sharing')}
    </Note>
  );
}
