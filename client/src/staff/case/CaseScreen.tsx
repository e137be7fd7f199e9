import type { Term } from '@parley/shared/glossary';
import type { LinkId, SessionId } from '@parley/shared/ids';
import type { CaseDetail, NewSession, RouteInput, Staff } from '@parley/shared/protocol';
import { CalendarPlus, Pencil } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/format.ts';
import { Button } from '../../ui/Button.tsx';
import { Card } from '../../ui/Card.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { useTitle } from '../../ui/Page.tsx';
import { BackToCases } from '../frame/BackToCases.tsx';
import { useNow } from '../use-now.ts';
import { arrangeSessions } from './arrange.ts';
import { ChangeCaseDialog } from './ChangeCaseDialog.tsx';
import { NewSessionDialog } from './NewSessionDialog.tsx';
import { PastSession } from './PastSession.tsx';
import { People, type PeopleActions } from './people/People.tsx';
import { SessionCard } from './SessionCard.tsx';
import { type TermActions, Terms } from './terms/Terms.tsx';

/** What can be done about a session of the case and its links. */
export interface SessionActions {
  onChangeSession: (session: SessionId, wish: RouteInput<'sessions.change'>) => Promise<void>;
  onInvite: (session: SessionId, wish: RouteInput<'sessions.invite'>) => Promise<void>;
  onRevoke: (link: LinkId) => Promise<void>;
  onReissue: (link: LinkId, hours: number) => Promise<void>;
}

interface CaseScreenProps extends SessionActions {
  detail: CaseDetail;
  me: Staff;
  onChange: (wish: RouteInput<'cases.change'>) => Promise<void>;
  onNewSession: (wish: NewSession) => Promise<void>;
  peopleActions: PeopleActions;
  /** Null while they are not there yet. */
  terms: readonly Term[] | null;
  termActions: TermActions;
}

export function CaseScreen({
  detail,
  me,
  onChange,
  onNewSession,
  peopleActions,
  terms,
  termActions,
  ...actions
}: CaseScreenProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const now = useNow();
  const [planning, setPlanning] = useState(false);
  const [changing, setChanging] = useState(false);
  const { current, past } = arrangeSessions(detail.sessions, now);
  const none = detail.sessions.length === 0;
  const plan = (
    <Button
      variant={none ? 'primary' : 'secondary'}
      icon={<CalendarPlus size={20} aria-hidden />}
      onClick={() => setPlanning(true)}
    >
      {t('staff.case.newSession')}
    </Button>
  );
  useTitle(detail.title);
  return (
    <>
      <BackToCases />
      <div className="flex items-start gap-2">
        <h1 className="min-w-0 text-2xl leading-snug font-semibold text-balance">
          <bdi>{detail.title}</bdi>
        </h1>
        <IconButton
          label={t('staff.case.change')}
          icon={<Pencil size={20} aria-hidden />}
          onClick={() => setChanging(true)}
          className="-mt-1.5"
        />
      </div>
      <p className="mt-1 flex flex-wrap gap-x-4 text-ink-2">
        <span>{t(`common.mediation.${detail.kind}`)}</span>
        <bdi>{detail.organisation}</bdi>
        <span>{t('staff.case.created', { date: format.date(detail.createdAt) })}</span>
      </p>

      <div className="mt-8 grid gap-10 lg:grid-cols-[minmax(0,1fr)_17rem] lg:gap-8">
        <div className="min-w-0">
          <section aria-labelledby="sessions">
            <div className="flex min-h-11 flex-wrap items-center justify-between gap-3">
              <h2 id="sessions" className="text-lg font-semibold">
                {t('staff.case.sessions')}
              </h2>
              {!none && plan}
            </div>
            {none && (
              <Card className="mt-3">
                <Empty icon={<CalendarPlus size={32} aria-hidden />} title={t('staff.case.noSessions')}>
                  <p>{t('staff.case.noSessionsText', { count: detail.people.length })}</p>
                  <div className="mt-3">{plan}</div>
                </Empty>
              </Card>
            )}
            <div className="mt-3 flex flex-col gap-6">
              {current.map((session, index) => (
                <SessionCard
                  key={session.id}
                  {...{ session, detail, me }}
                  {...actions}
                  // One main thing to do: into the session that goes on or comes next.
                  first={index === 0}
                />
              ))}
            </div>
            {past.length > 0 && (
              <>
                <h3 className="mt-8 mb-3 font-semibold text-ink-2">{t('staff.case.past')}</h3>
                <div className="flex flex-col gap-3">
                  {past.map((session) => (
                    <PastSession key={session.id} {...{ session, detail }} {...actions} />
                  ))}
                </div>
              </>
            )}
          </section>
          {terms !== null && <Terms {...{ terms }} {...termActions} languages={languagesOf(detail)} />}
        </div>
        <People detail={detail} {...peopleActions} />
      </div>

      <ChangeCaseDialog
        detail={detail}
        open={changing}
        onClose={() => setChanging(false)}
        onChange={onChange}
      />
      <NewSessionDialog
        open={planning}
        onOpenChange={setPlanning}
        earlier={detail.sessions.length}
        onCreate={onNewSession}
      />
    </>
  );
}

/** Those that its people speak, in their order. */
const languagesOf = ({ people }: CaseDetail): readonly string[] => [
  ...new Set(people.flatMap(({ languages }) => languages)),
];
