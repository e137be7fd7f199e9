import type { RouteInput, Staff } from '@parley/shared/protocol';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Card } from '../../ui/Card.tsx';
import { LanguageSwitch } from '../../ui/LanguageSwitch.tsx';
import { useTitle } from '../../ui/Page.tsx';
import { ThemeSwitch } from '../../ui/ThemeSwitch.tsx';
import { BackToCases } from '../frame/BackToCases.tsx';
import { PasswordForm } from './PasswordForm.tsx';

interface MeScreenProps {
  me: Staff;
  onPassword: (body: RouteInput<'staff.password'>) => Promise<void>;
}

export function MeScreen({ me, onPassword }: MeScreenProps) {
  const { t } = useTranslation();
  useTitle(t('staff.me.title'));
  return (
    <div className="mx-auto max-w-2xl">
      <BackToCases />
      <h1 className="text-2xl leading-snug font-semibold">{t('staff.me.title')}</h1>
      <Card className="mt-6">
        <dl className="divide-y divide-line">
          <Line term={t('staff.me.name')}>{me.name}</Line>
          <Line term={t('staff.me.username')}>{me.username}</Line>
          <Line term={t('staff.me.role')}>
            {me.administrator ? t('staff.me.administrator') : t('staff.me.staff')}
          </Line>
          <Line term={t('staff.me.language')}>
            <LanguageSwitch />
          </Line>
          <Line term={t('staff.me.appearance')}>
            <ThemeSwitch />
          </Line>
        </dl>
      </Card>
      <section aria-labelledby="password" className="mt-10">
        <h2 id="password" className="text-lg font-semibold">
          {t('staff.me.password')}
        </h2>
        <Card className="mt-3 p-4 sm:p-5">
          <PasswordForm username={me.username} onChange={onPassword} />
        </Card>
      </section>
    </div>
  );
}

const Line = ({ term, children }: { term: string; children: ReactNode }) => (
  <div className="flex min-h-14 flex-col justify-center gap-x-6 gap-y-1 px-4 py-2 sm:flex-row sm:items-center sm:justify-start sm:px-5">
    <dt className="text-ink-2 sm:w-32">{term}</dt>
    <dd>{children}</dd>
  </div>
);
