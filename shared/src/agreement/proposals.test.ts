import { beforeEach, describe, expect, test } from 'vitest';
import { agreementViewFor, clauseHistoryFor } from '../policy/index.ts';
import { applicant, by, participant, respondent, Scenario } from '../session/testing.ts';
import { type Book, type Clause, MAX_CLAUSES, proposalOf } from './book.ts';
import { canonicalText } from './canonical-text.ts';
import type { AgreementCommand, ProposalCommand } from './commands.ts';
import { type Change, MAX_CLOSED_PROPOSALS, MAX_OPEN_PROPOSALS } from './proposal.ts';
import { MAX_REFUSALS } from './refusals.ts';
import { beginning, clause, hash, proposal, standingIn, theAgreement, written } from './testing.ts';

const first = clause('first');
const base = { zh: '甲', en: 'a' };
const otherWords: Change = { kind: 'change', clause: first, texts: { zh: written('乙') } };
let scenario: Scenario;

const ask = (who: string, command: AgreementCommand) => scenario.do(command, by(who));
const make = (
  who: string,
  id: string,
  change: Change,
  over: Partial<Extract<ProposalCommand, { type: 'proposal.make' }>> = {},
) =>
  ask(who, {
    type: 'proposal.make',
    id: proposal(id),
    change,
    base: change.kind === 'new' ? {} : base,
    note: '',
    ...over,
  });
const accept = (who: string, id: string) =>
  ask(who, { type: 'proposal.accept', proposal: proposal(id), standing: standingIn(theBook(), id) });
const remove = (id: Clause['id']) =>
  ask('mediator', {
    type: 'clause.remove',
    document: theAgreement,
    clause: id,
    standing: standingIn(theBook(), 'before'),
  });
const refuse = (who: string, id: string, reason: string) =>
  ask(who, { type: 'proposal.refuse', proposal: proposal(id), reason });
const counter = (who: string, id: string, answer: string, change: Change) =>
  ask(who, {
    type: 'proposal.counter',
    proposal: proposal(id),
    id: proposal(answer),
    change,
    base: change.kind === 'new' ? {} : base,
    note: '',
  });
const theBook = (): Book => {
  const book = scenario.state.agreement.agreement;
  if (book === null) throw new Error('there is no agreement');
  return book;
};
const theClause = (id = first): Clause | undefined => theBook().clauses.find((each) => each.id === id);
const outcomeOf = (id: string) => proposalOf(theBook(), proposal(id))?.outcome;
const wordsOf = (id = first): Record<string, [number, string]> =>
  Object.fromEntries(
    Object.entries(theClause(id)?.written ?? {}).map(([language, { seq, text }]) => [
      language,
      [seq, canonicalText(text)],
    ]),
  );
const fresh = (name: string, after: Change['clause'] | null = null): Change => ({
  kind: 'new',
  clause: clause(name),
  after,
  texts: { zh: written(name) },
});

beforeEach(() => {
  scenario = new Scenario().seat('party', 'counsel', 'respondent', 'interpreter');
  ask('mediator', beginning(theAgreement, first));
});

