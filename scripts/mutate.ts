import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { isEquivalent, stale } from './mutate/equivalents.ts';
import { Fuzz } from './mutate/judges/fuzz.ts';
import { nearTests } from './mutate/judges/near-tests.ts';
import { allTests } from './mutate/judges/tests.ts';
import { compiler } from './mutate/judges/types.ts';
import { type Mutant, mutantsOf } from './mutate/mutants.ts';
import { schemaOf } from './mutate/schema.ts';
import { pathOf, targets } from './mutate/targets.ts';
import { listenForStop, stopWithParent } from './run/stop.ts';

/**
 * `npm run mutate -- --only 'policy/(can|view)'`: leaves out one rule, condition or check at a time and sees what turns
 * red: the unit tests of what decides, the leak fuzz, the types or any other unit test, whichever comes first. Ends
 * badly when nothing does, unless it is written down why nothing could.
 */
const { values } = parseArgs({
  options: {
    only: { type: 'string', default: '' },
    list: { type: 'boolean', default: false },
  },
});

const THREADS = 2;
const say = (line: string): void => void process.stdout.write(`${line}\n`);
const short = (text: string, most: number): string =>
  text.length > most ? `${text.slice(0, most - 1)}…` : text;
const titleOf = ({ file, line, within, what }: Mutant): string =>
  `${file}:${line} ${within}: ${short(what, 110)}`;

stopWithParent();
const { signal } = listenForStop();
const all: Mutant[] = [];
const originals = new Map<string, string>();
for (const file of await targets()) {
  const source = await readFile(pathOf(file), 'utf8');
  originals.set(file, source);
  all.push(...mutantsOf(file, source));
}
const written = stale(all);
for (const { file, within, what } of written) say(`✗ written down and not there: ${file} ${within}: ${what}`);
const only = new RegExp(values.only);
/** By number, from 1. */
const chosen = new Map(
  all.filter((mutant) => only.test(titleOf(mutant))).map((mutant, index) => [index + 1, mutant]),
);
let isFine = written.length === 0;
if (values.list) for (const mutant of chosen.values()) say(titleOf(mutant));
else isFine = (await judge()) && isFine;
process.exitCode = isFine ? 0 : 1;

/** Leaves out each that was chosen; whether something turned red for every one. */
async function judge(): Promise<boolean> {
  const began = performance.now();
  const counts = new Map<string, number>();
  const left = new Map(chosen);
  const verdict = (number: number, judge: string, why: string): void => {
    const mutant = left.get(number);
    if (mutant === undefined || !left.delete(number)) return;
    counts.set(judge, (counts.get(judge) ?? 0) + 1);
    say(`✓ ${titleOf(mutant)} → ${judge}: ${short(why, 140)}`);
  };
  const eachLeft = async (work: (number: number, mutant: Mutant) => Promise<void>): Promise<void> => {
    for (const [number, mutant] of left) {
      signal.throwIfAborted();
      await work(number, mutant);
    }
  };

  const schemas = new Map(
    [...originals].map(([file, source]) => [
      file,
      schemaOf(source, new Map([...chosen].filter(([, mutant]) => mutant.file === file))),
    ]),
  );
  for (const [number, mutant] of chosen)
    if (isEquivalent(mutant)) verdict(number, 'equivalent', 'as written down');

  const shares = Array.from({ length: THREADS }, (_, share) =>
    [...left.keys()].filter((number) => number % THREADS === share),
  );
  await Promise.all(
    shares.map((numbers) =>
      nearTests({ schemas, numbers }, (number, why) => verdict(number, 'near tests', why), signal),
    ),
  );

  const waiting = [...left.keys()];
  const play = async (): Promise<void> => {
    const fuzz = new Fuzz(schemas);
    try {
      // What judges has to be content with the tree as it is, or it judges nothing; and must be still at the end.
      const wrong = await fuzz.judge(0, signal);
      if (wrong !== null) throw new Error(`red without any mutant: ${wrong}`);
      for (let number = waiting.shift(); number !== undefined; number = waiting.shift()) {
        const why = await fuzz.judge(number, signal);
        if (why !== null) verdict(number, 'fuzz', why);
      }
      const still = await fuzz.judge(0, signal);
      if (still !== null) throw new Error(`red without any mutant any more: ${still}`);
    } finally {
      await fuzz.close();
    }
  };
  if (waiting.length > 0) await Promise.all(Array.from({ length: THREADS }, play));

  const types = await compiler();
  try {
    await eachLeft(async (number, mutant) => {
      const why = await types.judge(mutant, signal);
      if (why !== null) verdict(number, 'types', why);
    });
  } finally {
    await types.close();
  }
  await eachLeft(async (number, mutant) => {
    const why = await allTests(mutant, signal);
    if (why !== null) verdict(number, 'all tests', why);
  });

  say('');
  for (const [judge, count] of counts) say(`${String(count).padStart(6)}  ${judge}`);
  say(`${chosen.size} mutants in ${((performance.now() - began) / 1_000).toFixed(0)} s`);
  for (const mutant of left.values()) say(`✗ nothing turns red: ${titleOf(mutant)}`);
  return left.size === 0;
}
