import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { buildClient } from '../prepare/client.ts';
import { root, run } from '../run/program.ts';
import { oneAtOnce } from './pace.ts';
import { failed, passed, type Step, type Tally } from './step.ts';
import { countReport } from './vitest-report.ts';

/** A program of an installed package or a script of this project that ends well when all is well. */
function program(title: string, ...args: readonly string[]): Step {
  return {
    title,
    run: async (signal) => {
      const { code } = await run(process.execPath, args, { signal });
      return code === 0 ? passed : failed;
    },
  };
}

/** What needs neither a server nor a browser. */
export const staticChecks: readonly Step[] = [
  program('Types', 'node_modules/typescript/bin/tsc', '--build'),
  program('Lint', 'node_modules/oxlint/bin/oxlint'),
  program('Format', 'node_modules/@biomejs/biome/bin/biome', 'format', '.'),
  program('Dead code', 'node_modules/knip/bin/knip.js'),
  program('Rules and their tests', 'scripts/spec.ts'),
  program('Generated documentation', 'scripts/docs.ts', '--check'),
];

export const unitTests: Step = {
  title: 'Unit tests',
  run: (signal) => vitest({ name: 'unit', projects: ['unit'], reach: 'usual' }, signal),
};

/** Which tests are played: those for every change, or besides them those that are long (`*.long.test.ts`). */
export type Reach = 'usual' | 'all';

/** In one run: what takes long goes on beside what does not, and none of both cores waits for the other. */
export const unitAndContractTests = (reach: Reach): Step => ({
  title: 'Unit and contract tests',
  run: (signal) => vitest({ name: 'unit', projects: ['unit', 'slow'], reach }, signal),
});

export const browserTests = (reach: Reach): Step => ({
  title: 'Browser tests',
  run: async (signal) => {
    await buildClient(signal);
    const alone = oneAtOnce() ? ['--no-file-parallelism'] : [];
    return vitest({ name: 'e2e', projects: ['e2e', 'gallery', 'e2e-heard'], reach, also: alone }, signal);
  },
});

interface Run {
  readonly name: string;
  readonly projects: readonly string[];
  readonly reach: Reach;
  readonly also?: readonly string[];
}

async function vitest({ name, projects, reach, also = [] }: Run, signal: AbortSignal): Promise<Tally> {
  const results = join(root, 'test-results');
  const report = join(results, `${name}.json`);
  await mkdir(results, { recursive: true });
  await rm(report, { force: true });
  const args = [
    'run',
    ...projects.flatMap((project) => ['--project', project]),
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
    ...also,
  ];
  const env = { ...process.env, TESTS: reach };
  const { code } = await run(process.execPath, ['node_modules/vitest/vitest.mjs', ...args], { signal, env });
  const tally = countReport(JSON.parse(await readFile(report, 'utf8')));
  // An error outside any test fails the run and no test.
  return code !== 0 && tally.failed === 0 ? { ...tally, failed: 1 } : tally;
}
