import type { SessionView } from '@parley/shared/policy';
import { DoorOpen, MicOff, Settings2, Wifi } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/format.ts';
import type { SessionActions } from '../../session/model.ts';
import { Button } from '../../ui/Button.tsx';
import { Card } from '../../ui/Card.tsx';
import { Page } from '../../ui/Page.tsx';
import { useBusy } from '../../ui/use-busy.ts';
import { Rules } from '../check/Rules.tsx';
import { useServerNow } from '../use-now.ts';
import { Signals } from './Signals.tsx';

interface LobbyScreenProps {
  view: SessionView;
  /** When the wait began, server's clock. */
  since: number;
  clockOffset: number;
  notice?: ReactNode;
  actions: Pick<SessionActions, 'rooms'>;
  onDevices: () => void;
  onLeave: () => Promise<void>;
}

/** Waiting to be let in: who knows of it, since when, and what comes next. */
export function LobbyScreen({
  view,
  since,
  clockOffset,
  notice,
  actions,
  onDevices,
  onLeave,
}: LobbyScreenProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const now = useServerNow(clockOffset);
  const [leave, leaving] = useBusy(onLeave);
  const names = format.list(view.mediators);
  const minutes = format.minutes(now - since);
  const time = format.time(since);
  return (
    <Page title={t('guest.lobby.title')}>
      {notice}
      <p className="text-ink-2">
        <bdi>{view.title}</bdi>
      </p>
      <h1 className="mt-1 text-2xl leading-snug text-pretty font-semibold">{t('guest.lobby.title')}</h1>

      <Card className="mt-6 overflow-hidden">
        <div className="flex items-start gap-4 border-s-4 border-arrival bg-arrival-soft px-5 py-4 text-arrival-ink">
          <span aria-hidden className="mt-2 size-3 shrink-0 animate-rest rounded-full bg-arrival" />
          <div role="status">
            <p className="text-lg font-medium">
              {view.phase.kind === 'scheduled'
                ? t('guest.lobby.notHere', { names })
                : t('guest.lobby.told', { names })}
            </p>
            {view.phase.kind === 'scheduled' && (
              <p>{t('guest.lobby.planned', { time: format.short(view.startsAt) })}</p>
            )}
            <p className="mt-1 text-sm tabular-nums">
              {minutes === null
                ? t('guest.lobby.since', { time })
                : t('guest.lobby.sinceFor', { time, minutes })}
            </p>
          </div>
        </div>
        <section className="px-5 py-4">
          <h2 className="font-semibold">{t('guest.lobby.next')}</h2>
          <ul className="mt-3 flex flex-col gap-3">
            <Next icon={<DoorOpen size={20} aria-hidden />}>{t('guest.lobby.nextAdmit')}</Next>
            {view.powers.speak && (
              <Next icon={<MicOff size={20} aria-hidden />}>{t('guest.lobby.nextMuted')}</Next>
            )}
            <Next icon={<Wifi size={20} aria-hidden />}>{t('guest.lobby.nextStay')}</Next>
          </ul>
        </section>
        <Signals me={view.me} actions={actions} />
      </Card>

      <details className="group mt-4 rounded-md border border-line bg-raised">
        <summary className="min-h-11 px-5 py-3 font-medium">{t('guest.lobby.rules')}</summary>
        <div className="px-5 pb-5">
          <Rules />
        </div>
      </details>

      <div className="mt-6 flex flex-wrap gap-3">
        <Button icon={<Settings2 size={20} aria-hidden />} onClick={onDevices}>
          {t('guest.lobby.devices')}
        </Button>
        <Button variant="quiet" busy={leaving} onClick={leave}>
          {t('guest.lobby.leave')}
        </Button>
      </div>
      <p className="mt-6 text-sm text-ink-2">{t('guest.lobby.help', { organisation: view.organisation })}</p>
    </Page>
  );
}

const Next = ({ icon, children }: { icon: ReactNode; children: ReactNode }) => (
  <li className="flex gap-3">
    <span className="mt-0.5 shrink-0 text-ink-2">{icon}</span>
    <span>{children}</span>
  </li>
);
