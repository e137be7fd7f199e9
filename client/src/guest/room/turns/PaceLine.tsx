import type { Epoch } from '@parley/shared/ids';
import type { SessionView } from '@parley/shared/policy';
import { Speech } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { TurnsActions } from '../../../session/turns-actions.ts';
import { useActiveSpeaker } from '../../use-session.ts';
import { peopleHere } from '../hearing.ts';
import { PaceButton } from './PaceButton.tsx';
import { interprets } from './standing.ts';

interface PaceLineProps {
  view: SessionView;
  epoch: Epoch;
  turns: Pick<TurnsActions, 'askSlower'>;
}

/** Where people speak as they like: who speaks, for an interpreter who may have to ask them for a slower pace. */
export function PaceLine({ view, epoch, turns }: PaceLineProps) {
  const { t } = useTranslation();
  const active = useActiveSpeaker();
  const speaker = peopleHere(view).find(({ participant }) => participant.id === active);
  if (!interprets(view)) return null;
  // Of one height whether or not anybody has spoken: an interpreter's switches stand above it.
  return (
    <section
      aria-label={t('turns.pace.label')}
      className="flex min-h-14.25 items-center gap-x-4 border-t border-line px-3 py-1.5 sm:min-h-12.5 sm:px-4"
    >
      <p className="flex min-w-0 flex-1 items-center gap-2 text-sm">
        <Speech size={18} aria-hidden className="shrink-0" />
        <span className="min-w-0 truncate">
          {speaker === undefined
            ? t('turns.pace.nobody')
            : t('turns.pace.speaker', { name: speaker.participant.name })}
        </span>
      </p>
      {speaker !== undefined && (
        <PaceButton
          key={speaker.participant.id}
          participant={speaker.participant.id}
          epoch={epoch}
          turns={turns}
        />
      )}
    </section>
  );
}
