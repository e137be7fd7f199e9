import type { NewCase } from '@parley/shared/protocol';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/Button.tsx';
import { Confirm } from '../../ui/Confirm.tsx';
import { Note } from '../../ui/Note.tsx';
import { useTitle } from '../../ui/Page.tsx';
import { BackToCases } from '../frame/BackToCases.tsx';
import type { CaseDraft } from './draft.ts';
import { NewCaseForm } from './NewCaseForm.tsx';

interface NewCaseScreenProps {
  draft: CaseDraft;
  /** It was typed before the page was reloaded or left. */
  restored: boolean;
  onChange: (draft: CaseDraft) => void;
  onStartOver: () => void;
  onCreate: (wish: NewCase) => Promise<void>;
}

export function NewCaseScreen({ draft, restored, onChange, onStartOver, onCreate }: NewCaseScreenProps) {
  const { t } = useTranslation();
  const [asking, setAsking] = useState(false);
  useTitle(t('staff.newCase.title'));
  return (
    <div className="mx-auto max-w-3xl">
      <BackToCases />
      <h1 className="mb-6 text-2xl leading-snug font-semibold">{t('staff.newCase.title')}</h1>
      <NewCaseForm
        draft={draft}
        onChange={onChange}
        onCreate={onCreate}
        notice={
          restored && (
            <Note
              action={
                <Button size="sm" onClick={() => setAsking(true)}>
                  {t('staff.newCase.startOver')}
                </Button>
              }
            >
              {t('staff.newCase.kept')}
            </Note>
          )
        }
      />
      <Confirm
        open={asking}
        onOpenChange={setAsking}
        title={t('staff.newCase.startOverTitle')}
        consequence={t('staff.newCase.startOverText')}
        verb={t('staff.newCase.startOver')}
        danger
        onConfirm={onStartOver}
      />
    </div>
  );
}
