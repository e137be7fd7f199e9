import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { cleanup } from 'node-datachannel';
import { BadCommand, readCommand } from './load/command.ts';
import { helpText, minutes } from './load/help.ts';
import { findingsPage, findingsSummary } from './load/report/findings.ts';
import { reportOf } from './load/report/report.ts';
import { summary } from './load/report/summary.ts';
import { runAlone, runRounds } from './load/run.ts';
import { isByRounds, LONGEST_RUN_S, type Scenario, secondsOf } from './load/scenario.ts';
import { scenarios } from './load/scenarios.ts';

/** `npm run load`: what the product carries and what that costs, beside others in the same run. */
const say = (line: string): void => console.log(line);

async function measure(scenario: Scenario, command: string, out: string): Promise<void> {
  const late = setTimeout(() => {
    say(`The run has taken more than ${LONGEST_RUN_S} s and is given up.`);
    process.exit(1);
  }, LONGEST_RUN_S * 1_000);
  say(`${scenario.name}: ${scenario.says}`);
  say(`seed ${scenario.seed}, about ${minutes(secondsOf(scenario))}`);
  const { result, page, lines } = await outcomeOf(scenario, command);
  clearTimeout(late);
  const folder = join(out, `${scenario.name}-${result.startedAt.replaceAll(/[:.]/g, '-')}`);
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'result.json'), `${JSON.stringify(result, null, 1)}\n`);
  await writeFile(join(folder, 'report.html'), page);
  say(`\n${lines.join('\n')}\n\n${join(folder, 'report.html')}`);
}

async function outcomeOf(scenario: Scenario, command: string) {
  if (isByRounds(scenario)) {
    const result = await runRounds(scenario, command, say);
    return { result, page: reportOf(result), lines: summary(result) };
  }
  const result = await runAlone(scenario, command, say);
  // Whatever must never happen fails the command.
  if (!result.findings.good) process.exitCode = 1;
  return { result, page: findingsPage(result), lines: findingsSummary(result) };
}

// Everyone who writes in a document listens for the end of this process, and there are many of them.
process.setMaxListeners(0);

try {
  const args = process.argv.slice(2);
  const command = readCommand(args, scenarios);
  if (command.do === 'help') say(helpText(scenarios));
  else await measure(command.scenario, `npm run load -- ${args.join(' ')}`, command.out);
} catch (error) {
  if (!(error instanceof BadCommand)) throw error;
  say(error.message);
  process.exitCode = 1;
} finally {
  cleanup();
}
