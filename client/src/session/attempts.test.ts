import type { AttemptId } from '@parley/shared/ids';
import { expect, test } from 'vitest';
import { failed } from './ask.ts';
import { Attempts } from './attempts.ts';

const wish = ['proposal', { note: 'seventy' }] as const;

/** The attempts under which each of these was asked for, with what came of it. */
async function asked(
  ...all: readonly (readonly [wish: readonly unknown[], refusal: Parameters<typeof failed>[0] | null])[]
): Promise<AttemptId[]> {
  const attempts = new Attempts();
  const made: AttemptId[] = [];
  for (const [each, refusal] of all) {
    await attempts
      .at(each, async (attempt) => {
        made.push(attempt);
        if (refusal !== null) throw failed(refusal);
      })
      .catch(() => undefined);
  }
  return made;
}

test('[CLA-10] what is wished again after a lost answer is the same attempt', async () => {
  const [one, other] = await asked([wish, 'connection.lost'], [wish, null]);
  expect(other).toBe(one);
});

test('[CLA-10] what is wished again after an answer is another, as is what is wished otherwise', async () => {
  const made = await asked(
    [wish, null],
    [wish, 'clause.changed'],
    [wish, 'connection.lost'],
    [['proposal', { note: 'eighty' }], 'connection.lost'],
  );
  expect(new Set(made).size).toBe(4);
});
