import type { CaseDetail } from '@parley/shared/protocol';
import { Role } from '@parley/shared/session';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../i18n/format.ts';
import { Checkbox } from '../../../ui/Checkbox.tsx';
import { SelectField } from '../../../ui/Field.tsx';
import type { AddedPeople } from '../../api.ts';
import { FormDialog } from '../../FormDialog.tsx';
import { useDraft } from '../../use-draft.ts';
import { useNow } from '../../use-now.ts';
import { arrangeSessions } from '../arrange.ts';
import { HoldField } from '../HoldField.tsx';
import { checkPerson, freshPerson, lastOf, onSide, rolesOn } from './person-form.ts';
import { PersonFields } from './PersonFields.tsx';

interface AddPersonDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  detail: CaseDetail;
  onAdd: (wish: AddedPeople) => Promise<void>;
  /** With how many links. */
  onAdded: (name: string, links: number) => void;
}

/** Somebody more for the case, and for the sessions of it that go on or are to come. */
export function AddPersonDialog({ open, onOpenChange, detail, onAdd, onAdded }: AddPersonDialogProps) {
  const { t, i18n } = useTranslation();
  const format = useFormat();
  const now = useNow();
  const { current } = arrangeSessions(detail.sessions, now);
  // Closed by a slip of the hand, it is there again with what was typed.
  const { draft, change, problems, act, submit } = useDraft({
    fresh: freshPerson(current, i18n.language),
    check: (typed) => checkPerson(typed, current, now),
    send: async (wish) => {
      await onAdd(wish);
      onAdded(draft.name.trim(), wish.sessions.length);
      onOpenChange(false);
    },
  });
  const last = lastOf(draft, current);
  return (
    <FormDialog
      open={open}
      onOpenChange={onOpenChange}
      title={t('staff.people.add')}
      verb={t('staff.people.addVerb')}
      act={act}
      onSubmit={submit}
    >
      <div className="grid gap-4 sm:grid-cols-2 sm:gap-3">
        <SelectField
          label={t('staff.people.belongs')}
          value={draft.side ?? ''}
          onChange={(event) => {
            const side = detail.sides.find(({ id }) => id === event.target.value);
            change(onSide(draft, side?.id ?? null));
          }}
        >
          <option value="">{t('staff.people.nobodys')}</option>
          {detail.sides.map(({ id, kind, name }) => (
            <option key={id} value={id}>
              {kind === 'other' ? name : `${t(`common.side.${kind}`)} · ${name}`}
            </option>
          ))}
        </SelectField>
        <SelectField
          label={t('staff.newCase.role')}
          value={draft.role}
          onChange={(event) => {
            const role = Role.safeParse(event.target.value);
            if (role.success) change({ role: role.data });
          }}
        >
          {rolesOn(draft.side).map((role) => (
            <option key={role} value={role}>
              {role === 'interpreter' && draft.side === null
                ? t('staff.newCase.neutralInterpreter')
                : t(`common.role.${role}`)}
            </option>
          ))}
        </SelectField>
      </div>
      <PersonFields value={draft} problems={problems} onChange={change} />
      {current.length > 0 && (
        <fieldset>
          <legend className="font-medium">{t('staff.people.invited')}</legend>
          <p className="text-sm text-ink-2">{t('staff.people.invitedHint')}</p>
          {current.map(({ id, title, startsAt }) => (
            <Checkbox
              key={id}
              checked={draft.sessions.includes(id)}
              onChange={(on) =>
                change({
                  sessions: on ? [...draft.sessions, id] : draft.sessions.filter((each) => each !== id),
                })
              }
            >
              <bdi>{title}</bdi>
              <span className="block text-sm text-ink-2">{format.dateTime(startsAt)}</span>
            </Checkbox>
          ))}
        </fieldset>
      )}
      {last !== null && (
        <HoldField startsAt={last} now={now} value={draft.days} onChange={(days) => change({ days })} />
      )}
    </FormDialog>
  );
}
