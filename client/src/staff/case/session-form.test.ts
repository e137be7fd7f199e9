import { expect, it } from 'vitest';
import {
  checkChange,
  checkSession,
  freshSession,
  meetingOf,
  type SessionDraft,
  startsAtOf,
} from './session-form.ts';

const now = new Date(2026, 10, 24, 23, 20).getTime();
const draft: SessionDraft = { title: '第一次调解会', date: '2026-11-25', time: '09:30', days: 3 };
const problemsOf = (change: Partial<SessionDraft>): Record<string, string> => {
  const checked = checkSession({ ...draft, ...change }, now);
  return checked.ok
    ? {}
    : Object.fromEntries([...checked.problems].map(([field, { kind }]) => [field, kind]));
};

it('begins at the next full hour, over midnight too', () => {
  expect(freshSession('', now)).toMatchObject({ date: '2026-11-25', time: '00:00' });
});

it('means date and time on the clock of this device', () => {
  expect(startsAtOf(draft)).toBe(new Date(2026, 10, 25, 9, 30).getTime());
});

it('makes a session the server takes, with links that hold until days after it', () => {
  expect(checkSession(draft, now)).toEqual({
    ok: true,
    value: { title: '第一次调解会', startsAt: new Date(2026, 10, 25, 9, 30).getTime(), linkHours: 83 },
  });
});

it('says what is missing at each field', () => {
  expect(problemsOf({ title: ' ', date: '', time: '' })).toEqual({
    title: 'missing',
    date: 'missing',
    time: 'missing',
  });
});

it('refuses a time long past, but not one a moment ago', () => {
  expect(problemsOf({ date: '2026-11-23' })).toEqual({ date: 'past' });
  expect(problemsOf({ date: '2026-11-24', time: '23:00' })).toEqual({});
});

it('leaves a session that is changed at the very moment it had, however long ago, until another is chosen', () => {
  const before = { title: '第一次调解会', startsAt: new Date(2026, 9, 1, 9, 30, 12, 345).getTime() };
  const kept = { ...meetingOf(before), title: '第一次会' };
  expect(checkChange(kept, before, now)).toEqual({
    ok: true,
    value: { title: '第一次会', startsAt: before.startsAt },
  });
  expect(checkChange({ ...kept, time: '09:31' }, before, now)).toMatchObject({ ok: false });
  expect(checkChange({ ...kept, date: '2026-11-25' }, before, now)).toMatchObject({
    ok: true,
    value: { startsAt: new Date(2026, 10, 25, 9, 30).getTime() },
  });
});
