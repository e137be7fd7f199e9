import type { DocumentKind } from '@parley/shared/agreement';
import type { SessionView } from '@parley/shared/policy';
import { useTranslation } from 'react-i18next';
import type { AgreementActions } from '../../../session/agreement-actions.ts';
import { Button } from '../../../ui/Button.tsx';
import { StartForm } from './StartForm.tsx';

interface StartScreenProps {
  kind: DocumentKind;
  view: SessionView;
  actions: Pick<AgreementActions, 'start' | 'templates'>;
}

/** Where there is no agreement, or no draft, yet. */
export function StartScreen({ kind, view, actions }: StartScreenProps) {
  const { t } = useTranslation();
  const draft = kind === 'draft';
  return (
    <StartForm
      {...{ kind, view, actions }}
      className="mx-auto max-w-2xl p-4 sm:p-6"
      onStart={(wish) => actions.start(kind, wish)}
      before={
        <div>
          <h3 className="text-xl font-semibold">
            {t(draft ? 'agreement.start.draftTitle' : 'agreement.start.title')}
          </h3>
          <p className="mt-1 text-ink-2">{t(draft ? 'agreement.start.draftText' : 'agreement.start.text')}</p>
        </div>
      }
      after={(busy) => (
        <Button type="submit" variant="primary" busy={busy} className="self-start">
          {t('agreement.start.verb')}
        </Button>
      )}
    />
  );
}
