import { Mic, MicOff } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/Button.tsx';
import { Spinner } from '../../ui/Spinner.tsx';
import { DeviceProblem } from './DeviceProblem.tsx';
import { DeviceSelect } from './DeviceSelect.tsx';
import { LevelBar } from './LevelBar.tsx';
import type { DeviceCheckProps } from './model.ts';

/** A bar that moves when one speaks, the choice of microphones, and help when there is none. */
export function MicrophoneCheck({ devices, control, platform }: DeviceCheckProps) {
  const { t } = useTranslation();
  const { camera, microphone } = devices;
  const start = (): void => void control.start('microphone');
  switch (microphone.kind) {
    case 'failed':
      return (
        <DeviceProblem
          input="microphone"
          reason={microphone.reason}
          platform={platform}
          brief={camera.kind === 'failed' && camera.reason === 'denied'}
          onAgain={start}
        />
      );
    case 'asking':
      return (
        <p role="status" className="flex items-center gap-3 text-ink-2">
          <Spinner />
          {t('check.asking.microphone')}
        </p>
      );
    case 'off':
      return (
        <div className="flex flex-col items-start gap-3">
          <p className="flex items-center gap-2">
            <MicOff size={20} aria-hidden />
            {t('check.off.microphone')}
          </p>
          <Button icon={<Mic size={20} aria-hidden />} onClick={start}>
            {t('check.turnOn.microphone')}
          </Button>
        </div>
      );
    case 'on':
      return (
        <div className="flex flex-col gap-3">
          <DeviceSelect
            kind="microphone"
            devices={devices}
            onChoose={(id) => void control.choose('microphone', id)}
          />
          <LevelBar control={control} />
        </div>
      );
  }
}
