import { parentPort, workerData } from 'node:worker_threads';
import { z } from 'zod';
import { playSessions, storyOf } from './sessions.ts';
import { shrink } from './shrink.ts';

/** Part of a long run, in a thread of its own. */
const wanted = z
  .object({
    seed: z.number().int(),
    steps: z.number().int(),
    turns: z.object({ of: z.number().int(), mine: z.number().int() }),
  })
  .parse(workerData);
const { counters, failure } = await playSessions(wanted, (steps) =>
  parentPort?.postMessage({ kind: 'steps', steps }),
);
const story = failure === null ? '' : storyOf(await shrink(failure));
parentPort?.postMessage({ kind: 'done', counts: counters.toJSON(), failure, story });
