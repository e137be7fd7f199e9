import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { run } from '../../run/program.ts';
import { type Answer, unfinished } from './judge.ts';
import { Patience } from './patience.ts';
import { type Finding, LIMITS, readFindings, type Trial, withTrial } from './trial.ts';

const FOLDER = 'scripts/mutate/judges';
/** As much as a failure of vitest itself is quoted. */
const QUOTE = 200;

const TestFile = z.object({
  name: z.string(),
  status: z.string(),
  assertionResults: z.array(z.object({ fullName: z.string(), status: z.string() })),
});
export type TestFile = z.infer<typeof TestFile>;
const Report = z.object({ testResults: z.array(TestFile) });

/** What came of it; tests that did not end by themselves have no report, but say something all the same. */
type Tried = { readonly findings: readonly Finding[] } & (
  | {
      readonly ended: true;
      readonly code: number;
      readonly tests: readonly TestFile[];
    }
  | { readonly ended: false; readonly answer: Answer }
);

/** Runs unit tests on what is to be tried. */
export const tryTests = (trial: Trial, args: readonly string[], signal: AbortSignal): Promise<Tried> =>
  withTrial(trial, async (files) => {
    const reporters = [
      `--reporter=./${FOLDER}/watch.ts`,
      '--reporter=json',
      `--outputFile.json=${files.report}`,
    ];
    const { code, output } = await run(
      process.execPath,
      [
        'node_modules/vitest/vitest.mjs',
        'run',
        '--config',
        `${FOLDER}/vitest.config.ts`,
        ...reporters,
        ...args,
      ],
      {
        output: 'hide',
        env: { ...process.env, TRIAL: files.trial, FINDINGS: files.findings },
        signal,
      },
    );
    signal.throwIfAborted();
    const findings = await readFindings(files.findings);
    const last = findings.at(-1);
    if (last?.kind === 'ended')
      return { findings, ended: false, answer: new Patience(LIMITS).answer('a test', last.how) };
    const report = await readFile(files.report, 'utf8').catch(() => null);
    if (report === null)
      return { findings, ended: false, answer: unfinished(`the tests broke off: ${output.slice(-QUOTE)}`) };
    return { findings, ended: true, code, tests: Report.parse(JSON.parse(report)).testResults };
  });
