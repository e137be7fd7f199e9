import { type SessionView, speaks } from '@parley/shared/policy';
import { CircleCheck } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SessionActions } from '../../../session/model.ts';
import { Button } from '../../../ui/Button.tsx';
import { AT_A_GLANCE } from '../../../ui/FindPeople.tsx';
import { useBusy } from '../../../ui/use-busy.ts';
import type { Conduct } from '../board/use-conduct.tsx';
import type { Panel, RoomDialog } from '../ui-state.ts';
import { NeedItem } from './NeedItem.tsx';
import { type Need, needKey } from './needs.ts';

export interface NeedsListProps {
  needs: readonly Need[];
  view: SessionView;
  now: number;
  actions: Pick<SessionActions, 'lowerHand' | 'rooms'>;
  conduct: Conduct;
  onDialog: (dialog: RoomDialog) => void;
  onPanel: (panel: Panel) => void;
}

/** Everything that waits for whoever conducts, on one list. */
export function NeedsList(props: NeedsListProps) {
  const { needs, conduct } = props;
  const { t } = useTranslation();
  const [unfolded, setUnfolded] = useState(false);
  const waiting = needs.flatMap((need) => (need.kind === 'waiting' ? [need.person.participant] : []));
  const listeners = waiting.filter(({ role }) => !speaks(role));
  const [admitAll, admittingAll] = useBusy(() => conduct.admit(waiting.map(({ id }) => id)));
  const [admitListeners, admitting] = useBusy(() => conduct.admit(listeners.map(({ id }) => id)));
  const many = needs.length > AT_A_GLANCE;
  const shown = many && !unfolded ? needs.slice(0, AT_A_GLANCE) : needs;
  return (
    <section aria-labelledby="needs" className="@container bg-sunken px-2 py-1.5">
      <div className="flex min-h-7.5 flex-wrap items-center justify-between gap-x-2 gap-y-1 px-1">
        <h3 id="needs" className="text-sm font-semibold">
          {needs.length === 0
            ? t('room.needs.title')
            : t('room.people.count', { title: t('room.needs.title'), count: needs.length })}
        </h3>
        {needs.length === 0 && (
          <p className="flex items-center gap-2 text-sm text-ink-2">
            <CircleCheck size={18} aria-hidden className="shrink-0" />
            {t('room.needs.none')}
          </p>
        )}
        <div className="flex flex-wrap gap-2 empty:hidden">
          {listeners.length > 1 && listeners.length < waiting.length && (
            <Button size="sm" busy={admitting} onClick={admitListeners}>
              {t('room.needs.admitObservers', { count: listeners.length })}
            </Button>
          )}
          {waiting.length > 1 && (
            <Button size="sm" busy={admittingAll} onClick={admitAll}>
              {t('room.needs.admitAll')}
            </Button>
          )}
        </div>
      </div>
      {needs.length > 0 && (
        <ul className="mt-1 divide-y divide-line rounded-md border border-line bg-raised">
          {shown.map((need) => (
            <li key={needKey(need)} className="px-3 py-1.5 @md:px-2 @md:py-1">
              <NeedItem need={need} {...props} />
            </li>
          ))}
        </ul>
      )}
      {many && (
        <Button size="sm" variant="quiet" onClick={() => setUnfolded(!unfolded)} className="mt-1">
          {unfolded ? t('common.find.fewer') : t('common.find.all', { count: needs.length })}
        </Button>
      )}
    </section>
  );
}
