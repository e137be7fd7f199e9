import type { SessionView } from '@parley/shared/policy';
import type { Signal } from '@parley/shared/session';
import { Hourglass, LifeBuoy } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/format.ts';
import type { SessionActions } from '../../session/model.ts';
import { signalOf } from '../../session/signal.ts';
import { Button } from '../../ui/Button.tsx';
import { useBusy } from '../../ui/use-busy.ts';

interface SignalsProps {
  me: SessionView['me'];
  actions: Pick<SessionActions, 'rooms'>;
}

const icons = { late: Hourglass, help: LifeBuoy } as const;

/** Two short things that whoever waits can say to the mediators; or what was said, and a way to take it back. */
export function Signals({ me, actions }: SignalsProps) {
  const { t } = useTranslation();
  const sent = signalOf(me);
  return (
    <section aria-labelledby="signals" className="border-t border-line px-5 py-4">
      <h2 id="signals" className="font-semibold">
        {t('guest.lobby.signal.label')}
      </h2>
      {sent !== null ? (
        <Sent signal={sent.kind} at={sent.at} actions={actions} />
      ) : (
        <>
          <p className="text-sm text-ink-2">{t('guest.lobby.signal.text')}</p>
          <div className="mt-3 flex flex-wrap gap-2">
            <Say signal="late" actions={actions} />
            <Say signal="help" actions={actions} />
          </div>
        </>
      )}
    </section>
  );
}

function Say({ signal, actions }: Pick<SignalsProps, 'actions'> & { signal: Signal }) {
  const { t } = useTranslation();
  const [say, saying] = useBusy(() => actions.rooms.wish(signal, ''));
  const Icon = icons[signal];
  return (
    <Button
      icon={<Icon size={20} aria-hidden className="shrink-0" />}
      busy={saying}
      onClick={say}
      className="flex-auto sm:flex-none"
    >
      {t(`guest.lobby.signal.${signal}`)}
    </Button>
  );
}

function Sent({ signal, at, actions }: Pick<SignalsProps, 'actions'> & { signal: Signal; at: number }) {
  const { t } = useTranslation();
  const format = useFormat();
  const [withdraw, withdrawing] = useBusy(() => actions.rooms.withdrawWish());
  const Icon = icons[signal];
  return (
    <div className="mt-2 flex items-start gap-3">
      <Icon size={20} aria-hidden className="mt-0.5 shrink-0 text-ink-2" />
      <div role="status" className="min-w-0 flex-1">
        <p>{t(`guest.lobby.signal.sent.${signal}`)}</p>
        <p className="text-sm text-ink-2 tabular-nums">
          {t('guest.lobby.signal.at', { time: format.time(at) })}
        </p>
      </div>
      <Button size="sm" busy={withdrawing} onClick={withdraw} className="min-h-11 shrink-0 sm:min-h-9">
        {t('guest.lobby.signal.withdraw')}
      </Button>
    </div>
  );
}
