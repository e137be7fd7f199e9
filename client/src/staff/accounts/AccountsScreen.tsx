import type { RouteInput, Staff } from '@parley/shared/protocol';
import { UserPlus } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Avatar } from '../../ui/Avatar.tsx';
import { Badge } from '../../ui/Badge.tsx';
import { Button } from '../../ui/Button.tsx';
import { Card } from '../../ui/Card.tsx';
import { AccountsHead } from './AccountsHead.tsx';
import { HandOverDialog } from './HandOverDialog.tsx';
import { NewAccountDialog } from './NewAccountDialog.tsx';

interface AccountsScreenProps {
  accounts: readonly Staff[];
  me: Staff;
  onCreate: (wish: RouteInput<'accounts.create'>) => Promise<Staff>;
}

export function AccountsScreen({ accounts, me, onCreate }: AccountsScreenProps) {
  const { t } = useTranslation();
  const [adding, setAdding] = useState(false);
  const [made, setMade] = useState<{ account: Staff; password: string } | null>(null);
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
          {accounts.map(({ id, name, username, administrator }) => (
            <li key={id} className="flex items-center gap-4 px-4 py-3">
              <Avatar name={name} />
              <div className="min-w-0 flex-1">
                <p className="font-semibold">
                  {name}
                  {id === me.id && (
                    <span className="ms-2 inline-block text-sm font-normal text-ink-2">
                      {t('staff.accountList.you')}
                    </span>
                  )}
                </p>
                <p className="text-sm text-ink-2">{username}</p>
              </div>
              {administrator && <Badge>{t('staff.accountList.administrator')}</Badge>}
            </li>
          ))}
        </ul>
      </Card>
      <NewAccountDialog
        open={adding}
        onOpenChange={setAdding}
        onCreate={async (wish) => {
          const account = await onCreate(wish);
          setAdding(false);
          setMade({ account, password: wish.password });
        }}
      />
      <HandOverDialog made={made} onClose={() => setMade(null)} />
    </AccountsHead>
  );
}
