import type { CaseDetail, Staff } from '@parley/shared/protocol';
import { LogIn, Pencil } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/format.ts';
import { buttonClass } from '../../ui/Button.tsx';
import { Card } from '../../ui/Card.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { PhaseBadge } from '../PhaseBadge.tsx';
import { myLink } from './arrange.ts';
import type { SessionActions } from './CaseScreen.tsx';
import { ChangeSessionDialog } from './ChangeSessionDialog.tsx';
import { LinkList } from './LinkList.tsx';
import { Uninvited } from './Uninvited.tsx';

export type CaseSession = CaseDetail['sessions'][number];

export interface SessionProps extends SessionActions {
  session: CaseSession;
  detail: CaseDetail;
  me: Staff;
}

/** One meeting: when, how it stands, and everyone's link to it. */
export function SessionCard({ session, detail, me, first, ...actions }: SessionProps & { first: boolean }) {
  const { t } = useTranslation();
  const format = useFormat();
  const mine = myLink(session.links, me);
  const heading = `session-${session.id}`;
  const [changing, setChanging] = useState(false);
  return (
    <Card role="group" aria-labelledby={heading}>
      <div className="flex flex-col gap-3 border-b border-line px-4 py-4 sm:flex-row sm:items-start sm:justify-between sm:px-5">
        <div className="min-w-0">
          <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <h3 id={heading} className="text-lg leading-snug font-semibold">
              <bdi>{session.title}</bdi>
            </h3>
            <PhaseBadge phase={session.phase} />
            <IconButton
              size="sm"
              label={t('staff.session.change')}
              icon={<Pencil size={18} aria-hidden />}
              onClick={() => setChanging(true)}
            />
          </div>
          <p className="mt-1 flex flex-wrap items-baseline gap-x-2">
            <time dateTime={new Date(session.startsAt).toISOString()}>
              {format.dateTime(session.startsAt)}
            </time>
            <span className="text-sm text-ink-2">{format.zone(session.startsAt)}</span>
          </p>
        </div>
        {mine !== null && (
          <a
            href={mine.url}
            target="_blank"
            rel="noopener"
            title={t('staff.case.enterAs', { name: mine.name })}
            className={`${buttonClass(first ? 'primary' : 'secondary')} shrink-0`}
          >
            <LogIn size={20} aria-hidden className="rtl:-scale-x-100" />
            {t('staff.case.enter')}
          </a>
        )}
      </div>
      <Uninvited {...{ session, detail }} onInvite={(wish) => actions.onInvite(session.id, wish)} />
      <LinkList {...{ session, detail }} {...actions} />
      <ChangeSessionDialog
        session={session}
        open={changing}
        onClose={() => setChanging(false)}
        onChange={(wish) => actions.onChangeSession(session.id, wish)}
      />
    </Card>
  );
}
