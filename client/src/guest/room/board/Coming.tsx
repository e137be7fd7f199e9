import type { EntryView } from '@parley/shared/policy';
import { clsx } from 'clsx';
import { Footprints } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../ui/Button.tsx';
import { useServerNow } from '../../use-now.ts';
import { useBusy } from '../../../ui/use-busy.ts';
import type { BoardContext } from './board-context.ts';
import { secondsUntil } from './time.ts';

interface ComingProps {
  entry: EntryView;
  board: BoardContext;
}

/**
 * Somebody before the door: those inside are being told, which can be taken back until they are in; or are asked, which
 * is answered on the list of what needs me.
 */
export function Coming({ entry, board: { view, model, actions } }: ComingProps) {
  const { t } = useTranslation();
  const now = useServerNow(model.clockOffset, 250);
  const { participant, due } = entry;
  const mine = participant.id === view.me.participant.id;
  const [takeBack, takingBack] = useBusy(() => actions.rooms.keepOut(participant.id));
  const { name } = participant;
  const seconds = due === null ? 0 : secondsUntil(due, now);
  const words =
    due === null
      ? t('board.coming.asked', { name })
      : mine
        ? t('board.coming.me', { seconds })
        : t('board.coming.announced', { name, seconds });
  const asks = due === null && !mine;
  return (
    <li
      className={clsx(
        'me-6.5 pointer-coarse:me-9 flex min-h-7.5 min-w-0 items-center gap-x-1.5 rounded-sm border border-dashed border-room bg-raised ps-1.5 text-sm leading-tight text-ink',
        !asks && 'col-span-full flex-wrap',
      )}
    >
      <Footprints size={16} aria-hidden className="shrink-0" />
      <span title={words} className={clsx('flex-1 tabular-nums', asks ? 'truncate' : 'min-w-32 py-1')}>
        {words}
      </span>
      {!asks && (
        <Button size="dense" variant="quiet" busy={takingBack} onClick={takeBack}>
          {t('board.coming.takeBack')}
        </Button>
      )}
    </li>
  );
}
