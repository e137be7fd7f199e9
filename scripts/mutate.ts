import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { stale } from './mutate/equivalents.ts';
import { judgeAll } from './mutate/judge-all.ts';
import { keptIn, sourcesNow } from './mutate/kept.ts';
import { type Mutant, mutantsOf } from './mutate/mutants.ts';
import { pathOf, targets } from './mutate/targets.ts';
import { titleOf, Verdicts } from './mutate/verdicts.ts';
import { orStop } from './run/or-stop.ts';
import { listenForStop, stopWithParent } from './run/stop.ts';

/**
 * `npm run mutate -- --only 'policy/(can|view)'`: leaves out one rule, condition or check at a time and sees what turns
 * red: the unit tests of what decides, the types, the leak fuzz or any other unit test, whichever comes first. Ends
 * badly when nothing does, or a judge comes to no end, unless it is written down why nothing could.
 * `--continue FILE` keeps in that file what the judges say, and takes from it what they said of the same sources before.
 */
const say = (line: string): void => void process.stdout.write(`${line}\n`);

stopWithParent();
const stop = listenForStop();
process.exitCode = (await orStop(stop, mutate)) ? 0 : 1;

/** Whether all is well. */
async function mutate(): Promise<boolean> {
  const { values } = parseArgs({
    options: {
      only: { type: 'string', default: '' },
      list: { type: 'boolean', default: false },
      continue: { type: 'string' },
    },
  });
  const all: Mutant[] = [];
  const originals = new Map<string, string>();
  for (const file of await targets()) {
    const source = await readFile(pathOf(file), 'utf8');
    originals.set(file, source);
    all.push(...mutantsOf(file, source));
  }
  const written = stale(all);
  for (const { file, within, what } of written)
    say(`✗ written down and not there: ${file} ${within}: ${what}`);
  const only = new RegExp(values.only);
  /** By number, from 1. */
  const chosen = new Map(
    all.filter((mutant) => only.test(titleOf(mutant))).map((mutant, index) => [index + 1, mutant]),
  );
  if (values.list) {
    for (const mutant of chosen.values()) say(titleOf(mutant));
    return written.length === 0;
  }
  const kept = values.continue === undefined ? null : await keptIn(values.continue, await sourcesNow());
  const verdicts = new Verdicts(chosen, kept, say);
  await judgeAll({ originals, chosen, verdicts, signal: stop.signal });
  return verdicts.end() && written.length === 0;
}
