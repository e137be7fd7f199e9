import { type AgreementChange, changeOfAgreement, nothingOfAgreement } from '@parley/shared/agreement';
import { type AgreementSight, agreementSightFor } from '@parley/shared/policy';
import type { Presence, SessionState } from '@parley/shared/session';

/** What a line was shown of the agreement last; null as long as there was nothing to show. */
export type ShownAgreement = { readonly rev: number; readonly sight: AgreementSight } | null;

/** What it is shown next, and how that differs; a line that has nothing needs the whole. */
export function agreementNext(
  last: ShownAgreement,
  state: SessionState,
  me: Presence,
): { readonly shown: ShownAgreement; readonly change: AgreementChange | null } {
  const sight = agreementSightFor(state, me, last?.sight ?? null);
  const change = changeOfAgreement(last?.sight.view ?? nothingOfAgreement, sight.view);
  if (change !== null) return { shown: { rev: (last?.rev ?? 0) + 1, sight }, change };
  return { shown: last === null ? null : { rev: last.rev, sight }, change };
}
