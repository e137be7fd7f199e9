import { ParticipantId } from '@parley/shared/ids';
import { expect, it } from 'vitest';
import type { Moved, MoveQuestion } from '../../../session/room-actions.ts';
import { guarded, letting } from './side-guard.ts';

const [li, zhou, wu] = ['li', 'zhou', 'wu'].map((name) => ParticipantId.parse(`person-${name}`));
if (li === undefined || zhou === undefined || wu === undefined) throw new Error('nobody');

const mixes = (...people: readonly ParticipantId[]): MoveQuestion => ({ kind: 'mixes', people });
const unserved = (...people: readonly ParticipantId[]): MoveQuestion => ({ kind: 'unserved', people });

/** A server that asks these first, and counts on what was confirmed. */
function room(...questions: readonly MoveQuestion[]) {
  const tried: (MoveQuestion | null)[] = [];
  const attempt = (confirmed: MoveQuestion | null): Promise<Moved> => {
    const question = questions[tried.length];
    tried.push(confirmed);
    return Promise.resolve(question ?? { kind: 'done' });
  };
  return { tried, attempt };
}

it('asks nothing where no sides meet', async () => {
  const { tried, attempt } = room();
  expect(await guarded(attempt, () => Promise.reject(new Error('asked')))).toBe(true);
  expect(tried).toEqual([null]);
});

it.each([mixes(li, zhou), unserved(li, zhou)])('confirms exactly what it showed: $kind', async (question) => {
  const { tried, attempt } = room(question);
  const shown: unknown[] = [];
  const yes = (asked: MoveQuestion): Promise<boolean> => {
    shown.push(asked);
    return Promise.resolve(true);
  };
  expect(await guarded(attempt, yes)).toBe(true);
  expect(shown).toEqual([question]);
  expect(tried).toEqual([null, question]);
});

it('asks anew when somebody else has come meanwhile, and never confirms whom it did not show', async () => {
  const { tried, attempt } = room(mixes(li, zhou), mixes(li, zhou, wu));
  expect(await guarded(attempt, ({ people }) => Promise.resolve(people.length === 2))).toBe(false);
  expect(tried).toEqual([null, mixes(li, zhou)]);
});

it('moves nobody when the answer is no, or the server refuses', async () => {
  const { tried, attempt } = room(mixes(li, zhou));
  expect(await guarded(attempt, () => Promise.resolve(false))).toBe(false);
  expect(tried).toEqual([null]);
  expect(
    await guarded(
      () => Promise.resolve({ kind: 'refused' }),
      () => Promise.resolve(true),
    ),
  ).toBe(false);
});

/** A lobby before a room where these would lack an interpreter; who was let in, in which order, and on whose word. */
function lobby(...lacking: readonly ParticipantId[]) {
  const inside: ParticipantId[] = [];
  const admit = (people: readonly ParticipantId[], confirmed: MoveQuestion | null): Promise<Moved> => {
    const bereft = people.filter((id) => lacking.includes(id));
    const isNamed = bereft.every((id) => confirmed?.people.includes(id));
    if (!isNamed) return Promise.resolve(unserved(...bereft));
    inside.push(...people);
    return Promise.resolve({ kind: 'done' });
  };
  return { inside, admit };
}

it('[INT-46] lets in those of whom nothing is asked, and then the others once they were shown', async () => {
  const { inside, admit } = lobby(zhou);
  const before: unknown[] = [];
  const yes = (asked: MoveQuestion): Promise<boolean> => {
    before.push([asked, [...inside]]);
    return Promise.resolve(true);
  };
  expect(await guarded(letting(admit, [li, zhou, wu]), yes)).toBe(true);
  expect(before).toEqual([[unserved(zhou), [li, wu]]]);
  expect(inside).toEqual([li, wu, zhou]);
});

it('[INT-46] leaves whom the answer is no for where they are, and lets in the others all the same', async () => {
  const { inside, admit } = lobby(zhou);
  expect(await guarded(letting(admit, [li, zhou, wu]), () => Promise.resolve(false))).toBe(false);
  expect(inside).toEqual([li, wu]);
});

it('lets in at once whom nothing is asked about, and asks once about those who all lack one', async () => {
  const free = lobby();
  expect(await guarded(letting(free.admit, [li, wu]), () => Promise.reject(new Error('asked')))).toBe(true);
  expect(free.inside).toEqual([li, wu]);
  const all = lobby(li, wu);
  expect(await guarded(letting(all.admit, [li, wu]), () => Promise.resolve(true))).toBe(true);
  expect(all.inside).toEqual([li, wu]);
});
