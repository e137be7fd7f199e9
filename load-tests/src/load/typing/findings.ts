import { type Check, type Figure, type Findings, isKept } from '../findings.ts';
import { median } from '../statistics/quantile.ts';
import { seeded } from '../statistics/random.ts';
import { ratioOf } from '../statistics/ratio.ts';
import type { TypingScenario } from './scenario.ts';
import type { Told } from './told.ts';

type Server = Told['servers'][number];
type Round = Server['rounds'][number];

export function typingFindings({ rounds, seconds, seed }: TypingScenario, told: Told): Findings {
  const [ours, ...peers] = told.servers;
  const checks = ours === undefined ? [] : [unseen(ours, told.editors)];
  const good = checks.every(isKept);
  const ratios = peers.flatMap((peer) => {
    const pairs = peer.rounds.map(
      (each, index) => [ours?.rounds[index]?.cpuEachUs ?? 0, each.cpuEachUs] as const,
    );
    const ratio = ratioOf(pairs, seeded(seed));
    if (ratio === null) return [];
    return [
      {
        name: `CPU for each delivered edit, beside ${peer.name}`,
        value: ratio.median,
        unit: '×',
        digits: 2,
        more: `95 % between ${ratio.low.toFixed(2)} and ${ratio.high.toFixed(2)}`,
      },
    ];
  });
  const best = ratios.toSorted((a, b) => b.value - a.value)[0];
  return {
    verdict:
      !good || best === undefined
        ? 'An acknowledged edit was not seen on every other page, or nobody typed.'
        : `A delivered edit took ${best.value.toFixed(2)} of the CPU that it took the better of the others, and every acknowledged edit came to every other page.`,
    good,
    offered: `${told.editors} people type in a document, ${told.aSecond} edits a second all together, ${rounds} rounds of ${seconds} s by turns, all servers warm. This one reads each edit strictly, asks whether its writer may, stores it, and then acknowledges it; the others store nothing. Measured by \`npm run bench:documents\`.`,
    checks,
    figures: [
      { title: 'Beside others in the same run', figures: ratios },
      ...told.servers.map((server) => ({ title: server.name, figures: figuresOf(server) })),
    ],
    plots: [
      {
        title: 'CPU for each delivered edit',
        x: 'round',
        y: 'µs',
        series: told.servers.map(({ name, rounds: all }) => ({
          name,
          points: all.map((each, index) => [index + 1, each.cpuEachUs] as const),
        })),
      },
      {
        title: 'From a key to another page, p99',
        x: 'round',
        y: 'ms',
        series: told.servers.map(({ name, rounds: all }) => ({
          name,
          points: all.map((each, index) => [index + 1, each.remoteP99Ms ?? 0] as const),
        })),
      },
    ],
    notes: [],
  };
}

/** Whoever else writes in the document is shown each edit that was acknowledged. */
function unseen({ rounds }: Server, editors: number): Check {
  const of = rounds.reduce((sum, { acknowledged }) => sum + acknowledged * (editors - 1), 0);
  const delivered = rounds.reduce((sum, round) => sum + round.delivered, 0);
  return {
    what: 'acknowledged edits that another page was not shown',
    wrong: Math.max(0, of - delivered),
    of,
  };
}

function figuresOf({ rounds }: Server): Figure[] {
  const of = (pick: (round: Round) => number | null): number | null => {
    const values = rounds.flatMap((round) => pick(round) ?? []);
    return values.length === 0 ? null : median(values);
  };
  const figures = [
    { name: 'CPU for each delivered edit', value: of((r) => r.cpuEachUs), unit: 'µs', digits: 1 },
    { name: 'from a key to another page, p50', value: of((r) => r.remoteP50Ms), unit: 'ms', digits: 1 },
    { name: 'from a key to another page, p99', value: of((r) => r.remoteP99Ms), unit: 'ms', digits: 1 },
    { name: 'acknowledged, p99', value: of((r) => r.storedP99Ms), unit: 'ms', digits: 1 },
  ];
  return figures.filter(({ value }) => value !== null);
}
