import type { TextHash, VersionView } from '@parley/shared/agreement';
import type { ErrorReply } from '@parley/shared/errors';
import { Eye, RotateCcw } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LiveModel } from '../../../../agreement/live/model.ts';
import { useFormat } from '../../../../i18n/format.ts';
import { Button } from '../../../../ui/Button.tsx';
import { Dialog } from '../../../../ui/Dialog.tsx';
import { ErrorNote } from '../../../../ui/ErrorNote.tsx';
import { Note } from '../../../../ui/Note.tsx';
import { Skeleton } from '../../../../ui/Skeleton.tsx';
import { useBusy } from '../../../../ui/use-busy.ts';
import { PrivateMark } from '../PrivateMark.tsx';
import { useTold } from '../use-told.ts';
import { Changes } from './Changes.tsx';
import type { VersionsDesk } from './desk.ts';
import { type Content, hashOfContent } from './content.ts';
import { versionName } from './names.ts';
import { type Plan, planOf } from './plan.ts';
import { useContent } from './use-content.ts';

interface RestoreDialogProps {
  desk: VersionsDesk;
  live: LiveModel;
  version: VersionView;
  onBack: () => void;
  onDone: (words: string) => void;
  onClose: () => void;
}

/** What putting a version back would change, which consents it voids, and the button that does it: over these very words. */
export function RestoreDialog({ desk, live, version, onBack, onDone, onClose }: RestoreDialogProps) {
  const { t } = useTranslation();
  const [then, again] = useContent(desk, version.id);
  const [now] = useContent(desk, null);
  const [seen, setSeen] = useState(now);
  const [error, setError] = useState<ErrorReply | null>(null);
  const [hash, hashNow] = [hashOf(seen), hashOf(now)];
  const stale = hash !== hashNow;
  const top = useTold(stale || error !== null);
  const plan =
    then.kind === 'ready' && seen.kind === 'ready' ? planOf(then.value, seen.value, desk.book.clauses) : null;
  const name = versionName(t, version);
  const held = live.line.kind !== 'open' ? 'away' : live.unsaved ? 'saving' : null;
  const [restore, busy] = useBusy(async () => {
    if (hash === null) return;
    const denied = await desk.actions.versions.restore(desk.kind, version.id, hash);
    setError(denied);
    if (denied === null) onDone(t('agreement.versions.restore.said', { name }));
  });
  return (
    <Dialog
      open
      onOpenChange={onClose}
      wide
      tall
      title={t('agreement.versions.restore.title', { name })}
      description={t(
        desk.kind === 'draft' ? 'agreement.versions.restore.textDraft' : 'agreement.versions.restore.text',
      )}
      actions={
        <>
          <Button onClick={onBack}>{t('common.cancel')}</Button>
          {stale ? (
            <Button
              variant="primary"
              icon={<Eye size={18} aria-hidden />}
              onClick={() => {
                setError(null);
                setSeen(now);
              }}
            >
              {t('agreement.versions.restore.lookAgain')}
            </Button>
          ) : (
            <Button
              variant="primary"
              icon={<RotateCcw size={18} aria-hidden />}
              busy={busy}
              disabled={held !== null || plan === null || plan.nothing || hash === null}
              onClick={restore}
            >
              {t('agreement.versions.restore.confirm')}
            </Button>
          )}
        </>
      }
    >
      <div ref={top} className="flex flex-col gap-4">
        {desk.kind === 'draft' && <PrivateMark />}
        {error !== null && !stale && <ErrorNote error={error} />}
        {stale && (
          <Note tone="warning" live>
            {t('agreement.versions.restore.changed')}
          </Note>
        )}
        {!stale && held !== null && (
          <Note tone={held === 'away' ? 'warning' : 'info'} live>
            {t(`agreement.versions.restore.${held}`)}
          </Note>
        )}
        {then.kind === 'failed' && (
          <ErrorNote error={then.error} action={<Button onClick={again}>{t('common.retry')}</Button>} />
        )}
        {then.kind === 'loading' && (
          <>
            <p role="status" className="text-ink-2">
              {t('agreement.versions.compare.loading')}
            </p>
            <Skeleton className="h-4 w-2/3" />
          </>
        )}
        {plan !== null && then.kind === 'ready' && seen.kind === 'ready' && (
          <>
            <Told plan={plan} ofAgreement={desk.kind === 'agreement'} />
            {!plan.nothing && <Changes before={seen.value} after={then.value} />}
          </>
        )}
      </div>
    </Dialog>
  );
}

const hashOf = (content: ReturnType<typeof useContent>[0]): TextHash | null =>
  content.kind === 'ready' ? hashOfContent(content.value satisfies Content) : null;

const fates = ['rewritten', 'back', 'out', 'locked', 'stays'] as const;

/** The plan in words. */
function Told({ plan, ofAgreement }: { plan: Plan; ofAgreement: boolean }) {
  const { t } = useTranslation();
  const format = useFormat();
  const named = (numbers: readonly number[], ofThen = false): string =>
    format.list(
      numbers.map((number) =>
        t(ofThen ? 'agreement.versions.restore.ofThen' : 'agreement.versions.restore.clause', { number }),
      ),
    );
  if (plan.nothing) return <Note>{t('agreement.versions.restore.nothing')}</Note>;
  return (
    <>
      <ul className="list-disc ps-6">
        {fates
          .filter((fate) => plan.fates[fate].length > 0)
          .map((fate) => (
            <li key={fate}>
              {t(`agreement.versions.restore.${fate}`, { clauses: named(plan.fates[fate], fate === 'back') })}
            </li>
          ))}
        {plan.onlyOrder && <li>{t('agreement.versions.restore.order')}</li>}
      </ul>
      {ofAgreement &&
        (plan.voided.length > 0 ? (
          <Note tone="warning">
            {t('agreement.versions.restore.consents', { clauses: named(plan.voided) })}
          </Note>
        ) : (
          <p className="text-ink-2">{t('agreement.versions.restore.noConsents')}</p>
        ))}
    </>
  );
}
