import { ParticipantId } from '@parley/shared/ids';
import { expect, it } from 'vitest';
import type { Gathered, Moved } from '../../../session/room-actions.ts';
import { guarded } from './side-guard.ts';

const [li, zhou, wu] = ['li', 'zhou', 'wu'].map((name) => ParticipantId.parse(`person-${name}`));
if (li === undefined || zhou === undefined || wu === undefined) throw new Error('nobody');

/** A server that lets exactly these through, and counts on what was confirmed. */
function room(...needed: readonly (readonly ParticipantId[])[]) {
  const tried: (readonly ParticipantId[])[] = [];
  const attempt = (confirmed: readonly ParticipantId[]): Promise<Moved> => {
    const people = needed[tried.length];
    tried.push(confirmed);
    return Promise.resolve(people === undefined ? { kind: 'done' } : { kind: 'mixes', people });
  };
  return { tried, attempt };
}

it('asks nothing where no sides meet', async () => {
  const { tried, attempt } = room();
  expect(await guarded(attempt, () => Promise.reject(new Error('asked')))).toBe(true);
  expect(tried).toEqual([[]]);
});

it('confirms exactly whom it showed', async () => {
  const { tried, attempt } = room([li, zhou]);
  const shown: unknown[] = [];
  const yes = (people: readonly ParticipantId[]): Promise<boolean> => {
    shown.push(people);
    return Promise.resolve(true);
  };
  expect(await guarded(attempt, yes)).toBe(true);
  expect(shown).toEqual([[li, zhou]]);
  expect(tried).toEqual([[], [li, zhou]]);
});

it('asks anew when somebody else has come meanwhile, and never confirms whom it did not show', async () => {
  const { tried, attempt } = room([li, zhou], [li, zhou, wu]);
  expect(await guarded(attempt, (people) => Promise.resolve(people.length === 2))).toBe(false);
  expect(tried).toEqual([[], [li, zhou]]);
});

it('moves nobody when the answer is no, or the server refuses', async () => {
  const { tried, attempt } = room([li, zhou]);
  expect(await guarded(attempt, () => Promise.resolve(false))).toBe(false);
  expect(tried).toEqual([[]]);
  expect(
    await guarded(
      () => Promise.resolve({ kind: 'refused' }),
      () => Promise.resolve(true),
    ),
  ).toBe(false);
});

it('asks in the same way about people who lack an interpreter', async () => {
  const answers = [{ kind: 'unserved', people: [li, zhou] } as const, { kind: 'done' } as const];
  const confirmed: unknown[] = [];
  const attempt = (people: readonly ParticipantId[]): Promise<Gathered> => {
    confirmed.push(people);
    return Promise.resolve(answers[confirmed.length - 1] ?? { kind: 'refused' });
  };
  expect(await guarded(attempt, () => Promise.resolve(true))).toBe(true);
  expect(confirmed).toEqual([[], [li, zhou]]);
});
