import { expect, test } from 'vitest';
import { DAILY } from './testing/daily.ts';
import { missingFrom, playSessions, storyOf } from './testing/sessions.ts';
import { shrink } from './testing/shrink.ts';

test('[FUZZ-1] [FUZZ-2] [FUZZ-3] [FUZZ-4] [FUZZ-5] [FUZZ-6] [FUZZ-7] [FUZZ-8] [FUZZ-10] [FUZZ-11] [FUZZ-12] [FUZZ-13] [FUZZ-14] in random sessions nothing leaks, nobody is stuck, and much happened', {
  timeout: 300_000,
}, async () => {
  const { counters, failure } = await playSessions(DAILY);
  expect(failure === null ? '' : storyOf(await shrink(failure))).toBe('');
  expect(missingFrom(counters)).toEqual([]);
});
