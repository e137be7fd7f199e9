import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useTitle } from '../../ui/Page.tsx';
import { BackToCases } from '../frame/BackToCases.tsx';

export function TemplatesHead({ action, children }: { action?: ReactNode; children: ReactNode }) {
  const { t } = useTranslation();
  useTitle(t('templates.title'));
  return (
    <div className="mx-auto max-w-3xl">
      <BackToCases />
      <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-3">
        <div className="min-w-0 flex-1 basis-64">
          <h1 className="text-2xl leading-snug font-semibold">{t('templates.title')}</h1>
          <p className="mt-1 text-ink-2">{t('templates.text')}</p>
        </div>
        {action}
      </div>
      {children}
    </div>
  );
}
