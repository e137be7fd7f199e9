import { speaksFor } from '../policy/consent.ts';
import { type Decision, denied, happened } from '../session/decision.ts';
import type { SessionState } from '../session/state.ts';
import type { Asking } from '../session/asking.ts';
import { areFresh, bookOf, clauseOf, MAX_CLAUSES } from './book.ts';
import type { AgreementCommand } from './commands.ts';
import { isOpen, MAX_OPEN_PROPOSALS } from './proposal.ts';
import { sharedLanguages } from './publishing.ts';

/**
 * Words leave a draft by value. Whoever conducts puts them into the agreement as new clauses; a side's party or counsel
 * proposes them to the others. Nothing that is shown to anyone tells where they come from.
 */
export function publish(
  state: SessionState,
  { room, clauses, after, hash }: Extract<AgreementCommand, { type: 'draft.publish' }>,
  { me, at }: Asking,
): Decision {
  const { agreement } = state.agreement;
  const draft = bookOf(state.agreement, { kind: 'draft', room });
  if (agreement === null || draft === null) return denied('document.unknown');
  if (after !== null && clauseOf(agreement, after) === null) return denied('clause.unknown');
  if (clauses.some(({ from }) => clauseOf(draft, from) === null)) return denied('clause.unknown');
  const languages = sharedLanguages(agreement, draft);
  if (languages.length === 0) return denied('document.no-common-language');
  const isComplete = clauses.every(({ texts }) => {
    const given = Object.keys(texts);
    return given.length === languages.length && languages.every((each) => given.includes(each));
  });
  const ids = clauses.map(({ id }) => id);
  if (!isComplete || !areFresh(state.agreement, ids)) return denied('request.malformed');
  const side = speaksFor(me.participant);
  if (side === null && agreement.clauses.length + clauses.length > MAX_CLAUSES) {
    return denied('clause.too-many');
  }
  const waiting = agreement.proposals.filter(isOpen).length;
  if (side !== null && waiting + clauses.length > MAX_OPEN_PROPOSALS) return denied('proposal.too-many');
  return happened({
    type: 'draft.published',
    by: me.participant.id,
    at,
    room,
    side,
    after,
    hash,
    clauses: [...clauses],
  });
}
