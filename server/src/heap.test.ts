import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

const heap = JSON.stringify(join(import.meta.dirname, 'heap.ts'));

/**
 * Keeps more and more, and prints how often the engine went through all of it. Before the first time it goes by no
 * growth, so that it is made to.
 */
const KEEPS_MORE_AND_MORE = `
  import { PerformanceObserver, constants } from 'node:perf_hooks';
  let collected = 0;
  const observer = new PerformanceObserver((list) => {
    for (const { detail } of list.getEntries()) if (detail.kind === constants.NODE_PERFORMANCE_GC_MAJOR) collected++;
  });
  observer.observe({ entryTypes: ['gc'] });
  const kept = [];
  globalThis.gc();
  for (let round = 0; round < 300; round++) {
    kept.push(Array.from({ length: 10_000 }, (_, index) => ({ index })));
    await new Promise((resolve) => setImmediate(resolve));
  }
  console.log(collected);
`;

async function collections(first: string, ...flags: readonly string[]): Promise<number> {
  const script = `${first}\n${KEEPS_MORE_AND_MORE}`;
  const { stdout } = await promisify(execFile)(process.execPath, [
    ...flags,
    '--expose-gc',
    '--input-type=module',
    '-e',
    script,
  ]);
  return Number(stdout);
}

const KEPT_SMALL = `import { keepHeapSmall } from ${heap}; keepHeapSmall();`;

test('the engine goes through its memory more often than it would, unless it is told how often', async () => {
  const left = await collections('');
  const small = await collections(KEPT_SMALL);
  expect(small).toBeGreaterThan(left);
  expect(await collections(KEPT_SMALL, '--heap_growing_percent=400')).toBeLessThan(small);
});
