import type { AgreementView } from '@parley/shared/agreement';

/** How many clauses and proposals wait for an answer of mine. */
export const waitingForMe = ({ agreement }: Pick<AgreementView, 'agreement'>): number =>
  (agreement?.clauses.filter(({ mayAgree }) => mayAgree).length ?? 0) +
  (agreement?.proposals.filter(({ mayAccept }) => mayAccept).length ?? 0);
