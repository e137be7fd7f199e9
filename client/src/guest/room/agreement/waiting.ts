import type { AgreementView } from '@parley/shared/agreement';

/** How many clauses wait for an answer of mine. */
export const waitingForMe = ({ agreement }: AgreementView): number =>
  agreement?.clauses.filter(({ mayAgree }) => mayAgree).length ?? 0;
