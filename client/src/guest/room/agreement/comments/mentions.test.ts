import { ParticipantId } from '@parley/shared/ids';
import { expect, test } from 'vitest';
import { matching, mentionsIn, piecesOf, soughtIn, withName } from './mentions.ts';

const person = (id: string, name: string) => ({ id: ParticipantId.parse(id), name });
const wang = person('person-1', '王');
const wangFang = person('person-2', '王芳');
const carter = person('person-3', 'Carter');

test('what is looked for stands behind an @, up to the caret', () => {
  expect(soughtIn('请@王', 3)).toEqual({ start: 1, name: '王' });
  expect(soughtIn('@', 1)).toEqual({ start: 0, name: '' });
  expect(soughtIn('@Carter agreed', 14)).toBeNull();
  expect(soughtIn('no', 2)).toBeNull();
  expect(matching([wang, wangFang, carter], 'CAR')).toEqual([carter]);
});

test('a chosen name takes its place, and the caret stands behind it', () => {
  expect(withName('请@王 看', { start: 1, end: 3, name: '王芳' })).toEqual({ text: '请@王芳 看', caret: 5 });
});

test('only whose name still stands in the text is mentioned', () => {
  expect(mentionsIn('@王芳 please', [wangFang, carter, wangFang])).toEqual([wangFang.id]);
});

test('of two names that begin alike the longer one is meant', () => {
  expect(piecesOf('请@王芳看', [wang.name, wangFang.name])).toEqual([
    { text: '请', mention: false },
    { text: '@王芳', mention: true },
    { text: '看', mention: false },
  ]);
  expect(piecesOf('plain', [])).toEqual([{ text: 'plain', mention: false }]);
});
