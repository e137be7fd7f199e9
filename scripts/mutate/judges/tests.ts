import type { Mutant } from '../mutants.ts';
import { pathOf } from '../targets.ts';
import { type Answer, green, red } from './judge.ts';
import { tryTests } from './vitest.ts';

/** All unit tests that need neither a database nor a page, up to the first that fails. */
export async function allTests({ file, source }: Mutant, signal: AbortSignal): Promise<Answer> {
  const trial = { sources: { [pathOf(file)]: source }, numbers: [] };
  const tried = await tryTests(trial, ['--bail=1'], signal);
  if (!tried.ended) return tried.answer;
  if (tried.code === 0) return green;
  const failed = tried.tests.flatMap(({ assertionResults }) =>
    assertionResults.filter(({ status }) => status === 'failed').map(({ fullName }) => fullName),
  );
  const unloaded = tried.tests.filter(({ status }) => status === 'failed').map(({ name }) => name);
  return red(failed[0] ?? unloaded[0] ?? 'an error outside every test');
}
