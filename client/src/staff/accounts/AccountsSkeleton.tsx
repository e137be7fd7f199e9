import { useTranslation } from 'react-i18next';
import { Card } from '../../ui/Card.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { AccountsHead } from './AccountsHead.tsx';

export function AccountsSkeleton() {
  const { t } = useTranslation();
  return (
    <AccountsHead text={t('staff.accountList.text')}>
      <p role="status" className="sr-only">
        {t('common.loading')}
      </p>
      <Card className="mt-6 divide-y divide-line">
        {[1, 2, 3].map((row) => (
          <div key={row} className="flex items-center gap-4 px-4 py-3">
            <Skeleton className="size-9 rounded-full" />
            <div className="flex-1">
              <Skeleton className="h-5 w-32" />
              <Skeleton className="mt-2 h-4 w-20" />
            </div>
          </div>
        ))}
      </Card>
    </AccountsHead>
  );
}
