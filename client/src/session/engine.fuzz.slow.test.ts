import { array, assert as check, asyncProperty } from 'fast-check';
import { expect, test } from 'vitest';
import { happening, latency } from './testing/happenings.ts';
import { party } from './testing/people.ts';
import { inPlenary } from './testing/seat.ts';
import { Run } from './testing/trouble.ts';

test('[MEDIA-1] [MEDIA-2] whatever breaks, in whatever order: nothing leaks, nothing is said twice, and all is well in the end', async () => {
  let happened = 0;
  await check(
    asyncProperty(
      latency,
      array(happening, { minLength: 10, maxLength: 40, size: 'max' }),
      async (ms, happenings) => {
        const seat = await inPlenary(party, 'microphone', 'camera');
        if (ms > 0) seat.server.later = (arrive) => void seat.clock.after(ms, arrive);
        const run = new Run(seat);
        for (const { what, after } of happenings) {
          run.do(what);
          expect(run.wrongNow()).toEqual([]);
          for (let left = after; left > 0; left -= 100) {
            await run.seat.pass(Math.min(left, 100));
            expect(run.wrongNow()).toEqual([]);
          }
          happened += 1;
        }
        await run.heal();
        expect([...run.wrongNow(), ...run.wrongInTheEnd()]).toEqual([]);
        run.seat.engine.close();
      },
    ),
    { numRuns: 120, seed: 20_261_123, endOnFailure: false },
  );
  expect(happened).toBeGreaterThan(1_000);
}, 120_000);
