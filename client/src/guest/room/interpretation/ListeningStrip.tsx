import type { SessionView } from '@parley/shared/policy';
import { Headphones } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../i18n/format.ts';
import type { SessionActions } from '../../../session/model.ts';
import { Button } from '../../../ui/Button.tsx';
import { useBusy } from '../../../ui/use-busy.ts';
import { type Listening, listening } from './listening.ts';

interface ListeningStripProps {
  view: SessionView;
  actions: Pick<SessionActions, 'interpretation'>;
  onChoose: () => void;
}

/** What I listen to and who interprets it; or that somebody does into the language I speak. */
export function ListeningStrip({ view, actions, onChoose }: ListeningStripProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const what = listening(view);
  const [listen, choosing] = useBusy(() =>
    what === null ? undefined : actions.interpretation.listen(what.language),
  );
  if (what === null) return null;
  return (
    <section
      aria-label={t('interpretation.strip.label')}
      className="flex items-center gap-2.5 rounded-md border border-channel bg-channel-soft py-1 ps-3 pe-1 text-channel-ink"
    >
      <Headphones size={18} aria-hidden className="shrink-0" />
      <p role="status" className="min-w-0 flex-1 text-sm leading-snug text-pretty">
        <Said what={what} />
      </p>
      {what.kind === 'suggested' ? (
        <Button size="sm" variant="primary" busy={choosing} onClick={listen} className="shrink-0">
          {t('interpretation.strip.listen', { language: format.languageName(what.language) })}
        </Button>
      ) : (
        <Button
          size="sm"
          variant="quiet"
          onClick={onChoose}
          className="shrink-0 text-channel-ink underline underline-offset-2"
        >
          {t('interpretation.strip.change')}
        </Button>
      )}
    </section>
  );
}

function Said({ what }: { what: Listening }) {
  const { t } = useTranslation();
  const language = useFormat().languageName(what.language);
  switch (what.kind) {
    case 'interpreted':
      return (
        <span className="text-base font-semibold">
          {t('interpretation.strip.now', { language, name: what.name })}
        </span>
      );
    case 'lost':
    case 'suggested':
      return t(`interpretation.strip.${what.kind}`, { language, name: what.name });
    case 'nobody':
      return t('interpretation.strip.nobody', { language });
  }
}
