import { ChevronDown } from 'lucide-react';
import { useFormat } from '../../i18n/format.ts';
import { PhaseBadge } from '../PhaseBadge.tsx';
import { LinkList } from './LinkList.tsx';
import type { SessionProps } from './SessionCard.tsx';

/** Over for more than a day: one line, and its links behind it. */
export function PastSession({ session, detail, ...actions }: Omit<SessionProps, 'me'>) {
  const format = useFormat();
  return (
    <details className="group rounded-md border border-line bg-raised">
      <summary className="flex min-h-14 flex-wrap items-center gap-x-3 gap-y-1 px-4 py-2 sm:px-5">
        <bdi className="font-medium">{session.title}</bdi>
        <PhaseBadge phase={session.phase} />
        <span className="text-sm text-ink-2">{format.dateTime(session.startsAt)}</span>
        <ChevronDown
          size={18}
          aria-hidden
          className="ms-auto shrink-0 text-ink-2 transition-transform group-open:rotate-180"
        />
      </summary>
      <div className="border-t border-line">
        <LinkList {...{ session, detail }} {...actions} />
      </div>
    </details>
  );
}
