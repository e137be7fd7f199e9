import type { SideId } from '../ids.ts';
import { othersAsked } from '../policy/consent.ts';
import { type Decision, happened } from '../session/decision.ts';
import type { Asking } from '../session/asking.ts';
import type { SessionState } from '../session/state.ts';
import { type Book, clauseOf, MAX_CLAUSES } from './book.ts';
import type { AgreementCommand } from './commands.ts';
import type { AgreementEvent } from './events.ts';
import { isOpen, type LapsedWhy, type Proposal } from './proposal.ts';

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
    ...endsOf(book, willed, { side, at }),
  ];
}

/** Carried out, or, about what is locked or where a document has room for no more, ended: nobody is left to answer. */
function endsOf(
  book: Book,
  proposals: readonly Proposal[],
  { side, at }: { side: SideId; at: number },
): readonly AgreementEvent[] {
  const room = MAX_CLAUSES - book.clauses.length;
  const fitting = new Set(proposals.filter(({ change }) => change.kind === 'new').slice(0, room));
  const obstacle = (proposal: Proposal): LapsedWhy | null => {
    const { change } = proposal;
    if (change.kind === 'new') return fitting.has(proposal) ? null : 'full';
    return clauseOf(book, change.clause)?.state === 'locked' ? 'locked' : null;
  };
  return proposals.map((proposal): AgreementEvent => {
    const why = obstacle(proposal);
    const about = { at, proposal: proposal.id };
    return why === null
      ? { type: 'proposal.completed', ...about }
      : { type: 'proposal.lapsed', ...about, without: side, why };
  });
}
