import type { SideId } from '../ids.ts';
import { othersAsked } from '../policy/consent.ts';
import { type Decision, happened } from '../session/decision.ts';
import type { Asking } from '../session/asking.ts';
import type { SessionState } from '../session/state.ts';
import { type Book, clauseOf, MAX_CLAUSES } from './book.ts';
import type { AgreementCommand } from './commands.ts';
import type { AgreementEvent } from './events.ts';
import { isOpen, type Proposal } from './proposal.ts';

/** A side is asked no more; what waited for it alone is done in the same decision. */
export function excuse(
  state: SessionState,
  { side, reason }: Extract<AgreementCommand, { type: 'side.excuse' }>,
  { me, at }: Asking,
): Decision {
  const book = state.agreement.agreement;
  return happened(
    { type: 'side.excused', by: me.participant.id, at, side, reason },
    ...(book === null ? [] : done(book, othersAsked(state, side), { side, at })),
  );
}

/** What nobody else is asked about. There are sides that are: nothing is agreed, or carried out, by nobody's word. */
function done(
  book: Book,
  asked: readonly SideId[],
  { side, at }: { side: SideId; at: number },
): readonly AgreementEvent[] {
  const isWilled = (yes: readonly SideId[], own: SideId | null = null): boolean =>
    asked.every((each) => each === own || yes.includes(each));
  const clauses = book.clauses.filter(({ state, agreedBy }) => state === 'proposed' && isWilled(agreedBy));
  const willed = book.proposals.filter(
    (proposal) => isOpen(proposal) && isWilled(proposal.acceptedBy, proposal.side),
  );
  return [
    ...clauses.map(({ id }): AgreementEvent => ({ type: 'clause.completed', at, clause: id, without: side })),
    ...thatFit(book, willed).map(
      ({ id }): AgreementEvent => ({ type: 'proposal.completed', at, proposal: id }),
    ),
  ];
}

/** Those about what is not closed, and no more new clauses than a document has room for; the others wait. */
function thatFit(book: Book, proposals: readonly Proposal[]): readonly Proposal[] {
  const room = MAX_CLAUSES - book.clauses.length;
  const fitting = new Set(proposals.filter(({ change }) => change.kind === 'new').slice(0, room));
  return proposals.filter((proposal) => {
    const { change } = proposal;
    return change.kind === 'new' ? fitting.has(proposal) : clauseOf(book, change.clause)?.state !== 'locked';
  });
}
