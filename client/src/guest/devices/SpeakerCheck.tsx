import { Volume2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/Button.tsx';
import { useBusy } from '../../ui/use-busy.ts';
import { DeviceSelect } from './DeviceSelect.tsx';
import type { DeviceCheckProps } from './model.ts';

/** A sound to hear; the choice of speakers where the browser offers one. */
export function SpeakerCheck({ devices, control }: Omit<DeviceCheckProps, 'platform'>) {
  const { t } = useTranslation();
  const [play, playing] = useBusy(() => control.playTestSound());
  return (
    <div className="flex flex-col gap-3">
      <DeviceSelect kind="speaker" devices={devices} onChoose={(id) => void control.choose('speaker', id)} />
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <Button icon={<Volume2 size={20} aria-hidden />} busy={playing} onClick={play}>
          {t('check.test')}
        </Button>
        <p className="min-w-0 flex-1 basis-48 text-sm text-ink-2">{t('check.testHint')}</p>
      </div>
    </div>
  );
}
