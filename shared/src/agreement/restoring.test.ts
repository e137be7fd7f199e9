import { beforeEach, describe, expect, test } from 'vitest';
import type { ClauseId } from '../ids.ts';
import { agreementViewFor, clauseHistoryFor } from '../policy/index.ts';
import { applicant, by, participant, Scenario } from '../session/testing.ts';
import { bookOf, type Clause, MAX_CLAUSES } from './book.ts';
import { canonicalText } from './canonical-text.ts';
import type { AgreementCommand } from './commands.ts';
import type { DocumentRef } from './document.ts';
import { restoration } from './restoring.ts';
import { beginning, clause, draftOf, hash, standingIn, theAgreement, version, written } from './testing.ts';
import { MAX_RESTORES } from './version.ts';

const [one, two, three] = [clause('one'), clause('two'), clause('three')];
const then = { zh: written('从前'), en: written('before') };
let scenario: Scenario;

const ask = (who: string, command: AgreementCommand) => scenario.do(command, by(who));
const add = (id: ClauseId, after: ClauseId | null, document: DocumentRef = theAgreement, who = 'mediator') =>
  ask(who, { type: 'clause.add', document, clause: id, after, pen: { kind: 'mediator' } });
const clauses = (document: DocumentRef = theAgreement): readonly Clause[] =>
  bookOf(scenario.state.agreement, document)?.clauses ?? [];
const order = () => clauses().map(({ id }) => id);
const found = (id: ClauseId): Clause | undefined => clauses().find((each) => each.id === id);
const saysIn = (id: ClauseId): Record<string, string> =>
  Object.fromEntries(
    Object.entries(found(id)?.written ?? {}).map(([language, { text }]) => [language, canonicalText(text)]),
  );
const make = (who: string, id: string, document: DocumentRef = theAgreement) =>
  ask(who, {
    type: 'version.make',
    document,
    name: id,
    id: version(id),
    hash: hash('a'),
    words: clauses(document).map((each) => ({ clause: each.id, texts: then })),
  });
const remove = (id: ClauseId) =>
  ask('mediator', {
    type: 'clause.remove',
    document: theAgreement,
    clause: id,
    standing: standingIn(scenario.state.agreement.agreement, 'before'),
  });
type Put = Extract<AgreementCommand, { type: 'version.restore' }>['clauses'][number];
const restore = (who: string, put: readonly Put[], over: { document?: DocumentRef; of?: string } = {}) =>
  ask(who, {
    type: 'version.restore',
    document: over.document ?? theAgreement,
    version: version(over.of ?? 'v'),
    clauses: put,
  });
const puts = (id: ClauseId, texts: Put['texts'] = then): Put => ({ id, texts });
const asItIs = (id: ClauseId): Put => puts(id, {});
function agreed(id: ClauseId): void {
  ask('mediator', { type: 'clause.propose', clause: id });
  for (const who of ['party', 'respondent']) ask(who, { type: 'clause.agree', clause: id, hash: hash('a') });
}

beforeEach(() => {
  scenario = new Scenario().seat('party', 'respondent', 'interpreter');
  ask('mediator', beginning(theAgreement, one));
  add(two, one);
  make('mediator', 'v');
});

