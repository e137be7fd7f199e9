import type { Participant } from '@parley/shared/session';
import { applicant, participant } from '@parley/shared/session/testing';
import { session, type Stage } from './stage.ts';

/** Counsel of one side, who speaks what nobody else does, and whom the case did not name at first. */
const lawyer: Participant = {
  id: participant('lawyer'),
  name: 'Ma',
  languages: ['de', 'zh'],
  role: 'counsel',
  side: applicant,
};
const says =
  (...others: readonly Participant[]) =>
  ({ says: say }: Stage): Promise<void> =>
    say([...session.people, ...others]);

/** Somebody is added to a session, called otherwise, and taken out again before they have come. */
export const rosters = {
  'somebody is added': says(lawyer),
  'they are called otherwise': says({ ...lawyer, name: 'Ma Li' }),
  'they speak something else': says({ ...lawyer, name: 'Ma Li', languages: ['fr'] }),
  'they are taken out': says(),
};
