import type { Staff } from '@parley/shared/protocol';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { accountsQuery, createAccount, disableAccount, setPasswordOf } from '../api.ts';
import { Loaded } from '../frame/Loaded.tsx';
import { isRefusal } from '../problem.ts';
import { AccountsScreen } from './AccountsScreen.tsx';
import { AccountsSkeleton } from './AccountsSkeleton.tsx';
import { NotForYou } from './NotForYou.tsx';

/** The server is asked only where it may answer; should it think otherwise, its word holds. */
export function Accounts({ me }: { me: Staff }) {
  return me.administrator ? <ForAdministrators me={me} /> : <NotForYou />;
}

function ForAdministrators({ me }: { me: Staff }) {
  const { t } = useTranslation();
  const query = useQuery(accountsQuery);
  return (
    <Loaded
      query={query}
      title={t('staff.accountList.title')}
      skeleton={<AccountsSkeleton />}
      refused={(problem) => (isRefusal(problem, 'role.not-allowed') ? <NotForYou /> : null)}
    >
      {(accounts) => (
        <AccountsScreen
          accounts={accounts}
          me={me}
          onCreate={createAccount}
          onPassword={setPasswordOf}
          onDisable={disableAccount}
        />
      )}
    </Loaded>
  );
}
