import { Fuzz } from './judges/fuzz.ts';
import type { Answer } from './judges/judge.ts';
import { nearTests } from './judges/near-tests.ts';
import { allTests } from './judges/tests.ts';
import { types } from './judges/types.ts';
import type { JudgeName } from './kept.ts';
import type { Mutant } from './mutants.ts';
import { schemaOf } from './schema.ts';
import type { Verdicts } from './verdicts.ts';

interface Judged {
  /** The text of each file that has mutants. */
  readonly originals: ReadonlyMap<string, string>;
  /** By number, from 1. */
  readonly chosen: ReadonlyMap<number, Mutant>;
  readonly verdicts: Verdicts;
  readonly signal: AbortSignal;
}

const THREADS = 2;

/** Tries each mutant of which nothing is known yet with one judge after the other, the quickest first. */
export async function judgeAll({ originals, chosen, verdicts, signal }: Judged): Promise<void> {
  const schemas = new Map(
    [...originals].map(([file, source]) => [
      file,
      schemaOf(source, new Map([...chosen].filter(([, mutant]) => mutant.file === file))),
    ]),
  );
  const told =
    (judge: JudgeName) =>
    (number: number, answer: Answer): void =>
      verdicts.take(number, judge, answer);

  const near = [...verdicts.leftFor('near tests').keys()];
  await onThreads((thread) => {
    const numbers = near.filter((number) => number % THREADS === thread);
    return nearTests({ schemas, numbers }, told('near tests'), signal);
  });
  const uncompiled = verdicts.leftFor('types');
  if (uncompiled.size > 0) await types(uncompiled, told('types'), signal);
  const unplayed = [...verdicts.leftFor('fuzz').keys()];
  if (unplayed.length > 0) await onThreads(() => playAll(schemas, unplayed, told('fuzz'), signal));
  const untested = verdicts.leftFor('all tests');
  if (untested.size > 0) await allTests(schemas, untested, told('all tests'), signal);
}

const onThreads = (work: (thread: number) => Promise<void>): Promise<unknown> =>
  Promise.all(Array.from({ length: THREADS }, (_, thread) => work(thread)));

/** Plays with one after the other, as long as any are waiting. */
async function playAll(
  schemas: ReadonlyMap<string, string>,
  waiting: number[],
  told: (number: number, answer: Answer) => void,
  signal: AbortSignal,
): Promise<void> {
  const fuzz = new Fuzz(schemas);
  // What judges has to be content with the tree as it is, or it judges nothing; and must be still at the end.
  const mustBeContent = async (when: string): Promise<void> => {
    const answer = await fuzz.judge(0, signal);
    if (answer.kind !== 'green') throw new Error(`not content without any mutant${when}: ${answer.why}`);
  };
  try {
    await mustBeContent('');
    for (let number = waiting.shift(); number !== undefined; number = waiting.shift())
      told(number, await fuzz.judge(number, signal));
    await mustBeContent(' any more');
  } finally {
    await fuzz.close();
  }
}
