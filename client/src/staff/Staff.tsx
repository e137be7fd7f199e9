import type { Staff as Account } from '@parley/shared/protocol';
import { QueryClientProvider, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { navigate, usePath } from '../app/router.tsx';
import { Page } from '../ui/Page.tsx';
import { Spinner } from '../ui/Spinner.tsx';
import { Accounts } from './accounts/Accounts.tsx';
import { client, presenceQuery, signIn, signOut } from './api.ts';
import { Case } from './case/Case.tsx';
import { FailedPage } from './frame/Loaded.tsx';
import { StaffFrame } from './frame/StaffFrame.tsx';
import { Unknown } from './frame/Unknown.tsx';
import { Home } from './home/Home.tsx';
import { Me } from './me/Me.tsx';
import { NewCase } from './new-case/NewCase.tsx';
import { problemOf } from './problem.ts';
import { paths, staffRoute } from './routes.ts';
import { SignIn } from './sign-in/SignIn.tsx';
import { NewTemplate, Template } from './templates/Template.tsx';
import { Templates } from './templates/Templates.tsx';

/** The staff console: everything below `/staff`. */
export default function Staff() {
  return (
    <QueryClientProvider client={client}>
      <Gate />
    </QueryClientProvider>
  );
}

/** Nothing is shown before it is known who looks. */
function Gate() {
  const { t } = useTranslation();
  const { data: presence, error, isFetching, refetch } = useQuery(presenceQuery);
  switch (presence?.kind) {
    case 'in':
      return (
        <StaffFrame me={presence.me} onSignOut={leave}>
          <Shown key={presence.me.id} me={presence.me} />
        </StaffFrame>
      );
    case 'out':
      return <SignIn again={presence.ranOut} onSignIn={signIn} />;
    case undefined:
      return (
        <Page title={t('staff.title')}>
          {error === null ? (
            <p role="status" className="flex items-center gap-3 text-ink-2">
              <Spinner />
              {t('common.loading')}
            </p>
          ) : (
            <FailedPage
              title={t('staff.title')}
              problem={problemOf(error)}
              busy={isFetching}
              onRetry={() => void refetch()}
            />
          )}
        </Page>
      );
  }
}

async function leave(): Promise<void> {
  await signOut();
  navigate(paths.home);
}

function Shown({ me }: { me: Account }) {
  const route = staffRoute(usePath());
  switch (route.kind) {
    case 'home':
      return <Home />;
    case 'new-case':
      return <NewCase me={me} />;
    case 'case':
      return <Case key={route.id} id={route.id} me={me} />;
    case 'templates':
      return <Templates />;
    case 'new-template':
      return <NewTemplate key={route.from} from={route.from} />;
    case 'template':
      return <Template key={`${route.id} ${route.copy}`} id={route.id} copy={route.copy} />;
    case 'accounts':
      return <Accounts me={me} />;
    case 'me':
      return <Me me={me} />;
    case 'unknown':
      return <Unknown />;
  }
}
