import type { SessionView } from '@parley/shared/policy';
import { LEAST_COUNTDOWN } from '@parley/shared/protocol';
import { ChevronDown, Merge, Split } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RoomActions } from '../../../session/room-actions.ts';
import { Button } from '../../../ui/Button.tsx';
import { useBusy } from '../../../ui/use-busy.ts';
import { useServerNow } from '../../use-now.ts';
import { areApart, areTogether } from './model.ts';
import { secondsUntil } from './time.ts';
import type { Conduct } from './use-conduct.tsx';

interface GatheringProps {
  view: SessionView;
  clockOffset: number;
  rooms: RoomActions;
  conduct: Pick<Conduct, 'gather'>;
}

/** Seconds that people can be given to finish their sentence: all of them hear and see that it begins, also of the least. */
const countdowns = [LEAST_COUNTDOWN, 10, 30, 60] as const;
const usual = 10;

/** Bringing everyone together, after a countdown all of them see, and sending the sides apart again. */
export function Gathering({ view, clockOffset, rooms, conduct }: GatheringProps) {
  const { t } = useTranslation();
  const [seconds, setSeconds] = useState<number>(usual);
  const [gather, gathering] = useBusy(async () => {
    await conduct.gather(seconds);
  });
  const [part, parting] = useBusy(() => rooms.part());
  const closed = view.board?.jointSince === null;
  if (view.gathering !== null) {
    return <Countdown due={view.gathering.due} clockOffset={clockOffset} rooms={rooms} />;
  }
  return (
    <div className="flex flex-wrap gap-2 empty:hidden">
      {(closed || areApart(view)) && (
        <div className="flex flex-1">
          <Button
            variant="primary"
            busy={gathering}
            icon={<Merge size={18} aria-hidden />}
            onClick={gather}
            size="md-tight"
            className="flex-1 rounded-e-none whitespace-nowrap"
          >
            {closed ? t('board.gather.open') : t('board.gather.together')}
          </Button>
          <span className="relative">
            <select
              aria-label={t('board.gather.countdown')}
              value={seconds}
              onChange={(event) => setSeconds(Number(event.target.value))}
              className="h-full min-h-11 appearance-none rounded-e-md border border-s-0 border-line-strong bg-raised py-2 ps-3 pe-8 text-sm text-ink"
            >
              {countdowns.map((each) => (
                <option key={each} value={each}>
                  {t('board.gather.after', { seconds: each })}
                </option>
              ))}
            </select>
            <ChevronDown
              size={16}
              aria-hidden
              className="pointer-events-none absolute end-2.5 top-1/2 -translate-y-1/2"
            />
          </span>
        </div>
      )}
      {!closed && areTogether(view) && (
        <Button
          busy={parting}
          icon={<Split size={18} aria-hidden />}
          onClick={part}
          size="md-tight"
          className="flex-1 whitespace-nowrap"
        >
          {t('board.gather.part')}
        </Button>
      )}
    </div>
  );
}

function Countdown({ due, clockOffset, rooms }: { due: number; clockOffset: number; rooms: RoomActions }) {
  const { t } = useTranslation();
  const now = useServerNow(clockOffset, 250);
  const [callOff, callingOff] = useBusy(() => rooms.callOff());
  return (
    <div className="flex min-h-11 flex-1 items-center gap-3 rounded-md border border-plenary bg-plenary-soft ps-4 pe-1 text-plenary-ink">
      <p className="min-w-0 flex-1 font-medium tabular-nums">
        {t('board.gather.counting', { seconds: secondsUntil(due, now) })}
      </p>
      <Button size="sm" busy={callingOff} onClick={callOff}>
        {t('board.gather.callOff')}
      </Button>
    </div>
  );
}
