import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/format.ts';
import { Button } from '../../ui/Button.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { Note } from '../../ui/Note.tsx';
import { useTitle } from '../../ui/Page.tsx';
import { type Problem, problemOf } from '../problem.ts';

interface LoadedProps<T> {
  query: UseQueryResult<T>;
  /** Of the page, while it cannot say its own. */
  title: string;
  /** What stands there until the answer comes. */
  skeleton: ReactNode;
  /** Instead of the plain error, for a refusal this page has something to say about. */
  refused?: (problem: Problem) => ReactNode | null;
  children: (data: T) => ReactNode;
}

/** What was asked of the server, in each state: on its way, there, there but old, not to be had. */
export function Loaded<T>({ query, title, skeleton, refused, children }: LoadedProps<T>) {
  const { data, error, isFetching: busy, dataUpdatedAt } = query;
  const onRetry = (): void => void query.refetch();
  const problem = error === null ? null : problemOf(error);
  if (problem !== null && (data === undefined || isAnswer(problem))) {
    return refused?.(problem) ?? <FailedPage {...{ title, problem, busy, onRetry }} />;
  }
  if (data === undefined) return skeleton;
  return (
    <>
      {problem !== null && <StaleNote since={dataUpdatedAt} {...{ busy, onRetry }} />}
      {children(data)}
    </>
  );
}

/** The server answered that this is not to be had, rather than not at all. */
const isAnswer = (problem: Problem): boolean => problem !== 'network' && problem.category !== 'retry';

interface RetryProps {
  busy: boolean;
  onRetry: () => void;
}

export function FailedPage({ title, ...failed }: RetryProps & { title: string; problem: Problem }) {
  useTitle(title);
  return (
    <>
      <h1 className="mb-6 text-2xl leading-snug font-semibold">{title}</h1>
      <Failed {...failed} />
    </>
  );
}

function Failed({ problem, busy, onRetry }: RetryProps & { problem: Problem }) {
  const { t } = useTranslation();
  return (
    <ErrorNote
      error={problem}
      action={
        <Button size="sm" busy={busy} onClick={onRetry}>
          {t('common.retry')}
        </Button>
      }
    />
  );
}

export function StaleNote({ since, busy, onRetry }: RetryProps & { since: number }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <Note
      tone="warning"
      live
      className="mb-6"
      action={
        <Button size="sm" busy={busy} onClick={onRetry}>
          {t('common.retry')}
        </Button>
      }
    >
      {t('staff.stale', { time: format.time(since) })}
    </Note>
  );
}
