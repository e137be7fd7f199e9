import { describe, expect, test } from 'vitest';
import { SideId } from '../ids.ts';
import { agreementViewFor } from '../policy/index.ts';
import { by, participant, Scenario } from '../session/testing.ts';
import { beginning, clause as clauseId, theAgreement } from './testing.ts';
import { type AgreementChange, changedAgreement, changeOfAgreement } from './view-change.ts';
import type { AgreementView, BookView, ClauseView } from './view-shape.ts';

/** As somebody is shown it. */
const shown: BookView = (() => {
  const scenario = new Scenario().seat('party');
  scenario.do(beginning(theAgreement, clauseId('first')), by('mediator'));
  const { agreement } = agreementViewFor(scenario.state, participant('party'));
  if (agreement === null) throw new Error('nothing is shown');
  return agreement;
})();
const clause = (name: string, over: Partial<ClauseView> = {}): ClauseView => {
  const [first] = shown.clauses;
  if (first === undefined) throw new Error('there is no clause');
  return { ...first, id: clauseId(name), ...over };
};
const book = (...clauses: ClauseView[]): BookView => ({ ...shown, clauses });
const view = (agreement: BookView | null): AgreementView => ({ agreement, draft: null, mayStart: [] });
const [a, b, c] = [clause('a'), clause('b'), clause('c')];

function mustChange(before: AgreementView, after: AgreementView): AgreementChange {
  const change = changeOfAgreement(before, after);
  if (change === null) throw new Error('nothing has changed');
  return change;
}

describe('[AGR-11] from one view of the agreement to the next', () => {
  test.each<readonly [what: string, before: BookView | null, after: BookView | null, items: number]>([
    ['one is agreed', book(a, b, c), book(a, { ...b, agreedBy: [SideId.parse('side-one')] }, c), 1],
    ['one comes between others', book(a, c), book(a, b, c), 1],
    ['one goes', book(a, b, c), book(a, c), 0],
    ['one is moved', book(a, b, c), book(c, a, b), 0],
    ['all go', book(a, b), book(), 0],
    ['it is begun', null, book(a), 0],
    ['it is out of sight', book(a), null, 0],
  ])('%s', (_, before, after, items) => {
    const change = mustChange(view(before), view(after));
    expect(changedAgreement(view(before), change)).toEqual(view(after));
    const told = change.agreement.kind === 'part' ? change.agreement.change.clauses.items : [];
    expect(told).toHaveLength(items);
  });

  test('nothing, where they are the same', () => {
    expect(changeOfAgreement(view(book(a, b)), view(book(a, b)))).toBeNull();
    expect(changeOfAgreement(view(null), view(null))).toBeNull();
    expect(changeOfAgreement(view(book(a)), { ...view(book(a)), mayStart: ['draft'] })).not.toBeNull();
  });

  test('one of three hundred clauses is told alone', () => {
    const many = Array.from({ length: 300 }, (_, index) => clause(`clause-${index}`));
    const after = view(book(...many.with(150, clause('clause-150', { state: 'proposed' }))));
    const size = (value: unknown): number => JSON.stringify(value).length;
    expect(size(changeOfAgreement(view(book(...many)), after)) * 50).toBeLessThan(size(after));
  });

  test('a change of what one does not have is none', () => {
    const added = mustChange(view(book(a, b)), view(book(a, b, c)));
    expect(changedAgreement(view(null), added)).toBeNull();
    expect(changedAgreement(view(book(a)), added)).toBeNull();
    const agreed = mustChange(view(book(a, b)), view(book(a, { ...b, state: 'proposed' })));
    expect(changedAgreement(view(book(a)), agreed)).toBeNull();
  });
});
