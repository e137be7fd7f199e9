import type { SessionView } from '@parley/shared/policy';
import type { BookView } from '@parley/shared/agreement';
import type { ReactNode } from 'react';
import { aligned, book, byApplicant, byRespondent, clause, opened, viewOfAgreement } from './documents.ts';
import { viewOf } from './models.ts';
import { insurer, person, threeSides } from './people.ts';
import { mediator, party, shownWith } from './states-agreement.tsx';
import type { RoomState } from './states-room.tsx';

/** An agreement of three sides, of one of which nobody comes, or somebody late. */

const withBook = (view: SessionView, books: BookView): ReactNode =>
  shownWith({ ...view, sides: [...threeSides] }, viewOfAgreement({ agreement: books }), {
    agreement: opened(),
  });

const others = [byApplicant, byRespondent];
const reason = '两次书面通知，均未答复。';
const excused = [{ side: insurer, reason }];

const waiting = book(
  [
    clause(2, { state: 'proposed', agreedBy: others, aligned: aligned(2), mayReopen: true }),
    clause(3, { state: 'proposed', agreedBy: [byApplicant], aligned: aligned(3), mayReopen: true }),
  ],
  { mayArrange: true, mayExcuse: [insurer] },
);
const settled = [
  clause(1, { state: 'locked', agreedBy: others, aligned: aligned(1), without: [insurer] }),
  clause(2, { state: 'agreed', agreedBy: others, aligned: aligned(2), without: [insurer] }),
  clause(3, { state: 'proposed', agreedBy: [byRespondent], aligned: aligned(3) }),
];
const conducted = book(
  settled.map((each) => ({ ...each, mayReopen: true, mayLock: each.state === 'agreed' })),
  { mayArrange: true, excused, mayAsk: [insurer] },
);
const forParty = book(
  settled.map((each) => ({
    ...each,
    mayAgree: each.state === 'proposed',
    mayDisagree: each.state === 'proposed',
  })),
  { excused },
);
const late = viewOf(person('sun', { microphone: 'open' }), [person('chen'), person('li'), person('carter')]);
const forLate = book([
  clause(1, { state: 'locked', agreedBy: others, aligned: aligned(1), without: [insurer] }),
  clause(2, { state: 'proposed', agreedBy: others, aligned: aligned(2), mayAgree: true, mayDisagree: true }),
]);

export const absentStates: Readonly<Record<string, RoomState>> = {
  'absent-missing': { element: withBook(mediator, waiting), agreement: true },
  'absent-dialog': {
    element: withBook(mediator, waiting),
    agreement: true,
    press: ['agreement.absent.act'],
  },
  'absent-conduct': { element: withBook(mediator, conducted), agreement: true },
  'absent-party': { element: withBook(party, forParty), agreement: true },
  'absent-late': { element: withBook(late, forLate), agreement: true },
};
