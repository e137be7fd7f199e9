import { beforeEach, describe, expect, test } from 'vitest';
import type { ClauseId } from '../ids.ts';
import { agreementViewFor } from '../policy/index.ts';
import { by, participant, Scenario } from '../session/testing.ts';
import { bookOf } from './book.ts';
import type { AgreementCommand, Standing } from './commands.ts';
import type { DocumentRef } from './document.ts';
import {
  beginning,
  clause,
  draftOf,
  proposal,
  standingIn,
  theAgreement,
  version,
  written,
} from './testing.ts';

const [one, two] = [clause('one'), clause('two')];
let scenario: Scenario;

const ask = (who: string, command: AgreementCommand) => scenario.do(command, by(who));
const begin = (who: string, document: DocumentRef, id: ClauseId) => ask(who, beginning(document, id));
const bookIn = (document: DocumentRef = theAgreement) => bookOf(scenario.state.agreement, document);
const kept = (document: DocumentRef = theAgreement) =>
  bookIn(document)?.versions.map(({ id, name, why, by: who }) => [id, name, why, who]);
const standing = (id: string, digit = 'a', document: DocumentRef = theAgreement): Standing =>
  standingIn(bookIn(document), id, { digit, says: `${id}, before it went` });
const remove = (
  id: ClauseId,
  stood: Standing,
  { who = 'mediator', document = theAgreement }: { who?: string; document?: DocumentRef } = {},
) => ask(who, { type: 'clause.remove', document, clause: id, standing: stood });
const propose = (who: string, id: string, change: 'remove' | 'change') =>
  ask(who, {
    type: 'proposal.make',
    id: proposal(id),
    change:
      change === 'remove'
        ? { kind: 'remove', clause: one }
        : { kind: 'change', clause: one, texts: { zh: written('乙') } },
    base: { zh: '甲', en: 'a' },
    note: '',
  });
const accept = (who: string, id: string, stood: Standing | null) =>
  ask(who, { type: 'proposal.accept', proposal: proposal(id), standing: stood });

beforeEach(() => {
  scenario = new Scenario().seat('party', 'respondent', 'interpreter');
  begin('mediator', theAgreement, one);
  ask('mediator', {
    type: 'clause.add',
    document: theAgreement,
    clause: two,
    after: one,
    pen: { kind: 'mediator' },
  });
});

describe('[VER-20] all that stands is kept before a clause goes', () => {
  test('in the same decision, by value, with the number of its own event', () => {
    const before = scenario.events.length;
    expect(remove(one, standing('v'))).toBeNull();
    expect(scenario.events.slice(before)).toMatchObject([
      {
        type: 'version.kept',
        id: version('v'),
        by: null,
        clauses: [
          { id: one, state: 'draft', texts: { zh: written('v, before it went') } },
          { id: two, state: 'draft' },
        ],
      },
      { type: 'clause.removed', clause: one },
    ]);
    expect(kept()).toEqual([[version('v'), null, 'removed', null]]);
    expect(bookIn()?.versions[0]?.seq).toBe(scenario.state.seq - 1);
    expect(bookIn()?.clauses.map(({ id }) => id)).toEqual([two]);
  });

  test('not again when it is what was kept last, and again when it is not', () => {
    remove(one, standing('v', 'a'));
    remove(two, standing('w', 'a'));
    expect(kept()?.map(([id]) => id)).toEqual([version('v')]);
    ask('mediator', {
      type: 'clause.add',
      document: theAgreement,
      clause: clause('three'),
      after: null,
      pen: { kind: 'mediator' },
    });
    remove(clause('three'), standing('x', 'b'));
    expect(kept()?.map(([id]) => id)).toEqual([version('v'), version('x')]);
  });

  test('or it does not go: what was read of the document is all of it', () => {
    const whole = standing('v');
    const asked = { ...whole, words: whole.words.slice(0, 1) };
    expect(remove(one, asked)).toBe('clause.changed');
    const inOne = whole.words.map((each) => ({ ...each, texts: { zh: written('甲') } }));
    expect(remove(one, { ...whole, words: inOne })).toBe('clause.changed');
    expect(bookIn()?.clauses).toHaveLength(2);
    expect(kept()).toEqual([]);
  });

  test('and nothing is kept for whoever may not take it out', () => {
    const { seq } = scenario.state;
    expect(remove(one, standing('v'), { who: 'party' })).toBe('role.not-allowed');
    ask('mediator', { type: 'clause.propose', clause: two });
    expect(remove(two, standing('v'))).toBe('clause.not-draft');
    expect(scenario.state.seq).toBe(seq + 1);
    expect(kept()).toEqual([]);
  });

  test('of a draft in the draft, of which nobody outside its room is told anything', () => {
    const draft = draftOf(scenario.caucus('apart', 'party', 'interpreter'));
    begin('party', draft, clause('ours'));
    const outside = () => agreementViewFor(scenario.state, participant('respondent'));
    const before = outside();
    expect(remove(clause('ours'), standing('d', 'a', draft), { who: 'party', document: draft })).toBeNull();
    expect(kept(draft)).toEqual([[version('d'), null, 'removed', null]]);
    expect(kept()).toEqual([]);
    expect(outside()).toEqual(before);
  });

  test('by a proposal that is carried out, and not before the last side has accepted it', () => {
    propose('mediator', 'p', 'remove');
    expect(accept('respondent', 'p', standing('v'))).toBeNull();
    expect(kept()).toEqual([]);
    expect(accept('party', 'p', null)).toBe('clause.changed');
    expect(accept('party', 'p', { ...standing('v'), words: [] })).toBe('clause.changed');
    expect(bookIn()?.clauses).toHaveLength(2);
    expect(accept('party', 'p', standing('w'))).toBeNull();
    expect(kept()).toEqual([[version('w'), null, 'removed', null]]);
    expect(bookIn()?.clauses.map(({ id }) => id)).toEqual([two]);
  });
});

test('[VER-21] all that stands is kept before words that were settled take the place of others', () => {
  propose('party', 'p', 'change');
  expect(accept('respondent', 'p', null)).toBe('clause.changed');
  expect(accept('respondent', 'p', standing('v'))).toBeNull();
  expect(kept()).toEqual([[version('v'), null, 'replaced', null]]);
  expect(bookIn()?.clauses[0]?.written['zh']?.text).toEqual(written('乙'));
});
