import { parseArgs } from 'node:util';
import { z } from 'zod';
import { PeerName, Scenario } from './scenario.ts';

/** What `npm run load -- …` is asked to do. */
export type Command =
  | { readonly do: 'help' }
  | { readonly do: 'run'; readonly scenario: Scenario; readonly out: string };

/** The command line is wrong; a line for each thing that is. */
export class BadCommand extends Error {}

/** Options that replace a number of the scenario. */
const numbers = [
  'speakers',
  'listeners',
  'people',
  'sessions',
  'joins',
  'seconds',
  'rounds',
  'seed',
] as const;

const options = {
  help: { type: 'boolean', short: 'h', default: false },
  out: { type: 'string', default: 'test-results/load' },
  without: { type: 'string', multiple: true, default: [] as string[] },
  speakers: { type: 'string' },
  listeners: { type: 'string' },
  people: { type: 'string' },
  sessions: { type: 'string' },
  joins: { type: 'string' },
  seconds: { type: 'string' },
  rounds: { type: 'string' },
  seed: { type: 'string' },
} as const;

/** @throws BadCommand */
export function readCommand(args: readonly string[], scenarios: readonly Scenario[]): Command {
  const { values, positionals } = parse(args);
  if (values.help || positionals.length === 0) return { do: 'help' };
  const [name, ...more] = positionals;
  const known = scenarios.find((scenario) => scenario.name === name);
  if (known === undefined) {
    throw new BadCommand(
      `There is no scenario «${name}»; there are: ${scenarios.map((each) => each.name).join(', ')}`,
    );
  }
  if (more.length > 0) throw new BadCommand(`One scenario at a time, not also «${more.join(' ')}»`);
  const without = z.array(PeerName).safeParse(values.without);
  if (!without.success) throw new BadCommand(`--without names one of: ${PeerName.options.join(', ')}`);
  const changed = numbers.flatMap((option) => {
    const text = values[option];
    return text === undefined ? [] : [[option, Number(text)] as const];
  });
  const scenario = Scenario.safeParse({
    ...known,
    ...Object.fromEntries(changed),
    ...('peers' in known
      ? { peers: known.peers.filter((peer: PeerName) => !without.data.includes(peer)) }
      : {}),
  });
  if (!scenario.success) throw new BadCommand(scenario.error.issues.map(lineOf).join('\n'));
  return { do: 'run', scenario: scenario.data, out: values.out };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true });
  } catch (error) {
    throw new BadCommand(error instanceof Error ? error.message : String(error));
  }
}

const lineOf = ({ path, message }: z.core.$ZodIssue): string =>
  path.length === 0 ? message : `--${path.join('.')}: ${message}`;
