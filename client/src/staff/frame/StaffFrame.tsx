import type { Staff } from '@parley/shared/protocol';
import { type ReactNode, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, usePath } from '../../app/router.tsx';
import { Brand } from '../../ui/Brand.tsx';
import { Button } from '../../ui/Button.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { LanguageSwitch } from '../../ui/LanguageSwitch.tsx';
import { SkipLink } from '../../ui/Page.tsx';
import { paths } from '../routes.ts';
import { useAct } from '../use-act.ts';
import { AccountMenu } from './AccountMenu.tsx';

interface StaffFrameProps {
  me: Staff;
  onSignOut: () => Promise<void>;
  children: ReactNode;
}

/** Around every page of someone signed in: the way home, the language, and oneself. */
export function StaffFrame({ me, onSignOut, children }: StaffFrameProps) {
  const { t } = useTranslation();
  const signOut = useAct(onSignOut);
  const main = useRef<HTMLElement>(null);
  const path = usePath();
  const shown = useRef(path);
  useEffect(() => {
    // On to another page: the keyboard and screen readers go there too.
    if (shown.current !== path) main.current?.focus({ preventScroll: true });
    shown.current = path;
  }, [path]);
  return (
    <div className="flex min-h-dvh flex-col">
      <SkipLink />
      <header className="border-b border-line bg-raised">
        <div className="mx-auto flex min-h-14 w-full max-w-5xl flex-wrap items-center justify-between gap-x-4 px-4 py-1 sm:px-6">
          <Link href={paths.home} className="inline-flex min-h-11 items-center rounded-sm">
            <Brand />
          </Link>
          <div className="flex items-center gap-1 sm:gap-3">
            <LanguageSwitch />
            <AccountMenu me={me} leaving={signOut.busy} onSignOut={signOut.run} />
          </div>
        </div>
      </header>
      <main
        id="main"
        ref={main}
        tabIndex={-1}
        className="mx-auto w-full max-w-5xl flex-1 px-4 pt-6 pb-16 outline-none focus-visible:shadow-none sm:px-6 sm:pt-8"
      >
        {signOut.problem !== null && (
          <ErrorNote
            error={signOut.problem}
            className="mb-6"
            action={
              <Button size="sm" onClick={signOut.run}>
                {t('staff.signOut')}
              </Button>
            }
          />
        )}
        {children}
      </main>
    </div>
  );
}
