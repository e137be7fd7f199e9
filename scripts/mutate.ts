import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { isEquivalent, stale } from './mutate/equivalents.ts';
import { fuzz } from './mutate/judges/fuzz.ts';
import type { Judge } from './mutate/judges/judge.ts';
import { allTests, nearTests } from './mutate/judges/tests.ts';
import { compiler } from './mutate/judges/types.ts';
import { type Mutant, mutantsOf } from './mutate/mutants.ts';
import { pathOf, targets } from './mutate/targets.ts';
import { listenForStop, stopWithParent } from './run/stop.ts';

/**
 * `npm run mutate -- --only 'policy/(can|view)'`: leaves out one rule, condition or check at a time and sees what turns
 * red: the unit tests next to it, the leak fuzz, the types or any other unit test. Ends badly when nothing does, unless
 * it is written down why nothing could.
 */
const { values } = parseArgs({
  options: {
    only: { type: 'string', default: '' },
    threads: { type: 'string', default: '2' },
    list: { type: 'boolean', default: false },
  },
});

const say = (line: string): void => void process.stdout.write(`${line}\n`);
const short = (text: string, most: number): string =>
  text.length > most ? `${text.slice(0, most - 1)}…` : text;
const titleOf = ({ file, line, within, what }: Mutant): string =>
  `${file}:${line} ${within}: ${short(what, 110)}`;

stopWithParent();
const { signal } = listenForStop();
const mutants: Mutant[] = [];
for (const file of await targets()) mutants.push(...mutantsOf(file, await readFile(pathOf(file), 'utf8')));
const written = stale(mutants);
for (const { file, within, what } of written) say(`✗ written down and not there: ${file} ${within}: ${what}`);
const only = new RegExp(values.only);
const chosen = mutants.filter((mutant) => only.test(titleOf(mutant)));
if (values.list) {
  for (const mutant of chosen) say(titleOf(mutant));
  process.exit(written.length === 0 ? 0 : 1);
}

const began = performance.now();
// What judges has to be content with the tree as it is, or it judges nothing.
const [first] = mutants;
if (first !== undefined) {
  const whole = { ...first, source: await readFile(pathOf(first.file), 'utf8') };
  const wrong = (await fuzz(whole, signal)) ?? (await allTests(whole, signal));
  if (wrong !== null) throw new Error(`red without any mutant: ${wrong}`);
}
const types = await compiler();
const counts = new Map<string, number>();
const survivors: Mutant[] = [];
/** From the quickest to the slowest: what one of them finds, the others need not look for. */
const judges: readonly (readonly [name: string, judge: Judge])[] = [
  ['near tests', nearTests],
  ['fuzz', fuzz],
  ['types', types.judge],
  ['all tests', allTests],
];
const judged = async (mutant: Mutant): Promise<readonly [judge: string, why: string] | null> => {
  if (isEquivalent(mutant)) return ['equivalent', 'as written down'];
  for (const [name, judge] of judges) {
    const why = await judge(mutant, signal);
    if (why !== null) return [name, why];
  }
  return null;
};
const waiting = [...chosen];
const work = async (): Promise<void> => {
  for (let mutant = waiting.shift(); mutant !== undefined; mutant = waiting.shift()) {
    signal.throwIfAborted();
    const verdict = await judged(mutant);
    const [judge, why] = verdict ?? ['nothing', 'it lives'];
    counts.set(judge, (counts.get(judge) ?? 0) + 1);
    if (verdict === null) survivors.push(mutant);
    say(`${verdict === null ? '✗' : '✓'} ${titleOf(mutant)} → ${judge}: ${short(why, 140)}`);
  }
};
try {
  await Promise.all(Array.from({ length: Number(values.threads) }, work));
} finally {
  await types.close();
}
say('');
for (const [judge, count] of counts) say(`${String(count).padStart(6)}  ${judge}`);
say(`${chosen.length} mutants in ${((performance.now() - began) / 1_000).toFixed(0)} s`);
for (const mutant of survivors) say(`✗ nothing turns red: ${titleOf(mutant)}`);
process.exitCode = survivors.length === 0 && written.length === 0 ? 0 : 1;
