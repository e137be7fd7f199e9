import type { PersonId } from '@parley/shared/ids';
import type { CasePerson, RouteInput } from '@parley/shared/protocol';
import type { Side } from '@parley/shared/session';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Checkbox } from '../../ui/Checkbox.tsx';
import { useRoleName } from '../../ui/person.ts';
import { FormDialog } from '../FormDialog.tsx';
import { useAct } from '../use-act.ts';
import { useNow } from '../use-now.ts';
import { type HoldDays, holdOf } from './hold.ts';
import { HoldField } from './HoldField.tsx';

interface InviteDialogProps {
  open: boolean;
  onClose: () => void;
  session: { readonly title: string; readonly startsAt: number };
  /** Who has no link to it. */
  missing: readonly CasePerson[];
  sides: readonly Side[];
  onInvite: (wish: RouteInput<'sessions.invite'>) => Promise<void>;
}

/** Links to a session for people of the case who have none; all of them, until one says otherwise. */
export function InviteDialog({ open, onClose, session, missing, sides, onInvite }: InviteDialogProps) {
  const { t } = useTranslation();
  const roleName = useRoleName();
  const now = useNow();
  const [leftOut, setLeftOut] = useState<ReadonlySet<PersonId>>(new Set());
  const [days, setDays] = useState<HoldDays>(7);
  const [tried, setTried] = useState(false);
  const chosen = missing.filter(({ id }) => !leftOut.has(id));
  const close = (): void => {
    setLeftOut(new Set());
    setTried(false);
    onClose();
  };
  const invite = useAct(async (wish: RouteInput<'sessions.invite'>) => {
    await onInvite(wish);
    close();
  });
  const turn = (id: PersonId, on: boolean): void => {
    const next = new Set(leftOut);
    if (on) next.delete(id);
    else next.add(id);
    setLeftOut(next);
  };
  return (
    <FormDialog
      open={open}
      onOpenChange={close}
      title={t('staff.invite.title', { title: session.title })}
      description={t('staff.invite.text')}
      verb={t('staff.invite.verb')}
      act={invite}
      onSubmit={() => {
        setTried(true);
        if (chosen.length === 0) return false;
        const { hours: linkHours } = holdOf(session.startsAt, days, Date.now());
        invite.run({ people: chosen.map(({ id }) => id), linkHours });
        return true;
      }}
    >
      <fieldset>
        <legend className="font-medium">{t('staff.invite.who')}</legend>
        {missing.map((person) => (
          <Checkbox key={person.id} checked={!leftOut.has(person.id)} onChange={(on) => turn(person.id, on)}>
            <bdi className="me-2">{person.name}</bdi>
            <span className="text-sm text-ink-2">{roleName(person, sides)}</span>
          </Checkbox>
        ))}
        {tried && chosen.length === 0 && (
          <p role="alert" className="text-sm text-danger-ink">
            {t('staff.invite.none')}
          </p>
        )}
      </fieldset>
      <HoldField startsAt={session.startsAt} now={now} value={days} onChange={setDays} />
    </FormDialog>
  );
}