describe('a proposal', () => {
  test('[PRO-1] is of the side whose party or counsel makes it, or of the mediators, and waits for the others', () => {
    expect(make('counsel', 'ours', otherWords)).toBeNull();
    expect(make('mediator', 'theirs', otherWords)).toBeNull();
    expect(theBook().proposals.map(({ side, outcome }) => [side, outcome.kind])).toEqual([
      [applicant, 'open'],
      [null, 'open'],
    ]);
    expect(make('interpreter', 'none', otherWords)).toBe('role.not-allowed');
    expect(accept('party', 'ours')).toBe('proposal.own');
    expect(accept('mediator', 'ours')).toBe('role.not-allowed');
  });

  test('[PRO-2] is carried out when every other side has accepted it: a side’s by the other, a mediators’ by all', () => {
    make('party', 'ours', otherWords);
    expect(accept('respondent', 'ours')).toBeNull();
    expect(outcomeOf('ours')).toMatchObject({ kind: 'accepted' });
    make('mediator', 'theirs', { ...otherWords, texts: { en: written('b') } });
    expect(accept('respondent', 'theirs')).toBeNull();
    expect(outcomeOf('theirs')).toEqual({ kind: 'open' });
    expect(accept('respondent', 'theirs')).toBe('proposal.already-accepted');
    expect(accept('counsel', 'theirs')).toBeNull();
    expect(outcomeOf('theirs')).toMatchObject({ kind: 'accepted' });
    expect(accept('party', 'theirs')).toBe('proposal.closed');
  });

  test('[PRO-1] tells whose word it still waits for', () => {
    const waitsFor = () =>
      agreementViewFor(scenario.state, participant('mediator')).agreement?.proposals.map(
        (each) => each.waitsFor,
      );
    make('mediator', 'theirs', otherWords);
    expect(waitsFor()).toEqual([[applicant, respondent]]);
    accept('respondent', 'theirs');
    make('party', 'ours', otherWords);
    expect(waitsFor()).toEqual([[applicant], [respondent]]);
  });

  test('[AGR-12] [PRO-3] its words come into the clause by value, in its languages, under the number of the event', () => {
    make('party', 'ours', otherWords);
    accept('respondent', 'ours');
    expect(wordsOf()).toEqual({ zh: [scenario.state.seq, '乙'] });
    make('party', 'more', { ...otherWords, texts: { en: written('b') } });
    const { seq } = scenario.state;
    accept('respondent', 'more');
    expect(wordsOf()).toEqual({ zh: [seq - 1, '乙'], en: [scenario.state.seq, 'b'] });
  });

  test('[PRO-3] a clause whose words were changed by one is a draft that nobody has agreed to', () => {
    ask('mediator', { type: 'clause.propose', clause: first });
    ask('party', { type: 'clause.agree', clause: first, hash: hash('a') });
    make('party', 'ours', otherWords);
    accept('respondent', 'ours');
    expect(theClause()).toMatchObject({ state: 'draft', agreedBy: [], agreedHash: null });
  });

  test('[PRO-3] a new clause comes into its place, and at the end when what it was to follow is gone', () => {
    ask('mediator', {
      type: 'clause.add',
      document: theAgreement,
      clause: clause('last'),
      after: first,
      pen: { kind: 'mediator' },
    });
    make('party', 'one', fresh('between', first));
    make('party', 'two', fresh('behind', clause('last')));
    remove(clause('last'));
    accept('respondent', 'one');
    accept('respondent', 'two');
    expect(theBook().clauses.map(({ id }) => id)).toEqual([first, clause('between'), clause('behind')]);
    expect(theClause(clause('between'))).toMatchObject({ state: 'draft', pen: { kind: 'mediator' } });
    expect(wordsOf(clause('between'))).toMatchObject({ zh: [expect.any(Number), 'between'] });
  });

  test('[PRO-3] a clause that all would leave out is gone, and whatever else was proposed about it is void', () => {
    make('party', 'change', otherWords);
    make('respondent', 'removal', { kind: 'remove', clause: first });
    expect(accept('party', 'removal')).toBeNull();
    expect(theBook().clauses).toEqual([]);
    expect(outcomeOf('change')).toEqual({ kind: 'void' });
    expect(accept('respondent', 'change')).toBe('proposal.closed');
  });

  test('[PRO-4] is refused with a reason, by a side that did not make it', () => {
    make('party', 'ours', otherWords);
    const refuse = (who: string) =>
      ask(who, { type: 'proposal.refuse', proposal: proposal('ours'), reason: 'too much' });
    expect(refuse('counsel')).toBe('proposal.own');
    expect(refuse('respondent')).toBeNull();
    expect(outcomeOf('ours')).toMatchObject({ kind: 'refused', side: respondent, reason: 'too much' });
    expect(wordsOf()).toEqual({});
    expect(accept('respondent', 'ours')).toBe('proposal.closed');
  });

  test('[PRO-5] is countered by another one about the same, which answers it', () => {
    make('party', 'ours', otherWords);
    expect(counter('respondent', 'ours', 'no', fresh('elsewhere'))).toBe('request.malformed');
    expect(counter('respondent', 'ours', 'no', { kind: 'remove', clause: clause('other') })).toBe(
      'request.malformed',
    );
    expect(outcomeOf('ours')).toEqual({ kind: 'open' });
    expect(
      counter('respondent', 'ours', 'answer', { ...otherWords, texts: { zh: written('丙') } }),
    ).toBeNull();
    expect(outcomeOf('ours')).toMatchObject({ kind: 'countered', by: proposal('answer') });
    expect(proposalOf(theBook(), proposal('answer'))).toMatchObject({
      side: respondent,
      counters: proposal('ours'),
    });
    expect(accept('party', 'answer')).toBeNull();
    expect(wordsOf()).toMatchObject({ zh: [scenario.state.seq, '丙'] });
  });

  test('[PRO-5] a new clause is countered by another for its place', () => {
    make('party', 'ours', fresh('mine', first));
    expect(counter('respondent', 'ours', 'no', fresh('theirs', null))).toBe('request.malformed');
    expect(counter('respondent', 'ours', 'answer', fresh('theirs', first))).toBeNull();
    accept('party', 'answer');
    expect(theBook().clauses.map(({ id }) => id)).toEqual([first, clause('theirs')]);
  });

  test('[PRO-6] is taken back by its side, and cleared away by who conducts', () => {
    make('party', 'ours', otherWords);
    make('respondent', 'theirs', otherWords);
    const withdraw = (who: string, id: string) =>
      ask(who, { type: 'proposal.withdraw', proposal: proposal(id) });
    expect(withdraw('respondent', 'ours')).toBe('proposal.not-yours');
    expect(withdraw('counsel', 'ours')).toBeNull();
    expect(withdraw('mediator', 'theirs')).toBeNull();
    expect([outcomeOf('ours')?.kind, outcomeOf('theirs')?.kind]).toEqual(['withdrawn', 'withdrawn']);
  });

  test('[PRO-7] has words in languages of the book alone, over the words of all of them, and ids of its own', () => {
    const wrong: readonly [Change, Record<string, string>][] = [
      [{ ...otherWords, texts: { ja: written('あ') } }, base],
      [otherWords, { zh: '甲' }],
      [otherWords, { ...base, ja: 'あ' }],
      [{ kind: 'new', clause: first, after: null, texts: { zh: written('乙') } }, {}],
    ];
    for (const [change, over] of wrong)
      expect(make('party', 'ours', change, { base: over })).toBe('request.malformed');
    expect(make('party', 'ours', fresh('mine', clause('nowhere')))).toBe('clause.unknown');
    expect(make('party', 'ours', fresh('mine'))).toBeNull();
    expect(make('party', 'ours', otherWords)).toBe('request.malformed');
    expect(make('party', 'more', fresh('mine'))).toBe('request.malformed');
  });

  test('[PRO-8] waits with at most so many others; of those answered the newest are kept', () => {
    for (let index = 0; index < MAX_OPEN_PROPOSALS; index += 1)
      expect(make('party', `p-${index}`, otherWords)).toBeNull();
    expect(make('party', 'more', otherWords)).toBe('proposal.too-many');
    expect(counter('respondent', 'p-0', 'answer', otherWords)).toBeNull();
    for (let index = 0; index < MAX_CLOSED_PROPOSALS; index += 1) {
      ask('party', { type: 'proposal.withdraw', proposal: proposal(`p-${index + 1}`) });
      make('party', `p-${index + MAX_OPEN_PROPOSALS}`, otherWords);
    }
    expect(theBook().proposals).toHaveLength(MAX_OPEN_PROPOSALS + MAX_CLOSED_PROPOSALS);
    expect(proposalOf(theBook(), proposal('p-0'))).toBeNull();
  });

  test('[AGR-3] [PRO-2] does not make a document longer than one can be', () => {
    make('party', 'ours', fresh('mine'));
    for (let index = 1; index < MAX_CLAUSES; index += 1) {
      ask('mediator', {
        type: 'clause.add',
        document: theAgreement,
        clause: clause(`n-${index}`),
        after: null,
        pen: { kind: 'mediator' },
      });
    }
    expect(accept('respondent', 'ours')).toBe('clause.too-many');
    expect(outcomeOf('ours')).toEqual({ kind: 'open' });
  });
});

