import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { run } from '../../run/program.ts';
import { pathOf } from '../targets.ts';
import type { Judge } from './judge.ts';
import { withTrial } from './trial.ts';

const LIMIT = 180_000;
/** As much as a failure of vitest itself is quoted. */
const QUOTE = 200;

const Report = z.object({
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      assertionResults: z.array(z.object({ fullName: z.string(), status: z.string() })),
    }),
  ),
});

/** All unit tests that need neither a database nor a page, up to the first that fails. */
export const allTests: Judge = ({ file, source }, signal) =>
  withTrial({ sources: { [pathOf(file)]: source }, numbers: [] }, async ({ trial, report }) => {
    const config = 'scripts/mutate/judges/vitest.config.ts';
    const args = ['node_modules/vitest/vitest.mjs', 'run', '--config', config, '--bail=1'];
    const { code, output } = await run(
      process.execPath,
      [...args, '--reporter=json', `--outputFile.json=${report}`],
      {
        output: 'hide',
        env: { ...process.env, TRIAL: trial },
        signal: AbortSignal.any([signal, AbortSignal.timeout(LIMIT)]),
      },
    );
    signal.throwIfAborted();
    if (code === 0) return null;
    return readFile(report, 'utf8').then(firstFailed, () => `no report: ${output.slice(-QUOTE)}`);
  });

function firstFailed(report: string): string {
  const { testResults } = Report.parse(JSON.parse(report));
  const failed = testResults.flatMap(({ assertionResults }) =>
    assertionResults.filter(({ status }) => status === 'failed').map(({ fullName }) => fullName),
  );
  const unloaded = testResults.filter(({ status }) => status === 'failed').map(({ name }) => name);
  return failed[0] ?? unloaded[0] ?? 'an error outside every test';
}
