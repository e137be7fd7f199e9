import { beforeEach, describe, expect, test } from 'vitest';
import { agreementViewFor } from '../policy/index.ts';
import { by, participant, Scenario } from '../session/testing.ts';
import { bookOf } from './book.ts';
import type { AgreementCommand } from './commands.ts';
import type { DocumentRef } from './document.ts';
import {
  anchor,
  clause,
  comment,
  draftOf,
  hash,
  proposal,
  standingIn,
  theAgreement,
  version,
} from './testing.ts';
import { MAX_RESTORES } from './version.ts';

const [one, two] = [clause('one'), clause('two')];
let scenario: Scenario;

const ask = (who: string, command: AgreementCommand) => scenario.do(command, by(who));
const blank = { template: 'blank', languages: ['zh', 'en'], prevailing: 'zh' } as const;
const begin = (who: string, document: DocumentRef) =>
  ask(who, { type: 'agreement.start', document, ...blank, ids: [one] });
const bookIn = (document: DocumentRef = theAgreement) => bookOf(scenario.state.agreement, document);
const anew = (
  who: string,
  over: Partial<Extract<AgreementCommand, { type: 'agreement.restart' }>> = {},
  id = 'v',
) => {
  const document = over.document ?? theAgreement;
  const standing = standingIn(bookIn(document), id, { digit: 'f' });
  const wish = { ...blank, languages: ['en', 'ja'], prevailing: 'en', ids: [two], standing };
  return ask(who, { type: 'agreement.restart', document, ...wish, ...over });
};
const mayRestart = (who: string, of: 'agreement' | 'draft' = 'agreement') =>
  agreementViewFor(scenario.state, participant(who))[of]?.mayRestart;
const propose = () => ask('mediator', { type: 'clause.propose', clause: one });
const agree = (who: string) => ask(who, { type: 'clause.agree', clause: one, hash: hash('a') });

beforeEach(() => {
  scenario = new Scenario().seat('party', 'respondent', 'interpreter');
  begin('mediator', theAgreement);
});

describe('[DOC-20] a document is started anew', () => {
  test('by who conducts, with another template and other languages', () => {
    expect(anew('party')).toBe('role.not-allowed');
    expect(mayRestart('party')).toBe(false);
    expect(mayRestart('mediator')).toBe(true);
    expect(anew('mediator')).toBeNull();
    expect(bookIn()).toMatchObject({ languages: ['en', 'ja'], prevailing: 'en', clauses: [{ id: two }] });
  });

  test('as long as no side has agreed to anything in it, and again once that is void', () => {
    propose();
    expect(mayRestart('mediator')).toBe(true);
    agree('party');
    expect(mayRestart('mediator')).toBe(false);
    expect(anew('mediator')).toBe('document.agreed');
    agree('respondent');
    expect(anew('mediator')).toBe('document.agreed');
    ask('mediator', { type: 'clause.lock', clause: one });
    expect(anew('mediator')).toBe('document.agreed');
    ask('mediator', { type: 'clause.reopen', clause: one });
    expect(anew('mediator')).toBeNull();
  });

  test('a draft by whoever writes in it, and by nobody outside its room', () => {
    const draft = draftOf(scenario.caucus('apart', 'party', 'interpreter'));
    ask('party', { type: 'agreement.start', document: draft, ...blank, ids: [clause('ours')] });
    const outside = agreementViewFor(scenario.state, participant('respondent'));
    expect(anew('mediator', { document: draft })).toBe('document.unknown');
    expect(mayRestart('interpreter', 'draft')).toBe(true);
    expect(anew('party', { document: draft })).toBeNull();
    expect(bookIn(draft)?.clauses.map(({ id }) => id)).toEqual([two]);
    expect(bookIn()?.clauses.map(({ id }) => id)).toEqual([one]);
    expect(agreementViewFor(scenario.state, participant('respondent'))).toEqual(outside);
  });

  test('where there is one, with ids of its own, and so often and no more', () => {
    expect(anew('mediator', { ids: [one] })).toBe('request.malformed');
    expect(anew('mediator', { ids: [] })).toBe('request.malformed');
    for (let times = 0; times < MAX_RESTORES; times += 1)
      expect(anew('mediator', { ids: [clause(`c-${times}`)] }, `v-${times}`)).toBeNull();
    expect(mayRestart('mediator')).toBe(false);
    expect(anew('mediator')).toBe('version.restored-too-often');
    scenario = new Scenario().seat('party');
    expect(anew('mediator')).toBe('document.unknown');
  });
});

describe('[DOC-21] all that stood there', () => {
  test('is kept in the same decision, and the versions of before stay', () => {
    const words = standingIn(bookIn(), 'named');
    ask('mediator', { type: 'version.make', document: theAgreement, name: 'mine', ...words });
    const before = scenario.events.length;
    expect(anew('mediator')).toBeNull();
    expect(scenario.events.slice(before).map(({ type }) => type)).toEqual([
      'version.kept',
      'agreement.started',
    ]);
    expect(bookIn()?.versions.map(({ id, why }) => [id, why])).toEqual([
      [version('named'), null],
      [version('v'), 'anew'],
    ]);
  });

  test('or it is not started: what was read of it is all of it', () => {
    const standing = { ...standingIn(bookIn(), 'v'), words: [] };
    expect(anew('mediator', { standing })).toBe('clause.changed');
    expect(bookIn()?.clauses.map(({ id }) => id)).toEqual([one]);
  });
});

test('[DOC-22] its clauses go, with what was proposed and remarked about them, and no id of a remark is free again', () => {
  const remark = {
    type: 'comment.make',
    document: theAgreement,
    id: comment('c'),
    clause: one,
    language: 'zh',
    anchor,
    quote: '甲',
    room: null,
    text: 'why?',
    mentions: [],
  } as const;
  ask('party', remark);
  ask('party', {
    type: 'proposal.make',
    id: proposal('p'),
    change: { kind: 'remove', clause: one },
    base: { zh: '甲', en: 'a' },
    note: '',
  });
  expect(anew('mediator')).toBeNull();
  expect(bookIn()).toMatchObject({ proposals: [], comments: [] });
  expect(ask('respondent', { ...remark, clause: two, language: 'en' })).toBe('request.malformed');
});
