import type { EntryView } from '@parley/shared/policy';
import { clsx } from 'clsx';
import { Footprints } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../ui/Button.tsx';
import { Name } from '../../../ui/Name.tsx';
import { useServerNow } from '../../use-now.ts';
import { useBusy } from '../../../ui/use-busy.ts';
import type { BoardContext } from './board-context.ts';
import { secondsUntil } from './time.ts';

interface ComingProps {
  entry: EntryView;
  /** Nobody stands beside them: there is room for a sentence. */
  roomy: boolean;
  board: BoardContext;
}

/**
 * Somebody before the door: those inside are being told, which can be taken back until they are in; or are asked, which
 * is answered on the list of what needs me. They stand where they will stand once they are in, so that no room below is
 * moved twice.
 */
export function Coming({ entry, roomy, board: { view, model, actions } }: ComingProps) {
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
  const answered = due === null && !mine;
  const short = !roomy && !answered;
  return (
    <li
      className={clsx(
        'me-6.5 pointer-coarse:me-9 flex min-h-7.5 min-w-0 items-center gap-x-1.5 rounded-sm border border-dashed border-room bg-raised ps-1.5 text-sm leading-tight text-ink',
        roomy && 'col-span-full',
      )}
    >
      <Footprints size={16} aria-hidden className="shrink-0" />
      <span title={words} className={clsx('flex-1 truncate tabular-nums', short && '@md:sr-only')}>
        {words}
      </span>
      {short && (
        <span aria-hidden title={words} className="hidden min-w-0 flex-1 gap-1 tabular-nums @md:flex">
          <Name name={name} mine={mine} className="truncate" />
          <span className="shrink-0">{t('board.gather.after', { seconds })}</span>
        </span>
      )}
      {!answered && (
        <Button size="dense" variant="quiet" busy={takingBack} onClick={takeBack} className="-my-px shrink-0">
          {t('board.coming.takeBack')}
        </Button>
      )}
    </li>
  );
}
