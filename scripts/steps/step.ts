/** How many checks or tests ended well and badly. */
export interface Tally {
  readonly passed: number;
  readonly failed: number;
}

export interface Step {
  readonly title: string;
  readonly run: (signal: AbortSignal) => Promise<Tally>;
}

export const passed: Tally = { passed: 1, failed: 0 };
export const failed: Tally = { passed: 0, failed: 1 };

/** After this a step that hangs is ended and counts as failed, in ms: long enough for a machine a third as fast as is asked for. */
const STEP_LIMIT = 50 * 60_000;

/** Runs all steps, also after one that failed, each with a heading and its duration. */
export async function runSteps(
  steps: readonly Step[],
  stop: AbortSignal,
  write: (line: string) => void,
): Promise<Tally> {
  let total: Tally = { passed: 0, failed: 0 };
  const summary: string[] = [];
  for (const { title, run } of steps) {
    stop.throwIfAborted();
    write(`\n── ${title}`);
    const began = performance.now();
    const tally = await run(AbortSignal.any([stop, AbortSignal.timeout(STEP_LIMIT)])).catch(
      (error: unknown) => {
        stop.throwIfAborted();
        write(error instanceof Error ? error.message : String(error));
        return failed;
      },
    );
    stop.throwIfAborted();
    const seconds = ((performance.now() - began) / 1000).toFixed(1);
    const line = `${tally.failed === 0 ? '✓' : '✗'} ${title}: ${tally.passed} passed, ${tally.failed} failed, ${seconds} s`;
    write(line);
    summary.push(line);
    total = { passed: total.passed + tally.passed, failed: total.failed + tally.failed };
  }
  write(['', ...summary, '', `${total.passed} passed, ${total.failed} failed`].join('\n'));
  return total;
}
