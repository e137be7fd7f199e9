import type { CaseId } from '@parley/shared/ids';
import type { SessionSummary } from '@parley/shared/protocol';
import { ChevronRight } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Link } from '../../app/router.tsx';
import { useFormat } from '../../i18n/format.ts';
import { Card } from '../../ui/Card.tsx';
import { PhaseBadge } from '../PhaseBadge.tsx';
import { paths } from '../routes.ts';
import type { TodaySession } from './day.ts';

interface TodayListProps {
  sessions: readonly TodaySession[];
  next: SessionSummary | null;
  titleOf: (id: CaseId) => string;
}

export function TodayList({ sessions, next, titleOf }: TodayListProps) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <section aria-labelledby="today" className="mt-8">
      <h2 id="today" className="text-lg font-semibold">
        {t('staff.home.today')}
      </h2>
      <Card className="mt-3 overflow-hidden">
        {sessions.length === 0 && (
          <p className="px-4 py-4 text-ink-2">
            {t('staff.home.todayNone')}
            {next !== null && (
              <Link href={paths.case(next.caseId)} className="ms-2 text-ink underline underline-offset-4">
                {t('staff.home.todayNext', {
                  time: format.short(next.startsAt),
                  title: titleOf(next.caseId),
                })}
              </Link>
            )}
          </p>
        )}
        <ul className="divide-y divide-line">
          {sessions.map(({ id, caseId, caseTitle, title, startsAt, phase }) => (
            <li key={id}>
              <Link
                href={paths.case(caseId)}
                className="-outline-offset-2 flex min-h-16 items-center gap-4 px-4 py-3 hover:bg-sunken focus-visible:shadow-none"
              >
                <time
                  dateTime={new Date(startsAt).toISOString()}
                  className="min-w-14 shrink-0 text-lg font-semibold whitespace-nowrap tabular-nums"
                >
                  {format.time(startsAt)}
                </time>
                <span className="flex min-w-0 flex-1 flex-col gap-x-4 gap-y-1 sm:flex-row sm:items-center sm:justify-between">
                  <span className="min-w-0">
                    <bdi className="block font-semibold">{caseTitle}</bdi>
                    <bdi className="block text-sm text-ink-2">{title}</bdi>
                  </span>
                  <span>
                    <PhaseBadge phase={phase} />
                  </span>
                </span>
                <ChevronRight size={18} aria-hidden className="shrink-0 text-ink-2 rtl:-scale-x-100" />
              </Link>
            </li>
          ))}
        </ul>
      </Card>
    </section>
  );
}
