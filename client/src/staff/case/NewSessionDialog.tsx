import type { NewSession } from '@parley/shared/protocol';
import { useTranslation } from 'react-i18next';
import { plain } from '../../i18n/direction.ts';
import { FormDialog } from '../FormDialog.tsx';
import { useDraft } from '../use-draft.ts';
import { useNow } from '../use-now.ts';
import { HoldField } from './HoldField.tsx';
import { checkSession, freshSession, startsAtOf } from './session-form.ts';
import { SessionFields } from './SessionFields.tsx';

interface NewSessionDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** How many sessions the case has had. */
  earlier: number;
  onCreate: (wish: NewSession) => Promise<void>;
}

export function NewSessionDialog({ open, onOpenChange, earlier, onCreate }: NewSessionDialogProps) {
  const { t } = useTranslation();
  const now = useNow();
  const title =
    earlier === 0 ? t('staff.session.firstName') : plain(t('staff.session.nthName', { count: earlier + 1 }));
  // Closed by a slip of the hand, it is there again with what was typed.
  const { draft, change, problems, act, submit } = useDraft({
    fresh: freshSession(title, now),
    check: (typed) => checkSession(typed, now),
    send: async (wish) => {
      await onCreate(wish);
      onOpenChange(false);
    },
  });
  const startsAt = startsAtOf(draft) ?? now;
  return (
    <FormDialog
      open={open}
      onOpenChange={onOpenChange}
      title={t('staff.session.title')}
      verb={t('staff.session.create')}
      act={act}
      onSubmit={submit}
    >
      <SessionFields value={draft} problems={problems} onChange={change} />
      <HoldField {...{ startsAt, now }} value={draft.days} onChange={(days) => change({ days })} />
    </FormDialog>
  );
}
