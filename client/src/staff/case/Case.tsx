import type { CaseId } from '@parley/shared/ids';
import type { Staff } from '@parley/shared/protocol';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import {
  addPeople,
  addTerms,
  caseQuery,
  changeCase,
  changePerson,
  changeSession,
  changeTerm,
  createSession,
  dismissPerson,
  inviteTo,
  putTerm,
  reissueLink,
  revokeLink,
  termsQuery,
} from '../api.ts';
import { Loaded } from '../frame/Loaded.tsx';
import { CaseScreen } from './CaseScreen.tsx';
import { CaseSkeleton } from './CaseSkeleton.tsx';
import { NoSuchCase } from './NoSuchCase.tsx';

export function Case({ id, me }: { id: CaseId; me: Staff }) {
  const { t } = useTranslation();
  const query = useQuery(caseQuery(id));
  const terms = useQuery(termsQuery(id));
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
          terms={terms.data ?? null}
          termActions={{
            onAdd: (words) => addTerms(id, words),
            onChange: (termId, words) => changeTerm({ caseId: id, termId }, words),
            onPut: (termId, to) => putTerm({ caseId: id, termId }, to),
          }}
          onNewSession={async (wish) => {
            await createSession(id, wish);
          }}
          onChange={(wish) => changeCase(id, wish)}
          peopleActions={{
            onAdd: (wish) => addPeople(id, wish),
            onChange: (personId, wish) => changePerson({ caseId: id, personId }, wish),
            onDismiss: (personId) => dismissPerson({ caseId: id, personId }),
          }}
          onChangeSession={changeSession}
          onInvite={inviteTo}
          onRevoke={(linkId) => revokeLink({ linkId })}
          onReissue={(linkId, linkHours) => reissueLink({ linkId }, { linkHours })}
        />
      )}
    </Loaded>
  );
}
