import { clsx } from 'clsx';
import { Video, VideoOff } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/Button.tsx';
import { Spinner } from '../../ui/Spinner.tsx';
import { DeviceProblem } from './DeviceProblem.tsx';
import { DeviceSelect } from './DeviceSelect.tsx';
import type { DeviceCheckProps } from './model.ts';
import { useTrack } from './use-track.ts';

/** The mirrored picture, its switch, the choice of cameras, and help when there is none. */
export function CameraCheck({ devices, control, platform }: DeviceCheckProps) {
  const { t } = useTranslation();
  const { camera } = devices;
  const start = (): void => void control.start('camera');
  if (camera.kind === 'failed') {
    return <DeviceProblem input="camera" reason={camera.reason} platform={platform} onAgain={start} />;
  }
  return (
    <div className="flex flex-col gap-3">
      <div className="relative flex aspect-[4/3] w-full items-center justify-center overflow-hidden rounded-md border border-line bg-sunken text-center">
        {camera.kind === 'on' && <Mirror track={camera.track} />}
        {camera.kind === 'asking' && (
          <p role="status" className="flex items-center gap-3 px-6 text-ink-2">
            <Spinner />
            {t('check.asking.camera')}
          </p>
        )}
        {camera.kind === 'off' && (
          <div className="flex flex-col items-center gap-2 px-6 text-ink-2">
            <VideoOff size={32} aria-hidden />
            <p className="font-medium text-ink">{t('check.off.camera')}</p>
            <p className="text-balance">{t('check.offText.camera')}</p>
          </div>
        )}
      </div>
      {camera.kind === 'on' && <p className="text-sm text-ink-2">{t('check.mirrored')}</p>}
      <DeviceSelect kind="camera" devices={devices} onChoose={(id) => void control.choose('camera', id)} />
      {camera.kind === 'off' ? (
        <Button icon={<Video size={20} aria-hidden />} onClick={start}>
          {t('check.turnOn.camera')}
        </Button>
      ) : (
        <Button icon={<VideoOff size={20} aria-hidden />} onClick={() => control.stop('camera')}>
          {t('check.turnOff.camera')}
        </Button>
      )}
    </div>
  );
}

function Mirror({ track }: { track: MediaStreamTrack }) {
  const { t } = useTranslation();
  const { ref, shown } = useTrack(track);
  return (
    <video
      ref={ref}
      muted
      playsInline
      aria-label={t('check.picture')}
      className={clsx(
        'size-full -scale-x-100 object-cover transition-opacity',
        shown ? 'opacity-100' : 'opacity-0',
      )}
    />
  );
}
