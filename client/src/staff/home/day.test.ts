import { CaseId, SessionId } from '@parley/shared/ids';
import type { CaseSummary, SessionSummary } from '@parley/shared/protocol';
import { afterEach, expect, it, vi } from 'vitest';
import { casesWithNext, nextAfterToday, sessionsToday } from './day.ts';

const now = new Date(2026, 10, 24, 9, 30).getTime();
const at = (day: number, hour: number): number => new Date(2026, 10, day, hour).getTime();

const one = CaseId.parse('case-0001');
const other = CaseId.parse('case-0002');
const session = (title: string, startsAt: number, caseId = one): SessionSummary => ({
  id: SessionId.parse(`session-${title}`),
  caseId,
  title,
  startsAt,
  phase: 'scheduled',
});
const summary = (id: CaseId, title: string): CaseSummary => ({
  id,
  title,
  kind: 'people',
  organisation: 'An organisation',
  createdAt: 0,
  people: 3,
});
const cases = [summary(one, 'A case'), summary(other, 'Another')];
const titles = (sessions: SessionSummary[], when = now): string[] =>
  sessionsToday({ cases, sessions }, when).map(({ title }) => title);
const nextOf = (sessions: SessionSummary[], when = now): (string | undefined)[] =>
  casesWithNext({ cases, sessions }, when).map(({ nextSession }) => nextSession?.title);

afterEach(() => {
  vi.unstubAllEnvs();
});

it('shows the sessions of the day here, and leaves out those of the day before or after', () => {
  const around = [
    session('yesterday', at(23, 23)),
    session('midnight', at(24, 0)),
    session('evening', at(24, 23)),
    session('tomorrow', at(25, 0)),
  ];
  expect(titles(around)).toEqual(['midnight', 'evening']);
});

it('names the case of each', () => {
  const sessions = [session('noon', at(24, 12), other)];
  expect(sessionsToday({ cases, sessions }, now)[0]?.caseTitle).toBe('Another');
});

it('finds the first session after today', () => {
  const coming = [session('today', at(24, 18)), session('soon', at(25, 0)), session('later', at(28, 10))];
  expect(nextAfterToday(coming, now)?.title).toBe('soon');
  expect(nextAfterToday([], now)).toBeNull();
});

it('gives each case the first of its sessions today or later', () => {
  const coming = [
    session('yesterday', at(23, 23)),
    session('morning', at(24, 8)),
    session('evening', at(24, 18)),
  ];
  expect(nextOf(coming)).toEqual(['morning', undefined]);
});

it.each([
  ['Pacific/Kiritimati', ['before', 'breakfast', 'noon']],
  ['Asia/Shanghai', ['breakfast', 'noon', 'evening']],
  ['Pacific/Pago_Pago', ['breakfast', 'noon']],
])('takes the day from the clock in %s, also for a second session of one case', (zone, expected) => {
  vi.stubEnv('TZ', zone);
  const sessions = [
    session('before', Date.parse('2026-11-23T10:30:00Z')),
    session('breakfast', Date.parse('2026-11-24T00:30:00Z')),
    session('noon', Date.parse('2026-11-24T09:30:00Z')),
    session('evening', Date.parse('2026-11-24T15:30:00Z')),
  ];
  const when = Date.parse('2026-11-24T01:00:00Z');
  expect(titles(sessions, when)).toEqual(expected);
  expect(nextOf(sessions, when)).toEqual([expected[0], undefined]);
});
