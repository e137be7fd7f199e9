import type { RouteInput } from '@parley/shared/protocol';
import { type FormEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/Button.tsx';
import { Card } from '../../ui/Card.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { TextField } from '../../ui/Field.tsx';
import { Note } from '../../ui/Note.tsx';
import { Page } from '../../ui/Page.tsx';
import { type FieldProblem, focusFirstProblem, useFieldText } from '../field-problem.ts';
import { PasswordField } from '../PasswordField.tsx';
import type { Problem } from '../problem.ts';
import { useAct } from '../use-act.ts';

interface SignInProps {
  /** Somebody was signed in on this page until a moment ago. */
  again: boolean;
  onSignIn: (body: RouteInput<'staff.sign-in'>) => Promise<void>;
}

/** Stands in place of whatever page was asked for, so that signing in leads there. */
export function SignIn({ again, onSignIn }: SignInProps) {
  const { t } = useTranslation();
  const fieldText = useFieldText();
  const [username, setUsername] = useState('');
  const [password, setPassword] = useState('');
  const [tried, setTried] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const signIn = useAct(onSignIn);
  const missing = (value: string): FieldProblem | undefined =>
    tried && value.trim() === '' ? { kind: 'missing' } : undefined;

  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    if (username.trim() !== '' && password !== '') signIn.run({ username, password });
    else requestAnimationFrame(() => focusFirstProblem(form.current));
  };
  return (
    <Page title={t('staff.signIn.title')}>
      <div className="mx-auto max-w-md">
        <h1 className="text-2xl leading-snug font-semibold">{t('staff.signIn.title')}</h1>
        {again ? (
          <Note live className="mt-4">
            {t('staff.signIn.again')}
          </Note>
        ) : (
          <p className="mt-2 text-ink-2">{t('staff.signIn.text')}</p>
        )}
        <Card className="mt-6 p-5 sm:p-6">
          <form ref={form} noValidate className="flex flex-col gap-4" onSubmit={submit}>
            <TextField
              label={t('staff.signIn.username')}
              name="username"
              autoComplete="username"
              autoCapitalize="none"
              autoCorrect="off"
              spellCheck={false}
              value={username}
              error={fieldText(missing(username))}
              onChange={(event) => setUsername(event.target.value)}
            />
            <PasswordField
              label={t('staff.signIn.password')}
              name="password"
              autoComplete="current-password"
              value={password}
              error={fieldText(missing(password))}
              onChange={(event) => setPassword(event.target.value)}
            />
            {signIn.problem !== null && <SignInRefused problem={signIn.problem} />}
            <Button type="submit" variant="primary" busy={signIn.busy} className="mt-1 w-full">
              {t('staff.signIn.go')}
            </Button>
          </form>
        </Card>
      </div>
    </Page>
  );
}

/** What to do about it, for the refusals people meet here. */
export function SignInRefused({ problem }: { problem: Problem }) {
  const { t } = useTranslation();
  if (problem === 'network') return <ErrorNote error={problem} />;
  if (problem.code === 'staff.locked-out') {
    return (
      <Note tone="danger" live>
        <p className="font-medium">{t('staff.signIn.locked')}</p>
        <p className="mt-1">{t('staff.signIn.lockedWait')}</p>
        <p className="mt-1">{t('staff.signIn.lockedAsk')}</p>
        <p className="mt-1 text-sm">{t('common.code', { code: problem.code })}</p>
      </Note>
    );
  }
  // A user name no account can have is wrong like any other.
  if (problem.code === 'staff.wrong-password' || problem.code === 'request.malformed') {
    return (
      <Note tone="danger" live>
        {t('staff.signIn.wrong')}
      </Note>
    );
  }
  return <ErrorNote error={problem} />;
}
