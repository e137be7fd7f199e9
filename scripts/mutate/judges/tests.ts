import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { run } from '../../run/program.ts';
import { pathOf } from '../targets.ts';
import type { Judge } from './judge.ts';

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

/** The unit tests next to the file, up to the first that fails: most of what is left out turns one of them red at once. */
export const nearTests: Judge = (mutant, signal) => failing(mutant, [`${dirname(mutant.file)}/`], signal);

/** All unit tests that need neither a database nor a page, up to the first that fails. */
export const allTests: Judge = (mutant, signal) => failing(mutant, [], signal);

async function failing(
  { file, source }: { readonly file: string; readonly source: string },
  only: readonly string[],
  signal: AbortSignal,
): Promise<string | null> {
  const config = 'scripts/mutate/judges/vitest.config.ts';
  const report = join(await mkdtemp(join(tmpdir(), 'parley-mutant-')), 'report.json');
  const args = ['node_modules/vitest/vitest.mjs', 'run', '--config', config, '--bail=1'];
  try {
    const { code, output } = await run(
      process.execPath,
      [...args, '--reporter=json', `--outputFile.json=${report}`, ...only],
      {
        output: 'hide',
        env: { ...process.env, MUTANT_FILE: pathOf(file), MUTANT_SOURCE: source },
        signal: AbortSignal.any([signal, AbortSignal.timeout(LIMIT)]),
      },
    );
    signal.throwIfAborted();
    if (code === 0) return null;
    return await readFile(report, 'utf8').then(firstFailed, () => `no report: ${output.slice(-QUOTE)}`);
  } finally {
    await rm(dirname(report), { recursive: true, force: true });
  }
}

function firstFailed(report: string): string {
  const { testResults } = Report.parse(JSON.parse(report));
  const failed = testResults.flatMap(({ assertionResults }) =>
    assertionResults.filter(({ status }) => status === 'failed').map(({ fullName }) => fullName),
  );
  const unloaded = testResults.filter(({ status }) => status === 'failed').map(({ name }) => name);
  return failed[0] ?? unloaded[0] ?? 'an error outside every test';
}
