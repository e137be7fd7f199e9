import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import { DAILY } from '../server/src/fuzz/testing/daily.ts';
import type { Failure } from '../server/src/fuzz/testing/run.ts';
import { missingFrom } from '../server/src/fuzz/testing/sessions.ts';

/**
 * `npm run fuzz -- --steps 1000000 --seed 1`: random sessions, up to the first failure. The sessions are the same however
 * many threads play them; without `--threads` as many as there are cores.
 */
const { values } = parseArgs({
  options: {
    steps: { type: 'string', default: '100000' },
    seed: { type: 'string', default: '1' },
    threads: { type: 'string', default: String(availableParallelism()) },
  },
});
const steps = Number(values.steps);
const seed = Number(values.seed);
const threads = Number(values.threads);

type Told =
  | {
      readonly kind: 'done';
      readonly counts: Readonly<Record<string, number>>;
      readonly failure: Failure | null;
      readonly story: string;
    }
  | { readonly kind: 'steps'; readonly steps: number };

const began = performance.now();
let played = 0;
const workers = Array.from({ length: threads }, (_, mine) => {
  const workerData = { seed, steps, turns: { of: threads, mine } };
  return new Worker(new URL('../server/src/fuzz/testing/thread.ts', import.meta.url), { workerData });
});
const results = await Promise.all(
  workers.map(
    (worker) =>
      new Promise<Extract<Told, { kind: 'done' }>>((resolve, reject) => {
        worker.on('error', reject);
        worker.on('message', (told: Told) => {
          if (told.kind === 'done') return resolve(told);
          played += told.steps;
          if (process.stdout.isTTY) process.stdout.write(`\r${played} steps `);
        });
      }),
  ),
);
const seconds = (performance.now() - began) / 1_000;
const counts = new Map<string, number>();
for (const result of results) {
  for (const [what, count] of Object.entries(result.counts))
    counts.set(what, (counts.get(what) ?? 0) + count);
}
for (const [what, count] of [...counts].toSorted(([a], [b]) => (a < b ? -1 : 1))) {
  process.stdout.write(`${String(count).padStart(10)}  ${what}\n`);
}
const total = counts.get('steps') ?? 0;
process.stdout.write(`${total} steps in ${seconds.toFixed(1)} s: ${Math.round(total / seconds)} a second\n`);
for (const { failure, story } of results) {
  if (failure === null) continue;
  process.stderr.write(`${story}\n`);
  process.exitCode = 1;
}
// Of fewer steps nothing rare can be asked.
const isShort = total < DAILY.steps || results.some(({ failure }) => failure !== null);
const missing = isShort ? [] : missingFrom({ of: (what) => counts.get(what) ?? 0 });
for (const what of missing) {
  process.stderr.write(`too seldom: ${what}\n`);
  process.exitCode = 1;
}
