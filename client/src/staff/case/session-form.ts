import { NewSession } from '@parley/shared/protocol';
import { type FieldProblem, fieldProblems } from '../field-problem.ts';
import { type HoldDays, holdOf } from './hold.ts';

/** A session being planned, as its fields hold it: date and time are the device's own, `2026-11-24` and `14:00`. */
export interface SessionDraft {
  readonly title: string;
  readonly date: string;
  readonly time: string;
  readonly days: HoldDays;
}

export type SessionField = 'title' | 'date' | 'time';

const HOUR = 3_600_000;
const two = (number: number): string => String(number).padStart(2, '0');

/** Begins at the next full hour. */
export function freshSession(title: string, now: number): SessionDraft {
  const at = new Date(now);
  at.setHours(at.getHours() + 1, 0, 0, 0);
  return {
    title,
    date: `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`,
    time: `${two(at.getHours())}:${two(at.getMinutes())}`,
    days: 7,
  };
}

/** The instant the fields name, milliseconds; null while they name none. */
export function startsAtOf({ date, time }: Pick<SessionDraft, 'date' | 'time'>): number | null {
  const at = new Date(`${date}T${time}`).getTime();
  return Number.isNaN(at) ? null : at;
}

export type CheckedSession =
  | { readonly ok: true; readonly value: NewSession }
  | { readonly ok: false; readonly problems: ReadonlyMap<SessionField, FieldProblem> };

/** A session that has just begun may still be planned; one long past is a slip of the hand. */
export function checkSession(draft: SessionDraft, now: number): CheckedSession {
  const problems = new Map<SessionField, FieldProblem>();
  const startsAt = startsAtOf(draft);
  const parsed = NewSession.safeParse({
    title: draft.title,
    startsAt: startsAt ?? now,
    linkHours: holdOf(startsAt ?? now, draft.days, now).hours,
  });
  const title = parsed.success ? undefined : fieldProblems(parsed.error).get('title');
  if (title !== undefined) problems.set('title', title);
  if (draft.date === '') problems.set('date', { kind: 'missing' });
  if (draft.time === '') problems.set('time', { kind: 'missing' });
  if (startsAt !== null && startsAt < now - HOUR) problems.set('date', { kind: 'past' });
  if (startsAt === null && problems.size === 0) problems.set('date', { kind: 'unreadable' });
  return parsed.success && problems.size === 0 ? { ok: true, value: parsed.data } : { ok: false, problems };
}
