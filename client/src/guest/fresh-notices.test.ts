import { replyOf } from '@parley/shared/errors';
import { expect, test } from 'vitest';
import { party, respondent } from '../session/testing/people.ts';
import type { Notice } from '../session/notice.ts';
import { freshNotices } from './fresh-notices.ts';

const told = (...contents: readonly Notice['content'][]) => ({
  notices: contents.map((content, index) => ({ id: index + 1, at: index, content })),
  view: null,
});
const idsOf = (notices: readonly Notice[]): number[] => notices.map(({ id }) => id);
const nobody: ReadonlySet<number> = new Set();

test('what is told again stands there once, as of the last time', () => {
  const away = { kind: 'error', error: replyOf('connection.away') } as const;
  const model = told({ kind: 'reconnected' }, away, { kind: 'reconnected' }, { ...away });
  expect(idsOf(freshNotices(model, nobody))).toEqual([3, 4]);
});

test('what is told of another person is another thing', () => {
  const [li, zhou] = [
    { participant: party, name: 'Li' },
    { participant: respondent, name: 'Zhou' },
  ];
  const joined = { kind: 'joined', listening: false } as const;
  const model = told({ ...joined, people: [li] }, { ...joined, people: [zhou] });
  expect(idsOf(freshNotices(model, nobody))).toEqual([1, 2]);
});

test('the newest three, and none that was put away', () => {
  const names = ['a', 'b', 'c', 'd', 'e'].map((name) => ({ kind: 'muted-by', name }) as const);
  expect(idsOf(freshNotices(told(...names), new Set([5])))).toEqual([2, 3, 4]);
});
