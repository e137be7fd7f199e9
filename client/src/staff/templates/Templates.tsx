import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Card } from '../../ui/Card.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { offerTemplate, templatesQuery } from '../api.ts';
import { Loaded } from '../frame/Loaded.tsx';
import { TemplatesHead } from './TemplatesHead.tsx';
import { TemplatesScreen } from './TemplatesScreen.tsx';

export function Templates() {
  const { t } = useTranslation();
  const query = useQuery(templatesQuery);
  return (
    <Loaded query={query} title={t('templates.title')} skeleton={<TemplatesSkeleton />}>
      {({ templates }) => <TemplatesScreen templates={templates} onOffer={offerTemplate} />}
    </Loaded>
  );
}

function TemplatesSkeleton() {
  const { t } = useTranslation();
  return (
    <TemplatesHead>
      <p role="status" className="sr-only">
        {t('common.loading')}
      </p>
      <Card className="mt-6 divide-y divide-line">
        {[1, 2, 3].map((row) => (
          <div key={row} className="px-4 py-4">
            <Skeleton className="h-5 w-48" />
            <Skeleton className="mt-2 h-4 w-32" />
          </div>
        ))}
      </Card>
    </TemplatesHead>
  );
}
