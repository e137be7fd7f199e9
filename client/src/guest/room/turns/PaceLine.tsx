import type { Epoch } from '@parley/shared/ids';
import type { SessionView } from '@parley/shared/policy';
import { Speech } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { SessionModel } from '../../../session/model.ts';
import type { TurnsActions } from '../../../session/turns-actions.ts';
import { peopleHere } from '../hearing.ts';
import { PaceButton } from './PaceButton.tsx';
import { interprets } from './standing.ts';

interface PaceLineProps {
  model: Pick<SessionModel, 'activeSpeaker'>;
  view: SessionView;
  epoch: Epoch;
  turns: Pick<TurnsActions, 'askSlower'>;
}

/** Where people speak as they like: who speaks, for an interpreter who may have to ask them for a slower pace. */
export function PaceLine({ model, view, epoch, turns }: PaceLineProps) {
  const { t } = useTranslation();
  const speaker = peopleHere(view).find(({ participant }) => participant.id === model.activeSpeaker);
  if (!interprets(view) || speaker === undefined) return null;
  const { id, name } = speaker.participant;
  return (
    <section
      aria-label={t('turns.pace.label')}
      className="flex flex-wrap items-center gap-x-4 gap-y-2 border-t border-line px-3 py-1.5 sm:px-4"
    >
      <p className="flex min-w-0 flex-1 basis-40 items-center gap-2 text-sm">
        <Speech size={18} aria-hidden className="shrink-0" />
        <span className="min-w-0 truncate">{t('turns.pace.speaker', { name })}</span>
      </p>
      <PaceButton key={id} participant={id} epoch={epoch} turns={turns} />
    </section>
  );
}
