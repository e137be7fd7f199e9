import { useTranslation } from 'react-i18next';
import { Card } from '../../ui/Card.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { BackToCases } from '../frame/BackToCases.tsx';

export function CaseSkeleton() {
  const { t } = useTranslation();
  return (
    <>
      <BackToCases />
      <h1 className="sr-only">{t('staff.case.title')}</h1>
      <p role="status" className="sr-only">
        {t('common.loading')}
      </p>
      <Skeleton className="h-9 w-3/5" />
      <Skeleton className="mt-3 h-5 w-2/5" />
      <Card className="mt-8 divide-y divide-line">
        {[1, 2, 3, 4, 5].map((row) => (
          <div key={row} className="flex items-center gap-6 px-4 py-4">
            <div className="flex-1">
              <Skeleton className="h-5 w-40" />
              <Skeleton className="mt-2 h-4 w-24" />
            </div>
            <Skeleton className="h-9 w-28" />
          </div>
        ))}
      </Card>
    </>
  );
}
