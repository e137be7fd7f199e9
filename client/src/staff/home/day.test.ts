import { CaseId, SessionId } from '@parley/shared/ids';
import type { CaseSummary, SessionSummary } from '@parley/shared/protocol';
import { expect, it } from 'vitest';
import { nextAfterToday, sessionsToday } from './day.ts';

const now = new Date(2026, 10, 24, 9, 30).getTime();
const at = (day: number, hour: number): number => new Date(2026, 10, day, hour).getTime();

const session = (name: string, startsAt: number): SessionSummary => ({
  id: SessionId.parse(`session-${name}`),
  caseId: CaseId.parse('case-0001'),
  title: name,
  startsAt,
  phase: 'scheduled',
});
const withNext = (nextSession: SessionSummary | null): CaseSummary => ({
  id: CaseId.parse('case-0001'),
  title: 'A case',
  kind: 'people',
  organisation: 'An organisation',
  createdAt: 0,
  people: 3,
  nextSession,
});
const titles = (today: SessionSummary[], cases: CaseSummary[]): string[] =>
  sessionsToday({ today, cases }, now).map(({ title }) => title);

it('shows the sessions of the day here in their order, however the server lists them', () => {
  expect(titles([session('late', at(24, 16)), session('early', at(24, 9))], [])).toEqual(['early', 'late']);
});

it('leaves out what belongs to the day before or after on this clock', () => {
  const around = [
    session('yesterday', at(23, 23)),
    session('tomorrow', at(25, 0)),
    session('now', at(24, 0)),
  ];
  expect(titles(around, [])).toEqual(['now']);
});

it('finds a session of today that the server counts to another day, and shows none twice', () => {
  const next = session('afternoon', at(24, 14));
  expect(titles([], [withNext(next)])).toEqual(['afternoon']);
  expect(titles([next], [withNext(next)])).toEqual(['afternoon']);
});

it('names the case of each', () => {
  const next = session('afternoon', at(24, 14));
  expect(sessionsToday({ today: [], cases: [withNext(next)] }, now)[0]?.caseTitle).toBe('A case');
});

it('finds the first session after today', () => {
  const cases = [
    withNext(session('later', at(28, 10))),
    withNext(session('soon', at(25, 0))),
    withNext(session('today', at(24, 18))),
    withNext(null),
  ];
  expect(nextAfterToday(cases, now)?.title).toBe('soon');
  expect(nextAfterToday([withNext(null)], now)).toBeNull();
});
