import { UserLock } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Card } from '../../ui/Card.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { AccountsHead } from './AccountsHead.tsx';

export function NotForYou() {
  const { t } = useTranslation();
  return (
    <AccountsHead>
      <Card className="mt-6">
        <Empty icon={<UserLock size={32} aria-hidden />} title={t('staff.accountList.denied')}>
          <p>{t('staff.accountList.deniedText')}</p>
        </Empty>
      </Card>
    </AccountsHead>
  );
}
