import { RichText } from '@parley/shared/agreement';
import { ClauseId } from '@parley/shared/ids';
import { describe, expect, test } from 'vitest';
import { comparison } from './comparison.ts';
import { type Content, hashOfContent } from './content.ts';
import { planOf } from './plan.ts';

const text = (words: string): RichText =>
  RichText.parse({ type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text: words }] }] });
const id = (name: string): ClauseId => ClauseId.parse(name.padEnd(8, '_'));
const content = (...clauses: readonly (readonly [string, string])[]): Content => ({
  languages: ['zh'],
  prevailing: 'zh',
  clauses: clauses.map(([name, words]) => ({ id: id(name), texts: new Map([['zh', text(words)]]) })),
});

describe('two versions beside each other', () => {
  const rows = (before: Content, after: Content) =>
    comparison(before, after).map((row) => [row.id.replaceAll('_', ''), row.kind, row.before, row.after]);

  test('what is the same, what changed, what is new, and what was taken out where it stood', () => {
    const before = content(['a', '甲'], ['b', '乙'], ['c', '丙']);
    const after = content(['a', '甲'], ['c', '丙丙'], ['d', '丁']);
    expect(rows(before, after)).toEqual([
      ['a', 'same', 1, 1],
      ['b', 'removed', 2, null],
      ['c', 'changed', 3, 2],
      ['d', 'added', null, 3],
    ]);
    expect(comparison(before, after)[2]?.texts).toEqual([
      { language: 'zh', before: text('丙'), after: text('丙丙') },
    ]);
  });

  test('as few as possible are called moved', () => {
    const moved = comparison(
      content(['a', ''], ['b', ''], ['c', '']),
      content(['b', ''], ['c', ''], ['a', '']),
    )
      .filter((row) => row.moved)
      .map((row) => row.id);
    expect(moved).toEqual([id('a')]);
  });
});

describe('what putting a version back would do', () => {
  const now = content(['a', '甲甲'], ['x', '新'], ['b', '乙'], ['c', '丙丙'], ['y', '又']);
  const states = (...all: readonly ('draft' | 'proposed' | 'agreed' | 'locked')[]) =>
    now.clauses.map((clause, index) => ({ id: clause.id, state: all[index] ?? 'draft' }));

  test('[VER-9] is told clause by clause, with the consents that it voids', () => {
    const then = content(['a', '甲'], ['b', '乙'], ['c', '丙'], ['d', '丁']);
    expect(planOf(then, now, states('agreed', 'draft', 'agreed', 'locked', 'proposed'))).toEqual({
      fates: { rewritten: [1], back: [4], out: [2], locked: [4], stays: [5] },
      voided: [1],
      onlyOrder: false,
      nothing: false,
    });
  });

  test('[VER-9] is nothing where all is the same, and the order alone where only that differs', () => {
    expect(planOf(now, now, states()).nothing).toBe(true);
    const turned = { ...now, clauses: now.clauses.toReversed() };
    expect(planOf(turned, now, states())).toMatchObject({ nothing: false, onlyOrder: true, voided: [] });
  });

  test('[VER-8] is bound to the whole text as it is: its hash names words, clauses and their order', () => {
    const hashes = [now, content(['a', '甲甲']), { ...now, clauses: now.clauses.toReversed() }].map(
      hashOfContent,
    );
    expect(new Set(hashes).size).toBe(3);
    const long: Content = { ...now, clauses: [{ id: id('a'), texts: new Map([['zh', null]]) }] };
    expect(hashOfContent(long)).toBeNull();
  });
});