describe('a document is put back to a version', () => {
  test('[VER-10] so often and no more', () => {
    const restored = () => restore('mediator', [puts(one), puts(two)]);
    for (let times = 0; times < MAX_RESTORES; times += 1) expect(restored()).toBeNull();
    expect(agreementViewFor(scenario.state, participant('mediator')).agreement?.mayRestore).toBe(false);
    expect(restored()).toBe('version.restored-too-often');
    expect(restore('party', [puts(one)])).toBe('role.not-allowed');
    expect(make('mediator', 'w')).toBeNull();
  });

  test('[VER-10] what changes nothing does not count', () => {
    for (let times = 0; times < MAX_RESTORES; times += 1)
      expect(restore('mediator', [asItIs(one), asItIs(two)])).toBeNull();
    expect(restore('mediator', [puts(one), puts(two)])).toBeNull();
  });

  test('[VER-8] by who conducts, and a draft by whoever writes in it; to a version of that document', () => {
    expect(restore('party', [puts(one), puts(two)])).toBe('role.not-allowed');
    expect(restore('mediator', [puts(one), puts(two)], { of: 'nowhere' })).toBe('version.unknown');
    const caucus = scenario.caucus('apart', 'party', 'interpreter');
    const draft = draftOf(caucus);
    ask('party', beginning(draft, three));
    make('party', 'd', draft);
    expect(restore('mediator', [puts(three)], { document: draft, of: 'd' })).toBe('document.unknown');
    expect(restore('party', [puts(three)], { document: draft, of: 'v' })).toBe('version.unknown');
    expect(restore('party', [puts(three)], { document: draft, of: 'd' })).toBeNull();
    expect(clauses(draft)[0]?.pen).toEqual({ kind: 'everyone' });
    expect(agreementViewFor(scenario.state, participant('party')).draft?.mayRestore).toBe(true);
    expect(agreementViewFor(scenario.state, participant('party')).agreement?.mayRestore).toBe(false);
  });

  test('[VER-8] whose words come back, in the languages that differ, by value under the number of the event', () => {
    expect(restore('mediator', [asItIs(one), puts(two, { en: written('before') })])).toBeNull();
    expect(saysIn(two)).toEqual({ en: 'before' });
    expect(found(two)?.written['en']?.seq).toBe(scenario.state.seq);
    expect(found(one)?.written['zh']?.seq).not.toBe(scenario.state.seq);
    const history = clauseHistoryFor(scenario.state, participant('party'), two);
    expect(history.ok && history.value.deeds.map(({ kind, side }) => [kind, side])).toEqual([
      ['restored', null],
    ]);
  });

  test('[VER-9] a clause whose words change is a draft that nobody has agreed to; one that says the same stays agreed', () => {
    agreed(one);
    agreed(two);
    expect(restore('mediator', [asItIs(one), puts(two)])).toBeNull();
    expect(found(one)).toMatchObject({ state: 'agreed', agreedBy: [applicant, expect.anything()] });
    expect(found(two)).toMatchObject({ state: 'draft', agreedBy: [], agreedHash: null });
  });

  test('[VER-9] what is locked is left as it is', () => {
    agreed(two);
    ask('mediator', { type: 'clause.lock', clause: two });
    expect(restore('mediator', [puts(one), puts(two)])).toBeNull();
    expect(found(two)).toMatchObject({ state: 'locked', agreedBy: [applicant, expect.anything()] });
    expect(saysIn(two)).toEqual({});
    expect(saysIn(one)).toEqual({ zh: '从前', en: 'before' });
  });

  test('[VER-9] what was taken out since comes back in its place, and what came later goes, unless it was put to the sides', () => {
    remove(one);
    add(three, two);
    add(clause('four'), three);
    agreed(clause('four'));
    ask('mediator', { type: 'clause.move', document: theAgreement, clause: two, after: three });
    expect(order()).toEqual([three, two, clause('four')]);
    expect(restore('mediator', [puts(one), asItIs(two)])).toBeNull();
    expect(order()).toEqual([one, two, clause('four')]);
    expect(found(one)).toMatchObject({ state: 'draft', pen: { kind: 'mediator' } });
    expect(found(clause('four'))?.state).toBe('agreed');
  });

  test('[VER-8] with all the words of what comes back, and no more clauses than a document has', () => {
    remove(one);
    for (const texts of [{}, { zh: written('甲') }, { ...then, ja: written('あ') }]) {
      expect(restore('mediator', [puts(one, texts), asItIs(two)])).toBe('request.malformed');
    }
    expect(restore('mediator', [puts(one), puts(two, { ja: written('あ') })])).toBe('request.malformed');
    expect(restore('mediator', [puts(one), asItIs(two), asItIs(two)])).toBe('request.malformed');
    for (let number = 0; clauses().length < MAX_CLAUSES; number += 1) {
      add(clause(`n-${number}`), null);
      ask('mediator', { type: 'clause.propose', clause: clause(`n-${number}`) });
    }
    expect(restore('mediator', [puts(one), asItIs(two)])).toBe('clause.too-many');
  });

  test('[VER-8] and nothing happens where all is as it was', () => {
    const { seq } = scenario.state;
    expect(restore('mediator', [asItIs(one), asItIs(two)])).toBeNull();
    expect(scenario.state.seq).toBe(seq);
  });
});

test('[VER-9] what becomes of every clause can be told beforehand', () => {
  const now = [
    { id: clause('late'), state: 'proposed' },
    { id: two, state: 'locked' },
    { id: three, state: 'agreed' },
    { id: clause('new'), state: 'draft' },
  ] as const;
  const { fates, order: after } = restoration(now, [one, three, two], () => true);
  expect([...fates]).toEqual([
    [one, 'back'],
    [three, 'rewritten'],
    [two, 'locked'],
    [clause('late'), 'stays'],
    [clause('new'), 'out'],
  ]);
  expect(after).toEqual([clause('late'), one, three, two]);
});
