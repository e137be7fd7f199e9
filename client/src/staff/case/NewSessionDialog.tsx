import type { NewSession } from '@parley/shared/protocol';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { plain } from '../../i18n/direction.ts';
import { useFormat } from '../../i18n/format.ts';
import { TextField } from '../../ui/Field.tsx';
import { useFieldText } from '../field-problem.ts';
import { FormDialog } from '../FormDialog.tsx';
import { useAct } from '../use-act.ts';
import { useNow } from '../use-now.ts';
import { HoldField } from './HoldField.tsx';
import { checkSession, freshSession, type SessionDraft, startsAtOf } from './session-form.ts';

interface NewSessionDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** How many sessions the case has had. */
  earlier: number;
  onCreate: (wish: NewSession) => Promise<void>;
}

export function NewSessionDialog({ open, onOpenChange, earlier, onCreate }: NewSessionDialogProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const fieldText = useFieldText();
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
      <TextField
        label={t('staff.session.name')}
        value={draft.title}
        error={fieldText(problems?.get('title'))}
        autoComplete="off"
        onChange={(event) => change({ title: event.target.value })}
      />
      <div>
        <div className="grid grid-cols-[minmax(0,1fr)_minmax(0,9rem)] gap-3">
          <TextField
            label={t('staff.session.date')}
            type="date"
            value={draft.date}
            error={fieldText(problems?.get('date'))}
            onChange={(event) => change({ date: event.target.value })}
          />
          <TextField
            label={t('staff.session.time')}
            type="time"
            value={draft.time}
            error={fieldText(problems?.get('time'))}
            onChange={(event) => change({ time: event.target.value })}
          />
        </div>
        <p className="mt-1 text-sm text-ink-2">{t('staff.session.zone', { zone: format.zone(startsAt) })}</p>
      </div>
      <HoldField {...{ startsAt, now }} value={draft.days} onChange={(days) => change({ days })} />
    </FormDialog>
  );
}
