import type { SessionView } from '@parley/shared/policy';
import { CircleCheck, Hand, UserPlus, WifiOff } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../i18n/format.ts';
import type { SessionActions } from '../../../session/model.ts';
import { Button } from '../../../ui/Button.tsx';
import { useBusy } from '../../../ui/use-busy.ts';
import type { RoomDialog } from '../ui-state.ts';
import type { Need } from './needs.ts';
import { PersonName } from './PersonName.tsx';

interface NeedsListProps {
  needs: readonly Need[];
  view: SessionView;
  now: number;
  actions: Pick<SessionActions, 'admit' | 'lowerHand'>;
  onDialog: (dialog: RoomDialog) => void;
}

/** Everything that waits for whoever conducts, on one list. */
export function NeedsList({ needs, view, now, actions, onDialog }: NeedsListProps) {
  const { t } = useTranslation();
  const waiting = needs.filter(({ kind }) => kind === 'waiting');
  const [admitAll, admitting] = useBusy(async () => {
    await Promise.all(waiting.map(({ person }) => actions.admit(person.participant.id)));
  });
  return (
    <section aria-labelledby="needs" className="border-b border-line bg-sunken p-4">
      <div className="flex min-h-9 items-center justify-between gap-2">
        <h3 id="needs" className="font-semibold">
          {needs.length === 0
            ? t('room.needs.title')
            : t('room.people.count', { title: t('room.needs.title'), count: needs.length })}
        </h3>
        {waiting.length > 1 && (
          <Button size="sm" busy={admitting} onClick={admitAll}>
            {t('room.needs.admitAll')}
          </Button>
        )}
      </div>
      {needs.length === 0 ? (
        <p className="mt-1 flex gap-2 text-sm text-ink-2">
          <CircleCheck size={18} aria-hidden className="mt-0.5 shrink-0" />
          <span>
            {t('room.needs.none')}
            <span className="block">{t('room.needs.noneText')}</span>
          </span>
        </p>
      ) : (
        <ul className="mt-2 flex flex-col gap-2">
          {needs.map((need) => (
            <li
              key={`${need.kind} ${need.person.participant.id}`}
              className="rounded-md border border-line bg-raised p-3"
            >
              <NeedItem need={need} view={view} now={now} actions={actions} onDialog={onDialog} />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

const icons = { waiting: UserPlus, hand: Hand, lost: WifiOff } as const;

function NeedItem({ need, view, now, actions, onDialog }: { need: Need } & Omit<NeedsListProps, 'needs'>) {
  const { t } = useTranslation();
  const format = useFormat();
  const { kind, person, since } = need;
  const Icon = icons[kind];
  const minutes = since === null ? null : format.minutes(now - since);
  const [admit, admitting] = useBusy(() => actions.admit(person.participant.id));
  const [lower, lowering] = useBusy(() => actions.lowerHand(person.participant.id));
  return (
    <>
      <div className="flex items-start gap-3">
        <Icon size={20} aria-hidden className="mt-0.5 shrink-0" />
        <div className="min-w-0 flex-1">
          <PersonName participant={person.participant} sides={view.sides} />
          <p className="text-sm text-ink-2 tabular-nums">
            {kind === 'lost' && t('room.needs.lost')}
            {kind === 'waiting' &&
              (minutes === null ? t('room.needs.waiting') : t('room.needs.waitingFor', { minutes }))}
            {kind === 'hand' &&
              (minutes === null ? t('room.needs.hand') : t('room.needs.handFor', { minutes }))}
          </p>
        </div>
      </div>
      {kind === 'waiting' && (
        <div className="mt-3 flex flex-wrap gap-2">
          <Button size="sm" variant="primary" busy={admitting} onClick={admit} className="flex-1">
            {t('room.needs.admit')}
          </Button>
          <Button size="sm" onClick={() => onDialog({ kind: 'refuse', person })} className="flex-1">
            {t('room.needs.refuse')}
          </Button>
        </div>
      )}
      {kind === 'hand' && (
        <Button size="sm" busy={lowering} onClick={lower} className="mt-3 w-full">
          {t('room.needs.lowerHand')}
        </Button>
      )}
    </>
  );
}