describe('[PRO-10] a refusal', () => {
  const shown = (who = 'party') =>
    agreementViewFor(scenario.state, participant(who)).agreement?.refusals.flatMap(
      ({ proposal: id, outcome }) => (outcome.kind === 'refused' ? [[id, outcome.side, outcome.reason]] : []),
    );

  test('is told with its reason to everyone who may know of the agreement', () => {
    make('party', 'ours', otherWords);
    refuse('respondent', 'ours', 'too much');
    for (const who of ['party', 'respondent', 'mediator', 'interpreter'])
      expect(shown(who)).toEqual([[proposal('ours'), respondent, 'too much']]);
    expect(shown('stranger')).toBeUndefined();
  });

  test('is past once something else is proposed about the same', () => {
    make('party', 'ours', otherWords);
    make('party', 'earlier', { kind: 'remove', clause: first });
    make('party', 'new', fresh('mine'));
    refuse('respondent', 'ours', 'no');
    refuse('respondent', 'new', 'no');
    expect(shown()).toHaveLength(2);
    make('respondent', 'theirs', otherWords);
    expect(shown()).toEqual([[proposal('new'), respondent, 'no']]);
    make('mediator', 'elsewhere', fresh('another', first));
    expect(shown()).toHaveLength(1);
    make('mediator', 'instead', fresh('other'));
    expect(shown()).toEqual([]);
  });

  test('is past once something is decided about its clause, or the clause is gone', () => {
    make('party', 'ours', otherWords);
    refuse('respondent', 'ours', 'no');
    ask('mediator', { type: 'clause.propose', clause: first });
    expect(shown()).toEqual([]);
    ask('mediator', { type: 'clause.reopen', clause: first });
    make('party', 'more', otherWords);
    refuse('respondent', 'more', 'no');
    expect(shown()).toHaveLength(1);
    remove(first);
    expect(shown()).toEqual([]);
  });

  test('is one of the newest twenty', () => {
    for (let index = 0; index < MAX_REFUSALS + 2; index += 1) {
      make('party', `p-${index}`, otherWords);
    }
    for (let index = 0; index < MAX_REFUSALS + 2; index += 1) refuse('respondent', `p-${index}`, 'no');
    expect(shown()).toHaveLength(MAX_REFUSALS);
    expect(shown()?.at(-1)?.[0]).toBe(proposal(`p-${MAX_REFUSALS + 1}`));
  });
});

