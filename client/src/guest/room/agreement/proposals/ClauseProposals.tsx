import type { ClauseId } from '@parley/shared/ids';
import type { Desk, Numbered } from '../desk.ts';
import type { Texts } from '../texts.ts';
import { ProposalCard } from './ProposalCard.tsx';
import { RefusalNote } from './RefusalNote.tsx';

/** What is proposed about a clause, and what was refused last. */
export function ClauseProposals({ desk, clause, number, texts }: Numbered & { desk: Desk; texts: Texts }) {
  const { proposals, refusals } = desk.book;
  return (
    <>
      {refusals
        .filter((refusal) => refusal.kind !== 'new' && refusal.clause === clause.id)
        .map((refusal) => (
          <RefusalNote key={refusal.proposal} desk={desk} refusal={refusal} number={number} />
        ))}
      {proposals
        .filter(({ change }) => change.kind !== 'new' && change.clause === clause.id)
        .map((proposal) => (
          <ProposalCard key={proposal.id} desk={desk} proposal={proposal} number={number} texts={texts} />
        ))}
    </>
  );
}

const noTexts: Texts = new Map();

/** New clauses that are proposed behind one; with null, before all. What stood behind a clause that is gone comes last. */
export function NewClauses({ desk, after, isLast }: { desk: Desk; after: ClauseId | null; isLast: boolean }) {
  const { clauses, proposals, refusals } = desk.book;
  const isThere = (id: ClauseId): boolean => clauses.some((clause) => clause.id === id);
  const isHere = (place: ClauseId | null): boolean =>
    place === after || (isLast && place !== null && !isThere(place));
  const number = clauses.findIndex(({ id }) => id === after) + 1;
  const here = [
    ...refusals.flatMap((refusal) =>
      refusal.kind === 'new' && isHere(refusal.after)
        ? [<RefusalNote key={refusal.proposal} desk={desk} refusal={refusal} number={number} />]
        : [],
    ),
    ...proposals.flatMap((proposal) =>
      proposal.change.kind === 'new' && isHere(proposal.change.after)
        ? [<ProposalCard key={proposal.id} desk={desk} proposal={proposal} number={number} texts={noTexts} />]
        : [],
    ),
  ];
  if (here.length === 0) return null;
  return <div className="overflow-hidden rounded-md border border-dashed border-line-strong">{here}</div>;
}
