import type { Staff } from '@parley/shared/protocol';
import { MediationKind } from '@parley/shared/session';
import { useState } from 'react';
import { navigate } from '../../app/router.tsx';
import { useLanguage } from '../../i18n/index.ts';
import { remember, remembered } from '../../ui/remembered.ts';
import { createCase } from '../api.ts';
import { keep, readKept } from '../kept.ts';
import { paths } from '../routes.ts';
import { CaseDraft, freshDraft } from './draft.ts';
import { NewCaseScreen } from './NewCaseScreen.tsx';

const keptAs = 'case';
/** Most cases of one office are alike in these. */
const last = { organisation: 'parley.organisation', kind: 'parley.kind' };

function lastKind(): MediationKind {
  const kind = MediationKind.safeParse(remembered(last.kind));
  return kind.success ? kind.data : 'people';
}

export function NewCase({ me }: { me: Staff }) {
  const language = useLanguage();
  const fresh = (): CaseDraft =>
    freshDraft({
      kind: lastKind(),
      organisation: remembered(last.organisation) ?? '',
      mediator: me.name,
      language,
    });
  const [kept] = useState(() => readKept(keptAs, CaseDraft));
  const [draft, setDraft] = useState(() => kept ?? fresh());
  const [restored, setRestored] = useState(kept !== null);
  return (
    <NewCaseScreen
      draft={draft}
      restored={restored}
      onChange={(next) => {
        keep(keptAs, next);
        setDraft(next);
      }}
      onStartOver={() => {
        keep(keptAs, null);
        setDraft(fresh());
        setRestored(false);
      }}
      onCreate={async (wish) => {
        const made = await createCase(wish);
        remember(last.organisation, wish.organisation);
        remember(last.kind, wish.kind);
        keep(keptAs, null);
        navigate(paths.case(made.id), { replace: true });
      }}
    />
  );
}
