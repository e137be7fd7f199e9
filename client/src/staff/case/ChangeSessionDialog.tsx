import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Note } from '../../ui/Note.tsx';
import { FormDialog } from '../FormDialog.tsx';
import { useAct } from '../use-act.ts';
import { useNow } from '../use-now.ts';
import {
  type ChangedSession,
  checkChange,
  type MeetingDraft,
  meetingOf,
  startsAtOf,
} from './session-form.ts';
import type { CaseSession } from './SessionCard.tsx';
import { SessionFields } from './SessionFields.tsx';

interface ChangeSessionDialogProps {
  session: CaseSession;
  open: boolean;
  onClose: () => void;
  onChange: (wish: ChangedSession) => Promise<void>;
}

/** Another time or title; the links stay as they are. */
export function ChangeSessionDialog({ session, open, onClose, onChange }: ChangeSessionDialogProps) {
  const { t } = useTranslation();
  const now = useNow();
  // Null until something is typed: the session may be changed elsewhere meanwhile.
  const [typed, setTyped] = useState<MeetingDraft | null>(null);
  const [tried, setTried] = useState(false);
  const draft = typed ?? meetingOf(session);
  const checked = checkChange(draft, session, now);
  const startsAt = startsAtOf(draft);
  const early = session.links.filter(
    ({ url, expiresAt }) => url !== null && startsAt !== null && expiresAt < startsAt,
  );
  const close = (): void => {
    setTyped(null);
    setTried(false);
    onClose();
  };
  const change = useAct(async (wish: ChangedSession) => {
    await onChange(wish);
    close();
  });
  return (
    <FormDialog
      open={open}
      onOpenChange={close}
      title={t('staff.session.changeTitle')}
      description={t('staff.session.changeText')}
      verb={t('common.save')}
      act={change}
      onSubmit={() => {
        setTried(true);
        if (checked.ok) change.run(checked.value);
        return checked.ok;
      }}
    >
      <SessionFields
        value={draft}
        problems={tried && !checked.ok ? checked.problems : undefined}
        onChange={(part) => setTyped({ ...draft, ...part })}
      />
      {early.length > 0 && (
        <Note tone="warning" live>
          {t('staff.session.linksEarly', { count: early.length })}
        </Note>
      )}
    </FormDialog>
  );
}
