import type { Epoch } from '@parley/shared/ids';
import type { SessionView } from '@parley/shared/policy';
import type { TranscriptLine } from '@parley/shared/protocol';
import { ScrollText } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { inLanguage } from '../../../i18n/languages.ts';
import { useFormat } from '../../../i18n/format.ts';
import type { SessionActions } from '../../../session/model.ts';
import { Button } from '../../../ui/Button.tsx';
import { Dialog } from '../../../ui/Dialog.tsx';
import { Empty } from '../../../ui/Empty.tsx';
import { Note } from '../../../ui/Note.tsx';
import { Spinner } from '../../../ui/Spinner.tsx';

interface TranscriptDialogProps {
  view: SessionView;
  actions: Pick<SessionActions, 'captions'>;
  onClose: () => void;
}

interface Found {
  readonly lines: readonly TranscriptLine[];
  readonly more: boolean;
}

/** The captions that were kept of the room I stand in; with the room they go. */
export function TranscriptDialog({ view, actions, onClose }: TranscriptDialogProps) {
  const { t } = useTranslation();
  const { place } = view;
  return (
    <Dialog
      open
      wide
      onOpenChange={onClose}
      title={t('captions.transcript.title')}
      description={t('captions.transcript.text')}
    >
      {place.kind === 'room' && <Lines key={place.epoch} epoch={place.epoch} captions={actions.captions} />}
    </Dialog>
  );
}

interface LinesProps {
  epoch: Epoch;
  captions: Pick<SessionActions['captions'], 'transcript'>;
}

function Lines({ epoch, captions }: LinesProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const [found, setFound] = useState<Found | 'looking' | 'failed'>('looking');
  useEffect(() => {
    let gone = false;
    void captions.transcript(epoch, null).then((page) => {
      if (!gone) setFound(page ?? 'failed');
    });
    return () => {
      gone = true;
    };
  }, [captions, epoch]);
  if (found === 'looking') {
    return (
      <p role="status" className="flex items-center justify-center gap-3 p-6 text-ink-2">
        <Spinner />
        {t('captions.transcript.loading')}
      </p>
    );
  }
  if (found === 'failed') return <Note tone="danger">{t('captions.transcript.failed')}</Note>;
  const [oldest] = found.lines;
  if (oldest === undefined) {
    return (
      <Empty icon={<ScrollText size={28} aria-hidden />} title={t('captions.transcript.none')}>
        <p>{t('captions.transcript.how')}</p>
      </Empty>
    );
  }
  const older = async (): Promise<void> => {
    const page = await captions.transcript(epoch, oldest.at);
    if (page !== null) setFound({ lines: [...page.lines, ...found.lines], more: page.more });
  };
  return (
    <>
      {found.more && (
        <Button variant="quiet" onClick={() => void older()}>
          {t('captions.transcript.older')}
        </Button>
      )}
      <ol className="flex flex-col gap-3">
        {found.lines.map(({ id, by, at, name, language, text }) => (
          <li key={`${by} ${id}`}>
            <p className="text-sm text-ink-2">
              <span className="tabular-nums">{format.time(at)}</span> · <bdi>{name}</bdi> ·{' '}
              {format.languageName(language)}
            </p>
            <p {...inLanguage(language)}>{text}</p>
          </li>
        ))}
      </ol>
    </>
  );
}
