import type { NewSession } from '@parley/shared/protocol';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { plain } from '../../i18n/direction.ts';
import { FormDialog } from '../FormDialog.tsx';
import { useAct } from '../use-act.ts';
import { useNow } from '../use-now.ts';
import { HoldField } from './HoldField.tsx';
import { checkSession, freshSession, type SessionDraft, startsAtOf } from './session-form.ts';
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
  // Null until something is typed: then it stays, were the dialog closed by a slip of the hand.
  const [typed, setTyped] = useState<SessionDraft | null>(null);
  const [tried, setTried] = useState(false);
  const title =
    earlier === 0 ? t('staff.session.firstName') : plain(t('staff.session.nthName', { count: earlier + 1 }));
  const draft = typed ?? freshSession(title, now);
  const startsAt = startsAtOf(draft) ?? now;
  const checked = checkSession(draft, now);
  const problems = tried && !checked.ok ? checked.problems : undefined;
  const change = (part: Partial<SessionDraft>): void => setTyped({ ...draft, ...part });
  const create = useAct(async (wish: NewSession) => {
    await onCreate(wish);
    setTyped(null);
    setTried(false);
    onOpenChange(false);
  });
  return (
    <FormDialog
      open={open}
      onOpenChange={onOpenChange}
      title={t('staff.session.title')}
      verb={t('staff.session.create')}
      act={create}
      onSubmit={() => {
        setTried(true);
        if (checked.ok) create.run(checked.value);
        return checked.ok;
      }}
    >
      <SessionFields value={draft} problems={problems} onChange={change} />
      <HoldField {...{ startsAt, now }} value={draft.days} onChange={(days) => change({ days })} />
    </FormDialog>
  );
}
