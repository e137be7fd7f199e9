import type { Result, Round, Sample, VenueResult } from '../result.ts';
import type { ChatScenario, MediaScenario } from '../scenario.ts';
import { median } from '../statistics/quantile.ts';
import type { Spread } from '../statistics/spread.ts';
import { type Html, html } from './html.ts';
import { machineTable, pageOf } from './page.ts';
import { type LinePlot, legend, linePlot, ratioPlot, type Series } from './plots.ts';
import { comparisonLine, figureOf, figuresOf } from './summary.ts';

/** Above so many cores taken by other programs, latencies are those of a busy machine. */
const QUIET_CORES = 0.1;

/** All that a run has to say, as one page that needs nothing beside it. */
export function reportOf(result: Result): string {
  const { scenario, venues } = result;
  return pageOf(
    result,
    html`${busyNote(venues)}${absentNotes(result)}${ratios(result)}
<h2>Medians of ${scenario.rounds} rounds, with the least and the most</h2>
<div class="scroll"><table class="medians" style="--venues: ${venues.length}"><tr><th></th>${venues.map(({ name }) => html`<th>${name}</th>`)}</tr>
${figuresOf(scenario).map(
  (
    figure,
  ) => html`<tr><td>${figure.name}</td>${venues.map((venue) => medianCell(figureOf(figure, venue)))}</tr>
`,
)}</table></div>
${plots(result)}
${offered(result)}
${machineTable(
  result.machine,
  result.seconds,
  venues.map(({ name, what }) => [name, what] as const),
)}
${roundsTable(result)}`,
  );
}

