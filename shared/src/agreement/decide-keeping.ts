import { type Decision, happened } from '../session/decision.ts';
import type { SessionState } from '../session/state.ts';
import type { Asking } from '../session/asking.ts';
import { mediatorsOf } from '../policy/naming.ts';
import type { AgreementCommand } from './commands.ts';
import type { CaseNames } from './templates/without-names.ts';

/** Words of the agreement leave the session for the organisation's templates. What they say is in none of its events. */
export const keepTemplate = (
  { template, clauses, hash }: Extract<AgreementCommand, { type: 'template.keep' }>,
  { me, at }: Asking,
): Decision =>
  happened({
    type: 'template.kept',
    by: me.participant.id,
    at,
    template,
    clauses: [...clauses],
    hash,
  });

/** All that a session calls somebody or something by: what no template has in it. */
export function namesIn(state: SessionState): CaseNames {
  const mediators = mediatorsOf(state);
  const all = [...state.people.values()].map(({ participant }) => participant);
  return {
    title: state.title,
    organisation: state.organisation,
    mediators: mediators.map(({ name }) => name),
    parties: state.sides.map(({ kind, name }) => ({ kind, name })),
    others: [
      ...all.filter((each) => !mediators.includes(each)).map(({ name }) => name),
      // Who was called otherwise when the words were written is named in them all the same.
      ...state.formerNames,
    ],
  };
}
