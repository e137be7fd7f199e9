import { pathOf } from '../targets.ts';
import { green, type Judge, red } from './judge.ts';
import { tryTests } from './vitest.ts';

/** All unit tests that need neither a database nor a page, up to the first that fails. */
export const allTests: Judge = async ({ file, source }, signal) => {
  const trial = { sources: { [pathOf(file)]: source }, numbers: [] };
  const tried = await tryTests(trial, ['--bail=1'], signal);
  if (!tried.ended) return tried.answer;
  if (tried.code === 0) return green;
  const failed = tried.tests.flatMap(({ assertionResults }) =>
    assertionResults.filter(({ status }) => status === 'failed').map(({ fullName }) => fullName),
  );
  const unloaded = tried.tests.filter(({ status }) => status === 'failed').map(({ name }) => name);
  return red(failed[0] ?? unloaded[0] ?? 'an error outside every test');
};
