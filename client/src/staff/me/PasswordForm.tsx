import { type RouteInput, routes } from '@parley/shared/protocol';
import { type FormEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/Button.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { Note } from '../../ui/Note.tsx';
import { fieldProblems, focusFirstProblem, useFieldText } from '../field-problem.ts';
import { PasswordField } from '../PasswordField.tsx';
import { isRefusal } from '../problem.ts';
import { useAct } from '../use-act.ts';

type Body = RouteInput<'staff.password'>;
const schema = routes['staff.password'].body;
const empty: Body = { current: '', next: '' };

interface PasswordFormProps {
  /** For password managers. */
  username: string;
  onChange: (body: Body) => Promise<void>;
}

export function PasswordForm({ username, onChange }: PasswordFormProps) {
  const { t } = useTranslation();
  const fieldText = useFieldText();
  const form = useRef<HTMLFormElement>(null);
  const [body, setBody] = useState(empty);
  const [tried, setTried] = useState(false);
  const [changed, setChanged] = useState(false);
  const change = useAct(async (wish: Body) => {
    await onChange(wish);
    setBody(empty);
    setTried(false);
    setChanged(true);
  });
  const checked = schema.safeParse(body);
  const problems = tried && !checked.success ? fieldProblems(checked.error) : undefined;
  const { problem } = change;
  const wrong = isRefusal(problem, 'staff.wrong-password');

  const type = (part: Partial<Body>): void => {
    setBody({ ...body, ...part });
    setChanged(false);
    if (wrong) change.forget();
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    if (checked.success) change.run(checked.data);
    else requestAnimationFrame(() => focusFirstProblem(form.current));
  };
  return (
    <form ref={form} noValidate className="flex flex-col gap-4" onSubmit={submit}>
      <input type="hidden" name="username" autoComplete="username" value={username} readOnly />
      <PasswordField
        label={t('staff.me.current')}
        name="current"
        autoComplete="current-password"
        value={body.current}
        error={fieldText(wrong ? { kind: 'wrong-password' } : problems?.get('current'))}
        onChange={(event) => type({ current: event.target.value })}
      />
      <PasswordField
        label={t('staff.me.next')}
        hint={t('staff.me.nextHint')}
        name="next"
        autoComplete="new-password"
        value={body.next}
        error={fieldText(problems?.get('next'))}
        onChange={(event) => type({ next: event.target.value })}
      />
      {problem !== null && !wrong && <ErrorNote error={problem} />}
      {changed && (
        <Note tone="good" live>
          {t('staff.me.changed')}
        </Note>
      )}
      <div>
        <Button type="submit" variant="primary" busy={change.busy}>
          {t('staff.me.change')}
        </Button>
      </div>
    </form>
  );
}