describe('the history of a clause', () => {
  test('[PRO-9] tells what was decided and proposed, by which side, and names nobody', () => {
    ask('mediator', { type: 'clause.propose', clause: first });
    ask('respondent', { type: 'clause.disagree', clause: first, reason: 'too early' });
    make('party', 'ours', otherWords);
    make('party', 'else', fresh('elsewhere'));
    ask('respondent', { type: 'proposal.refuse', proposal: proposal('ours'), reason: 'no' });
    make('respondent', 'theirs', otherWords);
    accept('party', 'theirs');
    const history = clauseHistoryFor(scenario.state, participant('respondent'), first);
    if (!history.ok) throw new Error('there is no history');
    expect(history.value.deeds.map(({ kind, side, reason }) => [kind, side, reason])).toEqual([
      ['proposed', null, ''],
      ['objected', respondent, 'too early'],
      ['changed', respondent, ''],
    ]);
    expect(history.value.proposals.map(({ id, outcome }) => [id, outcome.kind])).toEqual([
      [proposal('ours'), 'refused'],
      [proposal('theirs'), 'accepted'],
    ]);
    for (const name of ['counsel', 'party', 'mediator']) {
      expect(JSON.stringify(history.value)).not.toContain(`"${participant(name)}"`);
    }
  });

  test('[PRO-9] tells also what was proposed as a new clause and is none', () => {
    make('party', 'ours', fresh('mine'));
    refuse('respondent', 'ours', 'not now');
    const history = clauseHistoryFor(scenario.state, participant('party'), clause('mine'));
    expect(history).toMatchObject({
      ok: true,
      value: { deeds: [], proposals: [{ outcome: { kind: 'refused', reason: 'not now' } }] },
    });
  });

  test('[PRO-9] is read by those who may know of the agreement', () => {
    const asked = (who: string, id = first) => clauseHistoryFor(scenario.state, participant(who), id);
    expect(asked('observer')).toMatchObject({ ok: false, error: { code: 'room.not-in' } });
    expect(asked('stranger')).toMatchObject({ ok: false, error: { code: 'participant.unknown' } });
    expect(asked('party', clause('nowhere'))).toMatchObject({ ok: false, error: { code: 'clause.unknown' } });
  });
});
