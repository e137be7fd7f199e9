import type { VersionView } from '@parley/shared/agreement';
import { History, PenLine } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LiveModel } from '../../../../agreement/live/model.ts';
import { Dialog } from '../../../../ui/Dialog.tsx';
import { Segments } from '../../../../ui/Segments.tsx';
import { PrivateMark } from '../PrivateMark.tsx';
import { ComparisonView } from './ComparisonView.tsx';
import type { VersionsDesk } from './desk.ts';
import { RestoreDialog } from './RestoreDialog.tsx';
import { VersionList } from './VersionList.tsx';
import { WritersView } from './WritersView.tsx';

interface VersionsDialogProps {
  desk: VersionsDesk;
  live: LiveModel;
  onClose: () => void;
}

type Step =
  | { readonly kind: 'list' | 'writers' }
  | { readonly kind: 'compare' | 'restore'; readonly version: VersionView };

/** How a document was, what has changed since and who wrote it; and the way back to how it was. */
export function VersionsDialog({ desk, live, onClose }: VersionsDialogProps) {
  const { t } = useTranslation();
  const [step, setStep] = useState<Step>({ kind: 'list' });
  const [said, setSaid] = useState('');
  if (step.kind === 'restore') {
    const { version } = step;
    return (
      <RestoreDialog
        {...{ desk, live, version, onClose }}
        onBack={() => setStep({ kind: 'compare', version })}
        onDone={(words) => {
          setSaid(words);
          setStep({ kind: 'list' });
        }}
      />
    );
  }
  if (step.kind === 'compare') {
    return (
      <ComparisonView
        key={step.version.id}
        {...{ desk, onClose }}
        version={step.version}
        onBack={() => setStep({ kind: 'list' })}
        onRestore={(version) => setStep({ kind: 'restore', version })}
      />
    );
  }
  return (
    <Dialog open onOpenChange={onClose} wide tall title={t('agreement.versions.title')}>
      {desk.kind === 'draft' && <PrivateMark />}
      <Segments
        label={t('agreement.versions.what')}
        value={step.kind}
        onChange={(kind) => setStep({ kind })}
        className="mb-4 self-start"
        options={[
          { value: 'list', label: t('agreement.versions.list'), icon: <History size={16} aria-hidden /> },
          {
            value: 'writers',
            label: t('agreement.versions.writers'),
            icon: <PenLine size={16} aria-hidden />,
          },
        ]}
      />
      {step.kind === 'list' ? (
        <VersionList
          {...{ desk, said }}
          onSaid={setSaid}
          onCompare={(version) => setStep({ kind: 'compare', version })}
        />
      ) : (
        <WritersView desk={desk} />
      )}
    </Dialog>
  );
}
