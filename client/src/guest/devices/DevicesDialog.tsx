import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from '../../ui/Dialog.tsx';
import { CameraCheck } from './CameraCheck.tsx';
import { MicrophoneCheck } from './MicrophoneCheck.tsx';
import type { DeviceCheckProps } from './model.ts';
import { SpeakerCheck } from './SpeakerCheck.tsx';

/** The device check, in the call. */
export function DevicesDialog({ onClose, ...check }: DeviceCheckProps & { onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Dialog open onOpenChange={onClose} title={t('room.devices.title')} wide tall>
      <div className="grid items-start gap-5 pt-2 sm:grid-cols-2">
        <Part title={t('check.camera')}>
          <CameraCheck {...check} />
        </Part>
        <div className="flex flex-col gap-5">
          <Part title={t('check.microphone')}>
            <MicrophoneCheck {...check} />
          </Part>
          <Part title={t('check.speaker')}>
            <SpeakerCheck devices={check.devices} control={check.control} />
          </Part>
        </div>
      </div>
    </Dialog>
  );
}

const Part = ({ title, children }: { title: string; children: ReactNode }) => (
  <section>
    <h3 className="mb-2 font-semibold">{title}</h3>
    {children}
  </section>
);
