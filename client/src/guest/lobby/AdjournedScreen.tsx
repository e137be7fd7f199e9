import type { SessionView } from '@parley/shared/policy';
import { CirclePause } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/format.ts';
import { Button } from '../../ui/Button.tsx';
import { useBusy } from '../../ui/use-busy.ts';
import { Outcome } from '../ends/Outcome.tsx';

interface AdjournedScreenProps {
  view: SessionView;
  note: string;
  onResume: () => Promise<unknown>;
  /** No mediator is there: takes the lead, and resumes. */
  onTakeLead: () => Promise<void>;
  onLeave: () => Promise<void>;
}

/** Everyone waits until whoever presides resumes. */
export function AdjournedScreen({ view, note, onResume, onTakeLead, onLeave }: AdjournedScreenProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const [resume, resuming] = useBusy(onResume);
  const [takeLead, taking] = useBusy(onTakeLead);
  const [leave, leaving] = useBusy(onLeave);
  const waiting = view.people.filter(({ attendance }) => attendance === 'waiting');
  const { conduct, preside, takeLead: mayTakeLead } = view.powers;
  return (
    <Outcome
      icon={<CirclePause size={28} aria-hidden />}
      title={t('guest.adjourned.title')}
      quote={
        note === ''
          ? undefined
          : { from: t('guest.adjourned.note', { names: format.list(view.mediators) }), words: note }
      }
      text={
        preside
          ? t('guest.adjourned.conductText')
          : mayTakeLead
            ? t('guest.adjourned.leadText')
            : conduct
              ? t('guest.adjourned.secondText')
              : t('guest.adjourned.text')
      }
      actions={
        <>
          {preside && (
            <Button variant="primary" busy={resuming} onClick={resume}>
              {t('guest.adjourned.resume')}
            </Button>
          )}
          {mayTakeLead && (
            <Button variant="primary" busy={taking} onClick={takeLead}>
              {t('guest.adjourned.takeLead')}
            </Button>
          )}
          <Button busy={leaving} onClick={leave}>
            {t('guest.adjourned.leave')}
          </Button>
        </>
      }
    >
      {waiting.length > 0 && (
        <section className="mt-6">
          <h2 className="font-semibold">{t('guest.adjourned.waiting')}</h2>
          <p className="mt-1 text-ink-2">{format.list(waiting.map(({ participant }) => participant.name))}</p>
        </section>
      )}
    </Outcome>
  );
}
