import { glob, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from './run/program.ts';
import { specProblems, type TestSource } from './spec/rules.ts';

const TESTS = [
  '{shared,server,sfu,scripts,load-tests}/**/*.test.ts',
  'client/{src,e2e}/**/*.test.{ts,tsx}',
  // A suite that several test files call.
  'sfu/src/contract/*.ts',
];

const tests: TestSource[] = [];
for await (const path of glob(TESTS, { cwd: root, exclude: ['**/node_modules/**'] })) {
  tests.push({ path, text: await readFile(join(root, path), 'utf8') });
}
const problems = specProblems(await readFile(join(root, 'shared', 'SPEC.md'), 'utf8'), tests);
for (const problem of problems) process.stderr.write(`${problem}\n`);
process.exitCode = problems.length === 0 ? 0 : 1;
