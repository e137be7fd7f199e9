import type { SessionView } from '@parley/shared/policy';
import { clsx } from 'clsx';
import { DoorOpen } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { SessionActions } from '../../../session/model.ts';
import type { DrawnModel } from '../../drawn-model.ts';
import { Toasts, type ToastsProps } from '../../Toasts.tsx';
import type { Conduct } from '../board/use-conduct.tsx';
import { roomKindOf } from '../room-name.ts';
import { PaceBanner } from '../turns/PaceBanner.tsx';
import { AnnouncementBanner } from './AnnouncementBanner.tsx';
import { Banner } from './Banner.tsx';
import { EntryBanner } from './EntryBanner.tsx';
import { LineAway } from '../StatusBanner.tsx';
import { GatherBanner } from './GatherBanner.tsx';
import { StoppedBanner } from './StoppedBanner.tsx';

interface UpcomingProps {
  model: DrawnModel;
  view: SessionView;
  actions: Pick<SessionActions, 'rooms' | 'dismiss'>;
  conduct: Pick<Conduct, 'gather'>;
}

/** Where what just happened is told so that it covers no control: low over the pictures, or over the agreement’s text. */
const apart = { column: 'bottom-0 start-0 w-50', none: 'bottom-2 start-2' } as const;

interface BannersProps extends UpcomingProps {
  toasts: ToastsProps;
  /** How much of the stage there is to stand over. */
  stage: 'whole' | 'row' | 'column' | 'none';
}

/** What is about to happen in my room, over the top of the pictures, and what just did. */
export function Banners({ toasts, stage, ...about }: BannersProps) {
  switch (stage) {
    case 'whole':
      return (
        <div className="pointer-events-none absolute inset-x-2 top-2 z-30 flex flex-col items-center gap-2">
          <Upcoming {...about} />
          <Toasts {...toasts} />
        </div>
      );
    case 'column':
    case 'none':
      return (
        <div className={clsx('pointer-events-none absolute z-30 flex flex-col', apart[stage])}>
          <Toasts {...toasts} />
        </div>
      );
    case 'row':
      return null;
  }
}

/** The same where there are not pictures enough: over a document it would come between a press and what is pressed. */
export function BannersBelow({ toasts, stage, ...about }: BannersProps) {
  if (stage === 'whole') return null;
  return (
    // However much is about to happen, something of the document is left.
    <div className="flex max-h-2/5 shrink-0 flex-col items-center gap-2 overflow-y-auto empty:hidden">
      <Upcoming {...about} />
      {stage === 'row' && <Toasts {...toasts} inFlow />}
    </div>
  );
}

/**
 * Above whatever dialog or sheet stands over the room: nobody comes in unseen behind one, nothing is announced unread,
 * that the line is away is known, and why what was asked is refused.
 */
export function BannersInDialog({
  toasts: { fresh, onHide },
  ...about
}: UpcomingProps & { toasts: ToastsProps; actions: Pick<SessionActions, 'putAway'> }) {
  const refusals = fresh.filter(({ content }) => content.kind === 'error');
  return (
    <div data-room={roomKindOf(about.view.place)} className="flex flex-col items-center gap-2 px-2 pb-2">
      <Upcoming {...about} />
      <Announced {...about} />
      {about.model.line.kind === 'reconnecting' && <LineAway held={about.model.held} />}
      <Toasts fresh={refusals} onHide={onHide} inFlow />
    </div>
  );
}

/** The newest; the ones before come into sight once it is put away. */
export function Announced({
  model,
  view,
  actions,
}: Pick<UpcomingProps, 'model' | 'view'> & { actions: Pick<SessionActions, 'putAway'> }) {
  const message = model.chat.announcements.at(-1);
  return (
    message !== undefined && (
      <AnnouncementBanner message={message} sides={view.sides} onSeen={() => actions.putAway(message.id)} />
    )
  );
}

function Upcoming({ model, view, actions, conduct }: UpcomingProps) {
  const { place, gathering } = view;
  const { clockOffset } = model;
  const entries = place.kind === 'room' ? view.entries.filter(({ room }) => room === place.room) : [];
  return (
    <>
      {entries.map((entry) => (
        <EntryBanner key={entry.participant.id} {...{ entry, view, clockOffset, actions }} />
      ))}
      {view.awaited !== null && <AwaitedBanner {...view.awaited} />}
      <PaceBanner notices={model.notices} />
      <StoppedBanner notices={model.notices} {...{ actions, conduct }} />
      {gathering !== null && <GatherBanner view={view} due={gathering.due} clockOffset={clockOffset} />}
    </>
  );
}

/** Before the door of another room: what is being waited for, and whose doing it is. */
function AwaitedBanner({ by, asked }: NonNullable<SessionView['awaited']>) {
  const { t } = useTranslation();
  return (
    <Banner
      icon={<DoorOpen size={22} aria-hidden />}
      title={by === null ? t('caucus.awaited.own') : t('caucus.awaited.bringing', { name: by })}
    >
      {t(`caucus.awaited.${asked ? 'asked' : 'told'}`)}
    </Banner>
  );
}
