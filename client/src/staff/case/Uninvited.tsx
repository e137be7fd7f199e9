import type { CaseDetail, RouteInput } from '@parley/shared/protocol';
import { UserPlus } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/Button.tsx';
import { inOrder } from './arrange.ts';
import { InviteDialog } from './InviteDialog.tsx';
import type { CaseSession } from './SessionCard.tsx';

interface UninvitedProps {
  session: CaseSession;
  detail: CaseDetail;
  onInvite: (wish: RouteInput<'sessions.invite'>) => Promise<void>;
}

/** People of the case whom a session does not expect; nothing while there are none. */
export function Uninvited({ session, detail, onInvite }: UninvitedProps) {
  const { t } = useTranslation();
  const [asking, setAsking] = useState(false);
  const [said, setSaid] = useState('');
  const invited = new Set(session.links.map(({ person }) => person));
  const missing = inOrder(detail.people, detail.sides).filter(({ id }) => !invited.has(id));
  return (
    <>
      {missing.length > 0 && (
        <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 border-b border-line px-4 py-3 sm:px-5">
          <p className="text-ink-2">{t('staff.invite.missing', { count: missing.length })}</p>
          <Button icon={<UserPlus size={20} aria-hidden />} onClick={() => setAsking(true)}>
            {t('staff.invite.open')}
          </Button>
        </div>
      )}
      <p role="status" className="px-4 text-sm text-ink-2 not-empty:pt-3 sm:px-5">
        {said}
      </p>
      <InviteDialog
        open={asking}
        onClose={() => setAsking(false)}
        session={session}
        missing={missing}
        sides={detail.sides}
        onInvite={async (wish) => {
          await onInvite(wish);
          setSaid(t('staff.invite.done', { count: wish.people.length }));
        }}
      />
    </>
  );
}
