import type { RouteOutput } from '@parley/shared/protocol';
import { FolderOpen, Plus } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from '../../app/router.tsx';
import { useFormat } from '../../i18n/format.ts';
import { buttonClass } from '../../ui/Button.tsx';
import { Card } from '../../ui/Card.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { useTitle } from '../../ui/Page.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { paths } from '../routes.ts';
import { useNow } from '../use-now.ts';
import { CaseList } from './CaseList.tsx';
import { casesWithNext, nextAfterToday, sessionsToday } from './day.ts';
import { TodayList } from './TodayList.tsx';

export function HomeScreen({ list }: { list: RouteOutput<'cases.list'> }) {
  const { t } = useTranslation();
  const now = useNow();
  if (list.cases.length === 0) {
    return (
      <Head>
        <Card className="mt-6">
          <Empty icon={<FolderOpen size={32} aria-hidden />} title={t('staff.home.empty')}>
            <p className="max-w-md">{t('staff.home.emptyText')}</p>
            <NewCaseLink className="mt-3" />
          </Empty>
        </Card>
      </Head>
    );
  }
  return (
    <Head action={<NewCaseLink />}>
      <TodayList
        sessions={sessionsToday(list, now)}
        next={nextAfterToday(list.sessions, now)}
        titleOf={(id) => list.cases.find((each) => each.id === id)?.title ?? ''}
      />
      <CaseList cases={casesWithNext(list, now)} />
    </Head>
  );
}

export function HomeSkeleton() {
  const { t } = useTranslation();
  return (
    <Head>
      <p role="status" className="sr-only">
        {t('common.loading')}
      </p>
      {[2, 5].map((rows) => (
        <div key={rows} className="mt-8">
          <Skeleton className="h-6 w-32" />
          <Card className="mt-3 divide-y divide-line">
            {Array.from({ length: rows }, (_, row) => (
              <div key={row} className="flex items-center gap-6 px-4 py-4">
                <div className="flex-1">
                  <Skeleton className="h-5 w-3/5" />
                  <Skeleton className="mt-2 h-4 w-2/5" />
                </div>
                <Skeleton className="hidden h-5 w-28 sm:block" />
              </div>
            ))}
          </Card>
        </div>
      ))}
    </Head>
  );
}

function Head({ action, children }: { action?: ReactNode; children: ReactNode }) {
  const { t } = useTranslation();
  const format = useFormat();
  useTitle(t('staff.title'));
  return (
    <>
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-3">
        <div>
          <h1 className="text-2xl leading-snug font-semibold">{t('staff.title')}</h1>
          <p className="text-ink-2">{format.day(useNow())}</p>
        </div>
        {action}
      </div>
      {children}
    </>
  );
}

function NewCaseLink({ className = '' }: { className?: string }) {
  const { t } = useTranslation();
  return (
    <Link href={paths.newCase} className={`${buttonClass('primary')} ${className}`}>
      <Plus size={20} aria-hidden />
      {t('staff.home.newCase')}
    </Link>
  );
}
