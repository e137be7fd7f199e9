import { ChevronRight, SearchX } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import { Link } from '../../app/router.tsx';
import { useFormat } from '../../i18n/format.ts';
import { Button } from '../../ui/Button.tsx';
import { Card } from '../../ui/Card.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { FindField } from '../../ui/FindField.tsx';
import { keepUnfinished, readUnfinished } from '../unfinished.ts';
import { paths } from '../routes.ts';
import type { CaseWithNext } from './day.ts';
import { searchCases } from './search.ts';

/** What was searched for stands there again when one comes back from a case. */
function useQueryText(): [string, (query: string) => void] {
  const [query, setQuery] = useState(() => readUnfinished('search', z.string()) ?? '');
  return [
    query,
    (next) => {
      keepUnfinished('search', next);
      setQuery(next);
    },
  ];
}

export function CaseList({ cases }: { cases: readonly CaseWithNext[] }) {
  const { t } = useTranslation();
  const [query, setQuery] = useQueryText();
  const found = searchCases(cases, query, (kind) => t(`common.mediation.${kind}`));
  const searching = query.trim() !== '';
  return (
    <section aria-labelledby="cases" className="mt-10">
      <div className="flex flex-col gap-3 sm:flex-row sm:items-end sm:justify-between">
        <div className="flex items-baseline gap-3">
          <h2 id="cases" className="text-lg font-semibold">
            {t('staff.home.cases')}
          </h2>
          <p role="status" className="text-sm text-ink-2 tabular-nums">
            {searching
              ? t('staff.home.found', { count: found.length })
              : t('staff.home.count', { count: cases.length })}
          </p>
        </div>
        <div className="sm:w-80">
          <FindField
            label={t('staff.home.search')}
            hint={t('staff.home.searchHint')}
            query={query}
            onQuery={setQuery}
          />
        </div>
      </div>
      <Card className="mt-3 overflow-hidden">
        {found.length === 0 ? (
          <Empty
            icon={<SearchX size={32} aria-hidden />}
            title={t('staff.home.noneFound', { query: query.trim() })}
          >
            <p>{t('staff.home.noneFoundText')}</p>
            <Button className="mt-2" onClick={() => setQuery('')}>
              {t('common.find.clear')}
            </Button>
          </Empty>
        ) : (
          <ul className="divide-y divide-line">
            {found.map((each) => (
              <CaseRow key={each.id} {...each} />
            ))}
          </ul>
        )}
      </Card>
    </section>
  );
}

function CaseRow({ id, title, kind, organisation, people, nextSession }: CaseWithNext) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <li>
      <Link
        href={paths.case(id)}
        className="-outline-offset-2 flex min-h-16 items-center gap-4 px-4 py-3 hover:bg-sunken focus-visible:shadow-none"
      >
        <span className="flex min-w-0 flex-1 flex-wrap gap-x-3 gap-y-1 text-sm text-ink-2 sm:grid sm:grid-cols-[minmax(0,1fr)_8rem_9rem] md:grid-cols-[minmax(0,1fr)_11rem_10rem] sm:items-center sm:gap-x-6">
          <span className="w-full min-w-0 sm:w-auto">
            <bdi className="block text-base font-semibold text-ink">{title}</bdi>
            <bdi className="block">{organisation}</bdi>
          </span>
          <span className="flex flex-wrap gap-x-3 sm:block">
            <span className="sm:block sm:text-ink">{t(`common.mediation.${kind}`)}</span>
            <span className="sm:block">{t('staff.home.people', { count: people })}</span>
          </span>
          <span>
            <span className="sm:block">{t('staff.home.next')}</span>
            <span className="ms-2 text-ink tabular-nums sm:ms-0">
              {nextSession === null ? t('staff.home.noNext') : format.short(nextSession.startsAt)}
            </span>
          </span>
        </span>
        <ChevronRight size={18} aria-hidden className="shrink-0 text-ink-2 rtl:-scale-x-100" />
      </Link>
    </li>
  );
}
