import { SessionId, SideId } from '@parley/shared/ids';
import { describe, expect, test } from 'vitest';
import { checkPerson, freshPerson, lastOf, onSide } from './person-form.ts';

const now = Date.UTC(2026, 10, 24, 9);
const day = 86_400_000;
const side = SideId.parse('side-applicant');
const meetings = [
  { id: SessionId.parse('session-1'), startsAt: now - 3_600_000 },
  { id: SessionId.parse('session-2'), startsAt: now + 2 * day },
];
const draft = { ...freshPerson(meetings, 'en'), name: ' Maria  Sato ' };

describe('somebody who is added to a case', () => {
  test('is invited to all that goes on or is to come, by a link that holds past the last of it', () => {
    const checked = checkPerson(draft, meetings, now);
    expect(checked).toMatchObject({
      ok: true,
      value: {
        people: [{ role: 'interpreter', side: null, languages: ['en'] }],
        sessions: ['session-1', 'session-2'],
        linkHours: (2 + 7) * 24,
      },
    });
  });

  test('may be invited to none of it', () => {
    const none = { ...draft, sessions: [] };
    expect(lastOf(none, meetings)).toBeNull();
    expect(checkPerson(none, meetings, now)).toMatchObject({ ok: true, value: { sessions: [] } });
  });

  test('has on a side a role that a side has, and keeps one that both have', () => {
    expect(onSide(draft, side)).toMatchObject({ side, role: 'interpreter' });
    expect(onSide({ ...draft, role: 'recorder' }, side).role).toBe('party');
    expect(onSide({ ...draft, side, role: 'counsel' }, null).role).toBe('mediator');
  });

  test('needs a name and a language, each said at its field', () => {
    const checked = checkPerson({ ...draft, name: ' ', languages: [] }, meetings, now);
    expect([...(checked.ok ? [] : checked.problems)]).toEqual([
      ['name', { kind: 'missing' }],
      ['languages', { kind: 'missing' }],
    ]);
  });
});