/** The least and the most are kept together. */
function medianCell(text: string): Html {
  const [middle = '', spread] = text.split(/ (?=\()/);
  return html`<td>${middle}${spread === undefined ? html`` : html` <span class="soft spread">${spread}</span>`}</td>`;
}

/** What else the machine did belongs to every figure. */
function busyNote(venues: readonly VenueResult[]): Html {
  const others = median(venues.flatMap(({ rounds }) => rounds.map(({ cores }) => cores.others)));
  if (!(others > QUIET_CORES)) return html``;
  return html`<p class="note">Other programs took ${others.toFixed(1)} cores meanwhile: the latencies are those of a busy machine. What is counted as CPU, and ratios of rounds by turns, say more.</p>
`;
}

const absentNotes = ({ absent }: Result): Html[] =>
  absent.map(
    ({ name, why }) => html`<p class="note">${name} is left out: ${why}.</p>
`,
  );

function ratios({ comparisons }: Result): Html {
  if (comparisons.length === 0) return html``;
  const peers = [...new Set(comparisons.map(({ peer }) => peer))];
  return html`<h2>Beside others in the same run</h2>
<p class="soft">Each round is a dot, the median a stroke within its 95 % bounds, a goal green.</p>
<div class="plots">${peers.map((peer) => {
    const rows = comparisons
      .filter((each) => each.peer === peer)
      .map((each) => ({
        name: each.measure,
        dots: each.ratio.rounds,
        middle: each.ratio.median,
        low: each.ratio.low,
        high: each.ratio.high,
        goal: each.goal,
      }));
    return ratioPlot(`Parley beside ${peer}`, `× what ${peer} takes; less is better`, rows);
  })}</div>
<ul>${comparisons.map((each) => html`<li>${comparisonLine(each)}</li>`)}</ul>
`;
}

/** Of each venue the round whose cost is in the middle. */
function typical({ rounds }: VenueResult): Round | undefined {
  return rounds.toSorted((a, b) => a.cpuEachUs - b.cpuEachUs)[Math.floor(rounds.length / 2)];
}

function plots({ venues, scenario }: Result): Html {
  const { things, passing } = wordsOf(scenario);
  const shown = venues.flatMap((venue, tone) => {
    const round = typical(venue);
    return round === undefined ? [] : [{ name: venue.name, tone, venue, round }];
  });
  const over = (of: (sample: Sample) => number | null): Series[] =>
    shown.map(({ name, tone, round }) => ({
      name,
      tone,
      points: round.samples.flatMap((sample) => {
        const value = of(sample);
        return value === null ? [] : [[sample.at, value] as const];
      }),
    }));
  const inTime = { x: 'seconds since the first person came' };
  const all: LinePlot[] = [
    {
      title: `How long ${things} take, all rounds together`,
      x: 'ms from sending to receiving',
      y: `% of ${things}`,
      logarithmic: true,
      series: shown.map(({ name, tone, venue }) => ({ name, tone, points: shares(venue) })),
    },
    {
      ...inTime,
      title: `Received ${things}`,
      y: `${things}/s`,
      series: over((sample) => sample.receivedPerSecond),
    },
    {
      ...inTime,
      title: `Busy with passing them on: ${passing}`,
      y: 'cores',
      series: over(({ cores }) => cores.measured),
    },
    {
      ...inTime,
      title: 'Busy with being the people: the generator',
      y: 'cores',
      series: over(({ cores }) => cores.generator),
    },
    {
      ...inTime,
      title: 'Latency p99, second by second',
      y: 'ms',
      series: over(({ latencyMs }) => latencyMs?.p99 ?? null),
    },
    {
      ...inTime,
      title: 'Other programs on this machine',
      y: 'cores',
      series: over(({ cores }) => cores.others),
    },
  ];
  return html`<h2>Second by second</h2>
<p class="soft">Of each the round whose cost is the median.</p>
${legend(shown)}<div class="plots">${all.map(linePlot)}</div>
`;
}

/** How the latencies of all rounds are spread, in percent. */
function shares({ rounds }: VenueResult): (readonly [number, number])[] {
  const counts = new Map<number, number>();
  for (const { latencySpread } of rounds) addTo(counts, latencySpread);
  const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
  return [...counts].toSorted(([a], [b]) => a - b).map(([from, count]) => [from, (100 * count) / total]);
}

function addTo(counts: Map<number, number>, { from, counts: more }: Spread): void {
  for (const [index, value] of from.entries())
    counts.set(value, (counts.get(value) ?? 0) + (more[index] ?? 0));
}

/** What is passed on, and by what. */
const wordsOf = ({ kind }: Result['scenario']): { readonly things: string; readonly passing: string } =>
  kind === 'media'
    ? { things: 'packets', passing: 'the media plane' }
    : { things: 'messages', passing: 'the server' };

function offered({ scenario }: Result): Html {
  const { comingMs, settleSeconds, seconds } = scenario;
  const when = `one every ${comingMs} ms; after ${settleSeconds} s the ${seconds} s that count`;
  return html`<h2>What was offered</h2>
<p>${scenario.kind === 'media' ? mediaOffered(scenario, when) : chatOffered(scenario, when)}</p>
`;
}

const mediaOffered = ({ speakers, listeners, video, audio, fault }: MediaScenario, when: string): string =>
  `${fault === null ? '' : 'A second after what counts has begun the media worker is killed, and everyone comes back by themselves. '}${speakers} with sound and picture and ${listeners} who listen, ${when}. A picture is VP8 in one size: ${video.packetsPerSecond} packets/s of ${video.packetBytes} bytes, ${video.framesPerSecond} pictures/s; a whole one when it is asked for. Sound is ${audio.packetsPerSecond} packets/s of ${audio.packetBytes} bytes. Everyone has connections of their own with ICE, DTLS and SRTP; nothing is sent twice, and no header extensions are used. Latency is from just before a packet is given to the sender’s connection until the receiver’s gives it out, in one process by one clock: what the generator itself is late is in it, for all alike.`;

const chatOffered = ({ people, messagesPerSecond, messageBytes }: ChatScenario, when: string): string =>
  `${people} people, ${when}. Together they write ${messagesPerSecond} messages/s of ${messageBytes} bytes, in turn, and everyone is told each of them. In the product a message is allowed or denied, committed to the database and then told to whom the policy names; the bare rooms tell everybody and keep nothing. Latency is from writing to being told, in one process by one clock: what the generator itself is late is in it, for all alike.`;

function roundsTable({ venues, scenario }: Result): Html {
  const rows = venues.flatMap(({ name, rounds }) => rounds.map((round) => ({ name, round })));
  const cells = ({ name, round }: (typeof rows)[number]): readonly string[] => [
    `${round.number + 1}`,
    name,
    `${round.seed}`,
    round.perSecond.toFixed(0),
    round.cpuEachUs.toFixed(1),
    round.latencyMs.p50.toFixed(2),
    round.latencyMs.p99.toFixed(2),
    (100 * round.lost).toFixed(3),
    round.cores.generator.toFixed(2),
    round.cores.others.toFixed(2),
  ];
  const head = [
    'round',
    '',
    'seed',
    `${wordsOf(scenario).things}/s`,
    'µs each',
    'p50 ms',
    'p99 ms',
    'lost %',
    'generator',
    'others',
  ];
  return html`<h2>Round by round</h2>
<div class="scroll"><table><tr>${head.map((name) => html`<th>${name}</th>`)}</tr>
${rows
  .toSorted((a, b) => a.round.number - b.round.number)
  .map(
    (row) => html`<tr>${cells(row).map((cell) => html`<td>${cell}</td>`)}</tr>
`,
  )}</table></div>
`;
}
