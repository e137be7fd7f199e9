import type { PersonView } from '@parley/shared/policy';
import type { Side } from '@parley/shared/session';
import { clsx } from 'clsx';
import { AudioLines, Hand, MicOff, WifiOff } from 'lucide-react';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Name } from '../../../ui/Name.tsx';
import { Avatar } from '../../../ui/Avatar.tsx';
import { useRoleName } from '../../../ui/person.ts';
import { SideMark } from '../../../ui/SideMark.tsx';
import { useTrack } from '../../devices/use-track.ts';
import { useQuality, useSpeaks } from '../../use-session.ts';
import { consumerOf, type Figure, isHeldBack, trackOf } from './figure.ts';
import { QualityBars } from './QualityBars.tsx';
import { useLayer } from './use-layer.ts';

interface TileProps {
  figure: Figure;
  sides: readonly Side[];
}

const pill =
  'flex items-center gap-1.5 rounded-sm bg-veil px-2 py-1 text-white [@container(max-height:9rem)]:px-1.5 [@container(max-height:9rem)]:py-0.5';

/** One person: their picture or initial, who they are, and how they are heard. Fills its box. */
export function Tile({ figure, sides }: TileProps) {
  const { t } = useTranslation();
  const roleName = useRoleName();
  const box = useRef<HTMLElement>(null);
  const { person, mine, picture } = figure;
  const { participant } = person;
  const track = trackOf(picture);
  const { ref, shown, upright } = useTrack(track);
  const heldBack = isHeldBack(picture);
  // Also while it is held back: a picture nobody wants any more would never come back.
  useLayer(box, consumerOf(picture));
  const name = mine ? t('room.stage.you', { name: participant.name }) : participant.name;
  const mark = 'side' in participant && participant.side !== null && (
    <SideMark side={participant.side} sides={sides} onVeil />
  );
  return (
    <article
      ref={box}
      aria-label={`${name}${t('common.separator')}${roleName(participant, sides)}`}
      className="relative size-full [container-type:size] overflow-hidden rounded-md border border-line bg-sunken text-xs"
    >
      <Placeholder figure={figure} weak={heldBack && shown} />
      {track !== null && (
        <video
          ref={ref}
          muted
          playsInline
          aria-hidden
          data-remote={mine ? undefined : ''}
          className={clsx(
            'absolute inset-0 size-full transition-opacity',
            // A phone held upright sends a high picture: cutting it to a flat tile would lose the face.
            upright ? 'bg-sunken object-contain' : 'object-cover',
            mine && '-scale-x-100',
            shown && !heldBack ? 'opacity-100' : 'opacity-0',
          )}
        />
      )}
      <Glow person={person} />
      <span className="absolute start-1.5 top-1.5 end-1.5 z-20 flex items-start justify-between gap-1">
        {/* In a small one, as those in a row above a document, a name needs all of its line. */}
        {mark !== false && (
          <span className="hidden rounded-sm bg-veil p-0.5 [@container(max-width:9rem)]:block">{mark}</span>
        )}
        {person.handSince === null ? (
          <span />
        ) : (
          <span className="flex items-center gap-1.5 rounded-sm bg-ink px-2 py-1 font-semibold text-paper">
            <Hand size={16} aria-hidden />
            <span className="[@container(max-width:11rem)]:sr-only">{t('room.stage.hand')}</span>
          </span>
        )}
        <Line person={person} />
      </span>
      <span className="absolute start-1.5 end-1.5 bottom-1.5 z-20 flex text-start">
        <span className={clsx(pill, 'max-w-full min-w-0')}>
          <Voice person={person} />
          <span className="flex min-w-0 flex-col leading-tight">
            <Name
              name={participant.name}
              mine={mine}
              className="truncate text-sm font-medium [@container(max-height:9rem)]:text-xs"
            />
            <span className="truncate [@container(max-height:9rem)]:sr-only">
              {roleName(participant, sides)}
            </span>
          </span>
          {mark !== false && <span className="[@container(max-width:9rem)]:hidden">{mark}</span>}
        </span>
      </span>
    </article>
  );
}

/** Under the picture, and instead of it. */
function Placeholder({ figure: { person, picture }, weak }: { figure: Figure; weak: boolean }) {
  const { t } = useTranslation();
  const lost = person.line !== 'online';
  const words = {
    off: t('room.stage.cameraOff'),
    starting: t('room.stage.cameraStarting'),
    on: weak ? t('room.stage.weak') : t('room.stage.cameraStarting'),
  }[picture.kind];
  return (
    <span
      className={clsx(
        'absolute inset-0 flex flex-col items-center justify-center gap-2 px-2 pb-8 text-center text-ink-2 [@container(max-height:11rem)]:gap-1 [@container(max-height:11rem)]:pb-12 [@container(max-height:9rem)]:pb-5',
        // A lost line stays readable over the last frame that arrived.
        lost && 'z-10 bg-sunken/90',
      )}
    >
      <span className="[@container(max-height:11rem)]:hidden">
        <Avatar name={person.participant.name} size="lg" />
      </span>
      <span className="hidden [@container(max-height:11rem)]:inline [@container(max-height:6rem)]:hidden">
        <Avatar name={person.participant.name} size="sm" />
      </span>
      {lost ? (
        <span className="flex items-center gap-1.5 font-medium text-ink">
          <WifiOff size={16} aria-hidden className="shrink-0" />
          <span className="[@container(max-height:9rem)]:sr-only">{t('room.stage.lost')}</span>
        </span>
      ) : (
        <span className="[@container(max-height:9rem)]:sr-only">{words}</span>
      )}
    </span>
  );
}

/** Above the picture of whoever speaks: a line of the room's colour within a thin white one. */
function Glow({ person }: { person: PersonView }) {
  const speaks = useSpeaks(person.participant.id);
  if (!speaks || person.microphone !== 'open') return null;
  return (
    <span
      aria-hidden
      className="absolute inset-0 rounded-md border-4 border-room ring-1 ring-white ring-inset"
    />
  );
}

function Line({ person }: { person: PersonView }) {
  const measured = useQuality(person.participant.id);
  const quality = person.line === 'online' ? measured : 0;
  if (quality === null) return null;
  return (
    <span className={pill}>
      <QualityBars quality={quality} />
    </span>
  );
}

function Voice({ person }: { person: PersonView }) {
  const { t } = useTranslation();
  const speaks = useSpeaks(person.participant.id);
  if (person.microphone !== 'open') {
    return <MicOff size={16} role="img" aria-label={t('room.stage.muted')} className="shrink-0" />;
  }
  if (!speaks) return null;
  return <AudioLines size={16} role="img" aria-label={t('room.stage.speaking')} className="shrink-0" />;
}
