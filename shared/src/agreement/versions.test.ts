import { beforeEach, describe, expect, test } from 'vitest';
import type { VersionId } from '../ids.ts';
import { agreementViewFor } from '../policy/index.ts';
import { by, participant, Scenario, server } from '../session/testing.ts';
import { bookOf } from './book.ts';
import type { AgreementCommand, Keeping } from './commands.ts';
import type { DocumentRef } from './document.ts';
import { beginning, clause, draftOf, hash, theAgreement, version, written } from './testing.ts';
import { MAX_VERSIONS, versionText } from './version.ts';

const texts = { zh: written('甲'), en: written('a') };
let scenario: Scenario;

const ask = (who: string, command: AgreementCommand) => scenario.do(command, by(who));
const begin = (who: string, document: DocumentRef, id: string) => ask(who, beginning(document, clause(id)));
/** The document as it is. */
const whole = (id: string, document: DocumentRef = theAgreement): Keeping => ({
  document,
  id: version(id),
  hash: hash('a'),
  words: (bookOf(scenario.state.agreement, document)?.clauses ?? []).map((each) => ({
    clause: each.id,
    texts,
  })),
});
const make = (who: string, id: string, over: Partial<Keeping> = {}) =>
  ask(who, { type: 'version.make', name: `v ${id}`, ...whole(id, over.document), ...over });
const keep = (id: string) => scenario.do({ type: 'version.keep', why: 'adjourned', ...whole(id) }, server);
const kept = (): readonly VersionId[] =>
  scenario.state.agreement.agreement?.versions.map(({ id }) => id) ?? [];
const shownTo = (who: string, of: 'agreement' | 'draft' = 'agreement') =>
  agreementViewFor(scenario.state, participant(who))[of]?.versions;

beforeEach(() => {
  scenario = new Scenario().seat('party', 'counsel', 'respondent');
  begin('mediator', theAgreement, 'first');
});

describe('a version', () => {
  test('[VER-1] is the whole document by value under a name, kept by who conducts, and in a draft by whoever writes', () => {
    expect(make('party', 'one')).toBe('role.not-allowed');
    expect(make('mediator', 'one')).toBeNull();
    const event = scenario.events.at(-1);
    expect(event).toMatchObject({
      type: 'version.kept',
      name: 'v one',
      hash: hash('a'),
      languages: ['zh', 'en'],
      prevailing: 'zh',
      clauses: [{ id: clause('first'), state: 'draft', texts }],
    });
    const caucus = scenario.caucus('apart', 'party', 'counsel');
    begin('party', draftOf(caucus), 'ours');
    expect(make('respondent', 'two', { document: draftOf(caucus) })).toBe('document.unknown');
    expect(make('counsel', 'two', { document: draftOf(caucus) })).toBeNull();
    expect(shownTo('party', 'draft')).toMatchObject([{ name: 'v two', by: participant('counsel') }]);
    expect(kept()).toEqual([version('one')]);
  });

  test('[VER-2] is of the clauses and languages that there are, or it is not kept', () => {
    ask('mediator', {
      type: 'clause.add',
      document: theAgreement,
      clause: clause('second'),
      after: null,
      pen: { kind: 'mediator' },
    });
    const [second, first] = whole('one').words;
    if (first === undefined || second === undefined) throw new Error('there are two');
    for (const words of [
      [],
      [first],
      [first, second],
      [second, first, first],
      [second, { ...first, texts: { zh: texts.zh } }],
    ]) {
      expect(make('mediator', 'one', { words })).toBe('clause.changed');
    }
    expect(make('mediator', 'one', { words: [second, first] })).toBeNull();
    expect(make('mediator', 'one')).toBe('request.malformed');
  });

  test('[VER-3] is told with its hash to those who may know of the document, and by whom to those who see that person', () => {
    make('mediator', 'one');
    expect(shownTo('party')).toMatchObject([
      { id: version('one'), hash: hash('a'), by: participant('mediator') },
    ]);
    scenario.caucus('apart', 'party');
    expect(shownTo('party')).toMatchObject([{ id: version('one'), by: null }]);
    expect(shownTo('observer')).toBeUndefined();
  });

  test('[VER-4] is kept by the server by itself, without a name; nobody else does that, and the server gives none a name', () => {
    expect(keep('auto')).toBeNull();
    expect(shownTo('party')).toMatchObject([{ name: null, why: 'adjourned', by: null }]);
    expect(scenario.do({ type: 'version.keep', why: 'agreed', ...whole('no') }, by('mediator'))).toBe(
      'role.not-allowed',
    );
    expect(scenario.do({ type: 'version.make', name: 'N', ...whole('no') }, server)).toBe('role.not-allowed');
  });

  test('[VER-5] named ones are not forgotten for those kept by themselves: of those the newest are at hand', () => {
    make('mediator', 'named');
    for (let index = 0; index <= MAX_VERSIONS; index += 1) expect(keep(`a-${index}`)).toBeNull();
    expect(kept()).toHaveLength(MAX_VERSIONS + 1);
    expect(kept()).toContain(version('named'));
    expect(kept()).not.toContain(version('a-0'));
  });

  test('[VER-10] a document has so many named ones and no more, so that none is forgotten for another', () => {
    for (let index = 0; index < MAX_VERSIONS; index += 1) expect(make('mediator', `n-${index}`)).toBeNull();
    expect(agreementViewFor(scenario.state, participant('mediator')).agreement?.mayKeep).toBe(false);
    expect(make('mediator', 'more')).toBe('version.too-many');
    expect(make('party', 'more')).toBe('role.not-allowed');
    expect(keep('auto')).toBeNull();
    expect(kept()).toHaveLength(MAX_VERSIONS + 1);
    expect(kept()).toContain(version('n-0'));
    const caucus = scenario.caucus('apart', 'party', 'counsel');
    begin('party', draftOf(caucus), 'ours');
    expect(make('counsel', 'ours', { document: draftOf(caucus) })).toBeNull();
  });

  test('[VER-6] has a hash over its languages, which of them prevails, and its clauses in their order', () => {
    const [one, two] = [
      { id: clause('one'), texts: { zh: '甲' } },
      { id: clause('two'), texts: { zh: '乙' } },
    ];
    const base = { languages: ['zh', 'en'], prevailing: 'zh', clauses: [one, two] };
    const different = [
      base,
      { ...base, clauses: [two, one] },
      { ...base, clauses: [one] },
      { ...base, prevailing: 'en' },
      { ...base, languages: ['en', 'zh'] },
      { ...base, clauses: [one, { ...two, texts: { zh: '丙' } }] },
    ].map(versionText);
    expect(new Set(different).size).toBe(different.length);
  });
});
