import { type RouteInput, routes } from '@parley/shared/protocol';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Checkbox } from '../../ui/Checkbox.tsx';
import { TextField } from '../../ui/Field.tsx';
import { fieldProblems, useFieldText } from '../field-problem.ts';
import { FormDialog } from '../FormDialog.tsx';
import { isRefusal } from '../problem.ts';
import { useAct } from '../use-act.ts';
import { NewPasswordField } from './NewPasswordField.tsx';
import { randomPassword } from './random-password.ts';

type Wish = RouteInput<'accounts.create'>;
const schema = routes['accounts.create'].body;

interface NewAccountDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  onCreate: (wish: Wish) => Promise<void>;
}

const fresh = (): Wish => ({ name: '', username: '', password: randomPassword(), administrator: false });

export function NewAccountDialog({ open, onOpenChange, onCreate }: NewAccountDialogProps) {
  const { t } = useTranslation();
  const fieldText = useFieldText();
  const [wish, setWish] = useState(fresh);
  const [tried, setTried] = useState(false);
  const checked = schema.safeParse(wish);
  const problems = tried && !checked.success ? fieldProblems(checked.error) : undefined;
  const create = useAct(async (body: Wish) => {
    await onCreate(body);
    setWish(fresh());
    setTried(false);
  });
  const taken = isRefusal(create.problem, 'account.taken');
  const username = problems?.get('username');
  const nameless = wish.username.trim() === '';
  const change = (part: Partial<Wish>): void => {
    setWish({ ...wish, ...part });
    if (taken) create.forget();
  };
  return (
    <FormDialog
      open={open}
      onOpenChange={onOpenChange}
      title={t('staff.accountList.add')}
      verb={t('staff.accountList.create')}
      act={{ ...create, problem: taken ? null : create.problem }}
      onSubmit={() => {
        setTried(true);
        if (checked.success) create.run(checked.data);
        return checked.success;
      }}
    >
      <TextField
        label={t('staff.accountList.name')}
        hint={t('staff.accountList.nameHint')}
        value={wish.name}
        error={fieldText(problems?.get('name'))}
        autoComplete="off"
        onChange={(event) => change({ name: event.target.value })}
      />
      <TextField
        label={t('staff.accountList.username')}
        hint={t('staff.accountList.usernameHint')}
        value={wish.username}
        error={fieldText(taken ? { kind: 'taken' } : username && nameless ? { kind: 'missing' } : username)}
        autoComplete="off"
        autoCapitalize="none"
        autoCorrect="off"
        spellCheck={false}
        onChange={(event) => change({ username: event.target.value })}
      />
      <NewPasswordField
        label={t('staff.accountList.password')}
        value={wish.password}
        error={fieldText(problems?.get('password'))}
        onChange={(password) => change({ password })}
      />
      <Checkbox checked={wish.administrator} onChange={(administrator) => change({ administrator })}>
        {t('staff.accountList.isAdministrator')}
      </Checkbox>
    </FormDialog>
  );
}
