import type { Account, RouteInput, Staff } from '@parley/shared/protocol';
import { UserPlus } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/Button.tsx';
import { Card } from '../../ui/Card.tsx';
import { AccountRow } from './AccountRow.tsx';
import { AccountsHead } from './AccountsHead.tsx';
import { DisableDialog } from './DisableDialog.tsx';
import { type HandedOver, HandOverDialog } from './HandOverDialog.tsx';
import { NewAccountDialog } from './NewAccountDialog.tsx';
import { PasswordDialog } from './PasswordDialog.tsx';

interface AccountsScreenProps {
  accounts: readonly Account[];
  me: Staff;
  onCreate: (wish: RouteInput<'accounts.create'>) => Promise<Staff>;
  onPassword: (account: Account, password: string) => Promise<void>;
  onDisable: (account: Account, disabled: boolean) => Promise<void>;
}

/** What is being done with an account. */
type Doing = { readonly kind: 'password' | 'disable'; readonly account: Account };

export function AccountsScreen({ accounts, me, onCreate, onPassword, onDisable }: AccountsScreenProps) {
  const { t } = useTranslation();
  const [adding, setAdding] = useState(false);
  const [doing, setDoing] = useState<Doing | null>(null);
  const [handedOver, setHandedOver] = useState<HandedOver | null>(null);
  const done = (): void => setDoing(null);
  return (
    <AccountsHead
      text={t('staff.accountList.text')}
      action={
        <Button variant="primary" icon={<UserPlus size={20} aria-hidden />} onClick={() => setAdding(true)}>
          {t('staff.accountList.add')}
        </Button>
      }
    >
      <Card className="mt-6">
        <ul aria-label={t('staff.accountList.title')} className="divide-y divide-line">
          {accounts.map((account) => (
            <AccountRow
              key={account.id}
              account={account}
              mine={account.id === me.id}
              onPassword={() => setDoing({ kind: 'password', account })}
              onDisable={() => setDoing({ kind: 'disable', account })}
            />
          ))}
        </ul>
      </Card>
      <NewAccountDialog
        open={adding}
        onOpenChange={setAdding}
        onCreate={async (wish) => {
          const account = await onCreate(wish);
          setAdding(false);
          setHandedOver({ kind: 'made', account, password: wish.password });
        }}
      />
      {doing?.kind === 'password' && (
        <PasswordDialog
          account={doing.account}
          onClose={done}
          onSet={async (account, password) => {
            await onPassword(account, password);
            done();
            setHandedOver({ kind: 'reset', account, password });
          }}
        />
      )}
      {doing?.kind === 'disable' && (
        <DisableDialog account={doing.account} onClose={done} onDisable={onDisable} />
      )}
      <HandOverDialog handedOver={handedOver} onClose={() => setHandedOver(null)} />
    </AccountsHead>
  );
}
