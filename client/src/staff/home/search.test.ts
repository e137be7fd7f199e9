import { CaseId, SessionId } from '@parley/shared/ids';
import { expect, it } from 'vitest';
import type { CaseWithNext } from './day.ts';
import { searchCases } from './search.ts';

const summary = (title: string, more: Partial<CaseWithNext> = {}): CaseWithNext => ({
  id: CaseId.parse(`case-${title.length}-0001`),
  title,
  kind: 'people',
  organisation: '浦东调解中心',
  createdAt: 0,
  people: 4,
  nextSession: null,
  ...more,
});
const cases = [
  summary('江南织造诉海港公司货款纠纷', { kind: 'commercial' }),
  summary('Müller ./. Harbour & Finch', { organisation: 'Pudong Mediation Centre' }),
  summary('邻里噪音纠纷', {
    nextSession: {
      id: SessionId.parse('session-0001'),
      caseId: CaseId.parse('case-0003'),
      title: '第二次调解会',
      startsAt: 0,
      phase: 'scheduled',
    },
  }),
];
const kinds: Partial<Record<CaseWithNext['kind'], string>> = { people: '人民调解', commercial: '商事调解' };
const found = (query: string): string[] =>
  searchCases(cases, query, (kind) => kinds[kind] ?? '').map(({ title }) => title);

it('finds all cases while nothing is typed', () => {
  expect(found('  ')).toHaveLength(3);
});

it('finds a part of a Chinese title without word boundaries', () => {
  expect(found('海港')).toEqual(['江南织造诉海港公司货款纠纷']);
});

it('needs every word, wherever each of them stands', () => {
  expect(found('纠纷 商事')).toEqual(['江南织造诉海港公司货款纠纷']);
  expect(found('纠纷 仲裁')).toEqual([]);
});

it('takes capitals, accents and full-width letters as the same', () => {
  expect(found('MULLER')).toEqual(['Müller ./. Harbour & Finch']);
  expect(found('ｐｕｄｏｎｇ　ｆｉｎｃｈ')).toEqual(['Müller ./. Harbour & Finch']);
});

it('finds a case by its next session', () => {
  expect(found('第二次')).toEqual(['邻里噪音纠纷']);
});
