import { useTranslation } from 'react-i18next';
import { Note } from '../../ui/Note.tsx';
import { FormDialog } from '../FormDialog.tsx';
import { useDraft } from '../use-draft.ts';
import { useNow } from '../use-now.ts';
import { type ChangedSession, checkChange, meetingOf, startsAtOf } from './session-form.ts';
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
  const { draft, change, problems, act, submit, forget } = useDraft({
    fresh: meetingOf(session),
    check: (typed) => checkChange(typed, session, now),
    send: async (wish) => {
      await onChange(wish);
      onClose();
    },
  });
  const startsAt = startsAtOf(draft);
  const early = session.links.filter(
    ({ url, expiresAt }) => url !== null && startsAt !== null && expiresAt < startsAt,
  );
  return (
    <FormDialog
      open={open}
      onOpenChange={() => {
        forget();
        onClose();
      }}
      title={t('staff.session.changeTitle')}
      description={t('staff.session.changeText')}
      verb={t('common.save')}
      act={act}
      onSubmit={submit}
    >
      <SessionFields value={draft} problems={problems} onChange={change} />
      {early.length > 0 && (
        <Note tone="warning" live>
          {t('staff.session.linksEarly', { count: early.length })}
        </Note>
      )}
    </FormDialog>
  );
}
