import { clsx } from 'clsx';
import { MonitorUp } from 'lucide-react';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Spinner } from '../../../ui/Spinner.tsx';
import { useTrack } from '../../devices/use-track.ts';
import { consumerOf, type Picture, trackOf } from './figure.ts';
import { useLayer } from './use-layer.ts';

/** Someone's shared screen, whole and uncut. */
export function ScreenTile({ name, picture }: { name: string; picture: Picture }) {
  const { t } = useTranslation();
  const box = useRef<HTMLElement>(null);
  const track = trackOf(picture);
  const { ref, shown } = useTrack(track);
  useLayer(box, consumerOf(picture));
  const label = t('room.stage.screenOf', { name });
  return (
    <figure
      ref={box}
      className="relative flex size-full items-center justify-center overflow-hidden rounded-md border border-line bg-raised"
    >
      {track !== null && (
        <video
          ref={ref}
          muted
          playsInline
          aria-label={label}
          data-remote=""
          className={clsx('size-full object-contain transition-opacity', shown ? 'opacity-100' : 'opacity-0')}
        />
      )}
      {!shown && (
        <p role="status" className="absolute flex items-center gap-3 px-4 text-ink-2">
          <Spinner />
          {t('room.stage.cameraStarting')}
        </p>
      )}
      <figcaption className="absolute start-1.5 bottom-1.5 flex items-center gap-1.5 rounded-sm bg-veil px-2 py-1 text-sm text-white">
        <MonitorUp size={16} aria-hidden />
        {label}
      </figcaption>
    </figure>
  );
}
