import type { OwnWords } from '@parley/shared/agreement';
import { ArrowLeft } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from '../../app/router.tsx';
import { Button } from '../../ui/Button.tsx';
import { Confirm } from '../../ui/Confirm.tsx';
import { Note } from '../../ui/Note.tsx';
import { useTitle } from '../../ui/Page.tsx';
import { patiently } from '../../ui/patiently.ts';
import { paths } from '../routes.ts';
import type { TemplateDraft } from './draft.ts';
import { TemplateSkeleton } from './TemplateSkeleton.tsx';

/** The editor is loaded once something is written. */
const TemplateForm = lazy(patiently(() => import('./TemplateForm.tsx')));

export interface TemplateScreenProps {
  heading: string;
  begun: TemplateDraft;
  /** What was typed before the page was left; null: nothing. */
  restored: TemplateDraft | null;
  /** Whose it may be; null: that is settled. */
  organisations: readonly string[] | null;
  /** It came from an agreement, and nobody of the staff has read it. */
  toRead?: boolean;
  /** What is typed and not saved; null forgets it. */
  onKeep: (draft: TemplateDraft | null) => void;
  onSave: (organisation: string, words: OwnWords, revision: number) => Promise<void>;
  onSaved: () => void;
  /** Somebody else has changed it meanwhile: their words instead. */
  onReadAgain?: (() => void) | undefined;
}

export function TemplateScreen(props: TemplateScreenProps) {
  const { heading, begun, restored, toRead = false, onKeep, onReadAgain } = props;
  const { t } = useTranslation();
  const [first, setFirst] = useState(restored ?? begun);
  const [isRestored, setRestored] = useState(restored !== null);
  const [round, setRound] = useState(0);
  const [asking, setAsking] = useState(false);
  useTitle(heading);
  const startOver = (): void => {
    onKeep(null);
    setFirst(begun);
    setRestored(false);
    setRound(round + 1);
  };
  return (
    <div>
      <Link
        href={paths.templates}
        className="-ms-1 mb-2 inline-flex min-h-9 items-center gap-1 rounded-sm px-1 text-sm text-ink-2 hover:text-ink hover:underline"
      >
        <ArrowLeft size={16} aria-hidden className="rtl:-scale-x-100" />
        {t('templates.title')}
      </Link>
      <h1 className="mb-6 text-2xl leading-snug font-semibold">{heading}</h1>
      <div className="mb-6 flex flex-col gap-3 empty:hidden">
        {toRead && <Note tone="warning">{t('templates.form.toRead')}</Note>}
        {isRestored && (
          <Note
            action={
              <Button size="sm" onClick={() => setAsking(true)}>
                {t('templates.form.startOver')}
              </Button>
            }
          >
            {t('templates.form.restored')}
          </Note>
        )}
      </div>
      <Suspense fallback={<TemplateSkeleton />}>
        <TemplateForm
          key={round}
          {...props}
          first={first}
          onReadAgain={
            onReadAgain &&
            (() => {
              onKeep(null);
              onReadAgain();
            })
          }
        />
      </Suspense>
      <Confirm
        open={asking}
        onOpenChange={setAsking}
        title={t('templates.form.startOverTitle')}
        consequence={t('templates.form.startOverText')}
        verb={t('templates.form.startOver')}
        danger
        onConfirm={startOver}
      />
    </div>
  );
}
