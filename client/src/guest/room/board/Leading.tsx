import type { SessionView } from '@parley/shared/policy';
import { Scale } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../i18n/format.ts';
import type { RoomActions } from '../../../session/room-actions.ts';
import { Button } from '../../../ui/Button.tsx';
import { useBusy } from '../../../ui/use-busy.ts';

/** Who leads the session, where that is a question: somebody stands in, or several conduct. */
export function Leading({ view, rooms }: { view: SessionView; rooms: RoomActions }) {
  const { t } = useTranslation();
  const format = useFormat();
  const [giveBack, givingBack] = useBusy(() => rooms.returnLead());
  const lead = view.board?.lead ?? null;
  const everyone = [view.me, ...view.people].map(({ participant }) => participant);
  const mediators = everyone.filter(({ role }) => role === 'mediator');
  const standIn = everyone.find(({ id }) => id === lead);
  // Where nobody leads, the list of what needs me offers it.
  if (standIn === undefined && (view.powers.takeLead || view.mediators.length < 2)) return null;
  const mine = standIn?.id === view.me.participant.id;
  return (
    <p className="flex min-h-9 items-center gap-2 text-sm">
      <Scale size={16} aria-hidden className="shrink-0" />
      <span className="min-w-0 flex-1">
        {mine
          ? t('board.lead.mine')
          : standIn === undefined
            ? t('board.lead.usual', { names: format.list(mediators.map(({ name }) => name)) })
            : t('board.lead.standIn', { name: standIn.name })}
      </span>
      {standIn !== undefined && view.powers.preside && (
        <Button size="sm" busy={givingBack} onClick={giveBack}>
          {mine ? t('board.lead.giveBack') : t('board.lead.takeBack')}
        </Button>
      )}
    </p>
  );
}
