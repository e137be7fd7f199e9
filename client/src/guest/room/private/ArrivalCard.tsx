import { CircleCheck, EarOff } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../ui/Button.tsx';
import { useBusy } from '../../../ui/use-busy.ts';
import { Mediation } from './Mediation.tsx';
import type { RoomFootProps } from './RoomFoot.tsx';
import { Wishing } from './Wishing.tsx';

/** A side's own room before the joint session: that nobody else hears, what comes next, and what one can do. */
export function ArrivalCard({ view, clockOffset, actions, onAsk }: RoomFootProps) {
  const { t } = useTranslation();
  const { ready } = view.me;
  const [setReady, setting] = useBusy(() => actions.rooms.setReady(!ready));
  const { mediation } = view;
  return (
    <section
      aria-labelledby="arrival"
      className="flex flex-wrap items-center gap-x-8 gap-y-3 rounded-md border border-room bg-room-soft px-4 py-3 text-room-ink"
    >
      <div className="min-w-0 flex-1 basis-72">
        <h2 id="arrival" className="flex items-start gap-2 font-semibold text-ink">
          <EarOff size={20} aria-hidden className="mt-[0.15em] shrink-0" />
          {t('caucus.arrival.title')}
        </h2>
        <div className="mt-1 flex flex-col gap-0.5 text-sm leading-snug">
          {/* On the smallest phones there would be nothing left of the people. */}
          <p className="max-sm:[@media(max-height:44rem)]:sr-only">{t('caucus.arrival.text')}</p>
          {mediation !== null && mediation !== 'here' && <Mediation state={mediation} />}
        </div>
      </div>
      <div className="flex flex-1 basis-72 flex-wrap items-center gap-2 sm:flex-none sm:basis-auto sm:justify-end">
        {view.powers.petition && (
          <Wishing
            {...{ view, clockOffset, actions, onAsk }}
            kinds={mediation === 'here' ? ['caucus'] : ['mediator', 'caucus']}
          />
        )}
        {ready ? (
          <div className="flex flex-1 basis-full items-center gap-x-2 ps-3 text-sm text-ink sm:flex-none sm:basis-auto sm:ps-1">
            <p role="status" className="flex flex-1 items-center gap-2 font-medium">
              <CircleCheck size={20} aria-hidden className="shrink-0 text-agreed-ink" />
              {t('caucus.arrival.isReady')}
            </p>
            <Button
              size="sm"
              variant="quiet"
              busy={setting}
              onClick={setReady}
              className="min-h-11 sm:min-h-10"
            >
              {t('caucus.arrival.notYet')}
            </Button>
          </div>
        ) : (
          <Button
            size="sm"
            variant="primary"
            icon={<CircleCheck size={18} aria-hidden />}
            busy={setting}
            onClick={setReady}
            className="min-h-11 w-full sm:min-h-10 sm:w-auto"
          >
            {t('caucus.arrival.ready')}
          </Button>
        )}
      </div>
    </section>
  );
}
