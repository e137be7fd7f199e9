import type { Staff } from '@parley/shared/protocol';
import { MediationKind } from '@parley/shared/session';
import { useState } from 'react';
import { navigate } from '../../app/router.tsx';
import { useLanguage } from '../../i18n/index.ts';
import { keep, readKept } from '../../session/kept.ts';
import { createCase } from '../api.ts';
import { keepLastOrganisation, lastOrganisation } from '../last-organisation.ts';
import { paths } from '../routes.ts';
import { keepUnfinished, readUnfinished } from '../unfinished.ts';
import { CaseDraft, freshDraft } from './draft.ts';
import { NewCaseScreen } from './NewCaseScreen.tsx';

const part = 'case';
/** Most cases of one office are of the same kind. */
const KIND = 'parley.kind';

function lastKind(): MediationKind {
  const kind = MediationKind.safeParse(readKept('localStorage', KIND));
  return kind.success ? kind.data : 'people';
}

export function NewCase({ me }: { me: Staff }) {
  const language = useLanguage();
  const fresh = (): CaseDraft =>
    freshDraft({
      kind: lastKind(),
      organisation: lastOrganisation(),
      mediator: me.name,
      language,
    });
  const [kept] = useState(() => readUnfinished(part, CaseDraft));
  const [draft, setDraft] = useState(() => kept ?? fresh());
  const [restored, setRestored] = useState(kept !== null);
  return (
    <NewCaseScreen
      draft={draft}
      restored={restored}
      onChange={(next) => {
        keepUnfinished(part, next);
        setDraft(next);
      }}
      onStartOver={() => {
        keepUnfinished(part, undefined);
        setDraft(fresh());
        setRestored(false);
      }}
      onCreate={async (wish) => {
        const made = await createCase(wish);
        keepLastOrganisation(wish.organisation);
        keep('localStorage', KIND, wish.kind);
        keepUnfinished(part, undefined);
        navigate(paths.case(made.id), { replace: true });
      }}
    />
  );
}
