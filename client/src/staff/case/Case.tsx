import type { CaseId } from '@parley/shared/ids';
import type { Staff } from '@parley/shared/protocol';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { caseQuery, createSession, reissueLink, revokeLink } from '../api.ts';
import { Loaded } from '../frame/Loaded.tsx';
import { CaseScreen } from './CaseScreen.tsx';
import { CaseSkeleton } from './CaseSkeleton.tsx';
import { NoSuchCase } from './NoSuchCase.tsx';

export function Case({ id, me }: { id: CaseId; me: Staff }) {
  const { t } = useTranslation();
  const query = useQuery(caseQuery(id));
  return (
    <Loaded
      query={query}
      title={t('staff.case.title')}
      skeleton={<CaseSkeleton />}
      refused={(problem) =>
        problem !== 'network' && problem.code === 'case.unknown' ? <NoSuchCase problem={problem} /> : null
      }
    >
      {(detail) => (
        <CaseScreen
          detail={detail}
          me={me}
          onNewSession={async (wish) => {
            await createSession(id, wish);
          }}
          onRevoke={(linkId) => revokeLink({ linkId })}
          onReissue={(linkId, linkHours) => reissueLink({ linkId }, { linkHours })}
        />
      )}
    </Loaded>
  );
}
