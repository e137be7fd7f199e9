import { PeerName, peopleOf, type Scenario, secondsOf } from './scenario.ts';

/** What can be measured, in a line each. */
export function helpText(scenarios: readonly Scenario[]): string {
  const width = Math.max(...scenarios.map(({ name }) => name.length));
  return `npm run load -- <scenario> [options]

Starts the product, lets people with real media connections come in as guests do, and writes what was measured as JSON
and as a page with plots. Everything stays on this machine's loopback addresses and ends by itself.

Scenarios:
${scenarios.map((each) => `  ${each.name.padEnd(width)}  ${each.says} (${sizeOf(each)})`).join('\n')}

Options:
  --speakers N, --listeners N   how many come to be seen and heard, and to listen
  --sessions N, --people N      how many sessions go on side by side, and how many come to each, or to write
  --joins N                     how many come and go
  --seconds N                   how long it counts: each round, or the day
  --rounds N                    how many rounds of each, by turns
  --seed N                      what is drawn by chance is drawn by this
  --without PEER                leaves a peer out: ${PeerName.options.join(', ')}
  --out FOLDER                  where the reports go (test-results/load)

Janus stands beside the product where Debian's package is installed: apt-get install --no-install-recommends janus
`;
}

const sizeOf = (scenario: Scenario): string =>
  `${peopleOf(scenario)} people, about ${minutes(secondsOf(scenario))}`;

export const minutes = (seconds: number): string =>
  seconds < 90 ? `${Math.round(seconds)} s` : `${Math.round(seconds / 60)} min`;
