import type { SessionView } from '@parley/shared/policy';
import { VolumeX } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../i18n/format.ts';
import type { SessionActions } from '../../../session/model.ts';
import { Button } from '../../../ui/Button.tsx';
import { type Silent, silentOf } from './silent.ts';
import type { OutletControl } from './use-outlet.ts';

interface SilentAlarmProps {
  view: SessionView;
  outlets: Pick<OutletControl, 'direct' | 'busy'>;
  actions: Pick<SessionActions, 'setMicrophone'>;
}

/** People wait for what an interpreter says, who may not know it; with what helps at once, where one press does. */
export function SilentAlarm({ view, outlets, actions }: SilentAlarmProps) {
  const { place } = view;
  if (place.kind !== 'room') return null;
  const open = (): void => void actions.setMicrophone(true, place.epoch);
  return silentOf(view).map((silent) => (
    <Alarm key={silent.language} silent={silent} outlets={outlets} onOpen={open} />
  ));
}

function Alarm({
  silent: { language, why, name },
  outlets,
  onOpen,
}: { silent: Silent; onOpen: () => void } & Pick<SilentAlarmProps, 'outlets'>) {
  const { t } = useTranslation();
  const spoken = useFormat().languageName(language);
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2 rounded-md border-2 border-danger bg-danger-soft px-3 py-2 text-danger-ink">
      <VolumeX size={22} aria-hidden className="hidden shrink-0 sm:block" />
      <div role="alert" className="min-w-0 flex-1 basis-56">
        <p className="font-semibold text-pretty">{t('interpretation.silent.title', { language: spoken })}</p>
        <p className="text-sm text-pretty">{t(`interpretation.silent.${why}`, { language: spoken, name })}</p>
      </div>
      {why === 'off' && (
        <Button variant="primary" size="md-tight" onClick={onOpen} className="w-full sm:w-auto">
          {t('interpretation.silent.open')}
        </Button>
      )}
      {why === 'nobody' && (
        <Button
          variant="primary"
          size="md-tight"
          busy={outlets.busy}
          onClick={() => outlets.direct({ to: 'channel', language })}
          className="w-full sm:w-auto"
        >
          {t('interpretation.console.into', { language: spoken })}
        </Button>
      )}
    </div>
  );
}
