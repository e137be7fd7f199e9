import type { PersonView, SessionView } from '@parley/shared/policy';
import { sideOf } from '@parley/shared/session';
import { clsx } from 'clsx';
import { Hourglass, Languages, MessageCircle, Speech } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { SessionActions } from '../../../session/model.ts';
import type { DrawnModel } from '../../drawn-model.ts';
import { SideMark } from '../../../ui/SideMark.tsx';
import { useServerNow } from '../../use-now.ts';
import type { RoomDialog } from '../ui-state.ts';
import { PaceLine } from './PaceLine.tsx';
import { isLong, minutesAndSeconds, type Standing, standingIn } from './standing.ts';
import { TurnActions } from './TurnActions.tsx';

interface TurnBarProps {
  model: DrawnModel;
  view: SessionView;
  actions: Pick<SessionActions, 'turns' | 'setMicrophone'>;
  onDialog: (dialog: RoomDialog) => void;
}

const EVERY_MS = 1_000;

/** Whose turn it is, in words everyone in the room reads, and what I can do about it; within a thumb's reach. */
export function TurnBar({ model, view, actions, onDialog }: TurnBarProps) {
  const { t } = useTranslation();
  const standing = standingIn(view);
  if (view.place.kind !== 'room') return null;
  // It stands there before anything is in it: what comes into it is read out.
  return (
    <section
      aria-label={standing === null ? undefined : t('turns.label')}
      data-stage={standing?.stage}
      className={standing === null ? 'contents' : clsx('relative border-t', lookOf(standing))}
    >
      {standing !== null && standing.stage === 'mine' && (
        <Spoken standing={standing} clockOffset={model.clockOffset} />
      )}
      <div
        className={clsx(standing !== null && 'flex flex-wrap items-center gap-x-4 gap-y-2 px-3 py-2 sm:px-4')}
      >
        <div role="status" className="min-w-0 flex-1 basis-64">
          {standing !== null && <Words standing={standing} view={view} clockOffset={model.clockOffset} />}
        </div>
        {standing !== null && (
          <>
            <Clock standing={standing} view={view} clockOffset={model.clockOffset} />
            <TurnActions
              standing={standing}
              view={view}
              epoch={view.place.epoch}
              actions={actions}
              onDialog={onDialog}
            />
          </>
        )}
      </div>
      {standing === null && <PaceLine view={view} epoch={view.place.epoch} turns={actions.turns} />}
    </section>
  );
}

/** Mine is in the room's colour, what an interpreter says in that of interpretation. */
function lookOf({ stage }: Standing): string {
  switch (stage) {
    case 'mine':
      return 'border-room bg-room-soft';
    case 'render':
    case 'rendered':
    case 'mineRendered':
      return 'border-channel bg-channel-soft';
    case 'nobody':
    case 'speaking':
      return 'border-line bg-raised';
  }
}

interface Timed {
  standing: Standing;
  clockOffset: number;
}

function Words({ standing, view, clockOffset }: Timed & { view: SessionView }) {
  const { t } = useTranslation();
  const { stage, holder } = standing;
  const name = holder?.participant.name ?? '';
  return (
    <>
      <p className="flex items-start gap-2 font-semibold">
        <span className="flex h-6 shrink-0 items-center">
          <Sign standing={standing} view={view} />
        </span>
        <span className="min-w-0">{t(`turns.${stage}`, { name })}</span>
      </p>
      <Lapsed standing={standing} view={view} />
      <Beside standing={standing} view={view} clockOffset={clockOffset} />
    </>
  );
}

/** Why it is nobody's turn any more, or the interpreter's already. */
function Lapsed({ standing: { lapsed }, view }: { standing: Standing; view: SessionView }) {
  const { t } = useTranslation();
  if (lapsed === null) return null;
  const isMe = lapsed.participant.id === view.me.participant.id;
  return (
    <p className="text-sm">
      {isMe ? t('turns.lapsedMine') : t('turns.lapsed', { name: lapsed.participant.name })}
    </p>
  );
}

/** What else I need to know, one thing at a time. */
function Beside({ standing, view, clockOffset }: Timed & { view: SessionView }) {
  const { t } = useTranslation();
  const now = useServerNow(clockOffset, EVERY_MS);
  const { stage, held, interpreted } = standing;
  if (held !== null) return <p className="text-sm">{t(`turns.held.${held}`)}</p>;
  const muted = view.me.microphone !== 'open';
  if (muted && (stage === 'mine' || stage === 'render'))
    return <p className="text-sm">{t('turns.micOff')}</p>;
  if (isLong(standing, now)) {
    return (
      <p className="flex items-start gap-2 text-sm font-medium">
        <Hourglass size={16} aria-hidden className="mt-0.5 shrink-0" />
        {interpreted ? t('turns.pause') : t('turns.finish')}
      </p>
    );
  }
  const speaksFreely = view.powers.conduct && stage !== 'mine' && !muted;
  return speaksFreely && <p className="text-sm text-ink-2">{t('turns.freely')}</p>;
}

function Sign({ standing: { stage, holder }, view }: { standing: Standing; view: SessionView }) {
  switch (stage) {
    case 'nobody':
      return <MessageCircle size={20} aria-hidden />;
    case 'render':
    case 'rendered':
    case 'mineRendered':
      return <Languages size={20} aria-hidden className="text-channel-ink" />;
    case 'mine':
    case 'speaking':
      return holder === null ? <Speech size={20} aria-hidden /> : <Mark person={holder} view={view} />;
  }
}

function Mark({ person: { participant }, view }: { person: PersonView; view: SessionView }) {
  const side = sideOf(participant);
  return side === null ? <Speech size={20} aria-hidden /> : <SideMark side={side} sides={view.sides} />;
}

/** How long somebody has spoken; for themselves, and for whoever leads the talk. */
function Clock({ standing, view, clockOffset }: Timed & { view: SessionView }) {
  const { t } = useTranslation();
  const now = useServerNow(clockOffset, EVERY_MS);
  const { stage, since, limitSeconds } = standing;
  const timed =
    (stage === 'mine' && view.me.microphone === 'open') || (stage === 'speaking' && view.powers.conduct);
  if (!timed || since === null) return null;
  return (
    <span aria-hidden className="shrink-0 text-sm tabular-nums">
      {t('turns.clock', {
        spoken: minutesAndSeconds(now - since),
        limit: minutesAndSeconds(limitSeconds * 1_000),
      })}
    </span>
  );
}

/** The same as a line that fills, for the corner of one's eye. */
function Spoken({ standing: { since, limitSeconds }, clockOffset }: Timed) {
  const now = useServerNow(clockOffset, EVERY_MS);
  const part = since === null ? 0 : Math.min(1, Math.max(0, (now - since) / (limitSeconds * 1_000)));
  return (
    <span aria-hidden className="absolute inset-x-0 -top-px h-1 overflow-hidden">
      <span className="block h-full bg-room" style={{ width: `${part * 100}%` }} />
    </span>
  );
}
