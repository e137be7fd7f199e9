import type { EntryView } from '@parley/shared/policy';
import { Footprints } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../ui/Button.tsx';
import { useServerNow } from '../../use-now.ts';
import { useBusy } from '../../../ui/use-busy.ts';
import { useLetIn } from '../use-let-in.ts';
import type { BoardContext } from './board-context.ts';
import { secondsUntil } from './time.ts';

interface ComingProps {
  entry: EntryView;
  /** I am in the room they come into. */
  inside: boolean;
  board: BoardContext;
}

/** Somebody before the door: those inside are being told, or asked. It can be taken back until they are in. */
export function Coming({ entry, inside, board: { view, model, actions } }: ComingProps) {
  const { t } = useTranslation();
  const now = useServerNow(model.clockOffset, 250);
  const { participant, due } = entry;
  const mine = participant.id === view.me.participant.id;
  const [takeBack, takingBack] = useBusy(() => actions.rooms.keepOut(participant.id));
  const [letIn, lettingIn] = useLetIn(participant.id, view, actions);
  const { name } = participant;
  const seconds = due === null ? 0 : secondsUntil(due, now);
  const words =
    due === null
      ? t('board.coming.asked', { name })
      : mine
        ? t('board.coming.me', { seconds })
        : t('board.coming.announced', { name, seconds });
  return (
    <li className="me-2 flex flex-wrap items-center gap-x-2 rounded-sm border border-dashed border-room bg-raised ps-2 text-sm text-ink">
      <Footprints size={16} aria-hidden className="shrink-0" />
      <span className="min-w-32 flex-1 py-1.5 tabular-nums">{words}</span>
      {due === null && inside && (
        <Button size="sm" variant="quiet" busy={lettingIn} onClick={letIn}>
          {t('board.coming.letIn')}
        </Button>
      )}
      <Button size="sm" variant="quiet" busy={takingBack} onClick={takeBack}>
        {t('board.coming.takeBack')}
      </Button>
    </li>
  );
}
