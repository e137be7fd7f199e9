import { expect, test } from 'vitest';
import { compared } from '../compared.ts';
import type { Result, Round, VenueResult } from '../result.ts';
import { roundScenarios } from '../scenarios.ts';
import { linear, linearTo, logarithmic } from './axis.ts';
import { html } from './html.ts';
import { reportOf } from './report.ts';
import { summary } from './summary.ts';

const cores = { measured: 0.2, rest: 0.01, generator: 0.5, others: 0.02 };

const round = (number: number, cost: number, more: Partial<Round> = {}): Round => ({
  number,
  seed: 100 + number,
  arrivals: [
    { audioMs: null, videoMs: null },
    { audioMs: 50 + number, videoMs: 60 },
  ],
  received: 90_000,
  perSecond: 9_000,
  lost: 0.000_1,
  cpuEachUs: cost,
  latencyMs: { p50: 1, p95: 2, p99: cost / 4, longest: 20 },
  latencySpread: { from: [0.1, 1, 10], counts: [10, 80, 10] },
  gapMs: { p50: 31, p99: 40, longest: 45 },
  memoryPerPersonKb: 1_400,
  cores,
  stolenShare: 0,
  generatorDelayMs: 5,
  samples: [0, 1, 2].map((at) => ({
    at,
    people: at,
    sentPerSecond: 300,
    receivedPerSecond: 3_000 * at,
    latencyMs: at === 0 ? null : { p50: 1, p99: 3 },
    cores,
  })),
  ...more,
});

const media = { kind: 'media', seed: 1 } as const;

const ours: VenueResult = {
  name: 'Parley',
  what: 'Parley 1',
  rounds: [round(0, 20), round(1, 30), round(2, 24)],
};
const theirs: VenueResult = {
  name: 'Janus',
  what: 'Janus 2',
  rounds: [round(0, 80), round(1, 100), round(2, 96)],
};

function resultOf(venues: readonly VenueResult[], more: Partial<Result> = {}): Result {
  const [scenario] = roundScenarios;
  if (scenario === undefined) throw new Error('no scenario');
  return {
    scenario,
    command: 'npm run load -- hearing --out <here>',
    startedAt: '2026-11-29T12:34:56.789Z',
    seconds: 300,
    machine: {
      cpu: 'EPYC & more',
      cores: 2,
      memoryGb: 24,
      system: 'Debian',
      node: '24',
      generator: 'libdatachannel 1',
      commit: 'abc, changed',
      loadBefore: 0.5,
    },
    venues,
    absent: [],
    comparisons: compared(venues, scenario),
    ...more,
  };
}

test('each measure is compared round by round', () => {
  const [cost] = compared([ours, theirs], media);
  expect(cost).toMatchObject({ measure: 'CPU per forwarded packet', peer: 'Janus', dropped: 0 });
  expect(cost?.ratio.rounds).toEqual([0.25, 0.3, 0.25]);
  expect(cost?.ratio.median).toBe(0.25);
});

test.each([
  ['the host took much of the machine', { stolenShare: 0.1 }],
  ['the people who come were starved', { generatorDelayMs: 60 }],
])('a round in which %s, of either, counts for nothing, and a lone one neither', (_what, more) => {
  const disturbed = { ...theirs, rounds: [round(0, 80), round(1, 1, more)] };
  const [cost] = compared([ours, disturbed], media);
  expect(cost?.ratio.rounds).toEqual([0.25]);
  expect(cost?.dropped).toBe(1);
});

test('a goal is of a measure beside a peer', () => {
  const named = (name: string): VenueResult => ({ ...theirs, name });
  const goals = (kind: 'media' | 'chat', peer: string) =>
    compared([ours, named(peer)], { kind, seed: 1 }).map(({ goal }) => goal);
  expect(goals('media', 'Janus')).toEqual([0.3, null, 0.25, null]);
  expect(goals('chat', 'ws')).toEqual([1.1, null, null]);
  expect(goals('chat', 'Socket.IO')).toEqual([null, null, null]);
});

test('alone there is nothing to compare', () => {
  expect(compared([ours], media)).toEqual([]);
  expect(compared([], media)).toEqual([]);
});

test('the summary names every figure with its spread, the ratios with their bounds and goals, and who is left out', () => {
  const lines = summary(resultOf([ours, theirs], { absent: [{ name: 'Another', why: 'it is not there' }] }));
  expect(lines[0]).toMatch(/^ +Parley +Janus$/);
  expect(lines.join('\n')).toMatch(/CPU per forwarded packet +24\.0 µs \(20\.0–30\.0\) +96\.0 µs/);
  expect(lines.join('\n')).toMatch(
    /CPU per forwarded packet: 0\.25 × Janus’s \(95 % between 0\.25–0\.30, 3 rounds, goal at most 0\.30\)/,
  );
  expect(lines.at(-1)).toBe('Another is left out: it is not there');
});

test('who came to nobody has no time of arrival, and no number that is none', () => {
  const alone = { ...ours, rounds: [round(0, 20, { arrivals: [{ audioMs: null, videoMs: null }] })] };
  const line = summary(resultOf([alone])).find((each) =>
    each.startsWith('from the press to the first sound'),
  );
  expect(line).toMatch(/–$/);
});

test('the report is one page that loads nothing, with every plot drawn', () => {
  const page = reportOf(resultOf([ours, theirs]));
  expect(page).toMatch(/^<!doctype html>/);
  expect(page).not.toMatch(/https?:|<script|src=|@import|url\(/);
  expect(page.match(/<figure>/g)).toHaveLength(7);
  expect(page).not.toMatch(/NaN|Infinity|undefined|\[object/);
});

test('the report tells machine, versions, seeds and command, as text', () => {
  const page = reportOf(resultOf([ours, theirs]));
  for (const words of ['EPYC &amp; more', 'Janus 2', 'libdatachannel 1', 'abc, changed', '20261129', '102']) {
    expect(page).toContain(words);
  }
  expect(page).toContain('npm run load -- hearing --out &lt;here&gt;');
});

test('the report says who is left out and why, and when the machine was busy', () => {
  const busy = { ...ours, rounds: [round(0, 20, { cores: { ...cores, others: 1.4 } })] };
  const page = reportOf(resultOf([busy], { absent: [{ name: 'Janus', why: 'it is not installed' }] }));
  expect(page).toContain('Janus is left out: it is not installed.');
  expect(page).toContain('Other programs took 1.4 cores');
  expect(reportOf(resultOf([ours]))).not.toContain('Other programs took');
});

test('of messages it speaks as messages', () => {
  const chat = roundScenarios.find(({ kind }) => kind === 'chat');
  if (chat === undefined) throw new Error('no such scenario');
  const page = reportOf(resultOf([ours], { scenario: chat }));
  expect(page).toContain('CPU per delivered message');
  expect(page).toContain('committed to the database');
  expect(page).not.toMatch(/packet|VP8/);
});

test('of a fault it tells how long nothing came, and no cost of what was killed', () => {
  const fault = roundScenarios.find(({ name }) => name === 'fault');
  if (fault === undefined) throw new Error('no such scenario');
  const result = resultOf([ours], { scenario: fault });
  expect(summary(result).join('\n')).toMatch(/nothing came for, longest +45 ms/);
  expect(summary(result).join('\n')).not.toContain('CPU per');
  expect(reportOf(result)).toContain('the media worker is killed');
});

test('what is put into a page is text unless it is HTML', () => {
  expect(html`<b>${'<i>'}${1}${html`<u>${'"\'&'}</u>`}${[html`a`, html`b`]}</b>`.html).toBe(
    '<b>&lt;i&gt;1<u>&quot;&#39;&amp;</u>ab</b>',
  );
});

test.each([
  [7, ['0', '2', '4', '6', '8']],
  [0.9, ['0', '0.2', '0.4', '0.6', '0.8', '1']],
  [9_300, ['0', '2000', '4000', '6000', '8000', '10k']],
  [1, ['0', '0.2', '0.4', '0.6', '0.8', '1']],
])('an axis up to %d is named in steps that people count in', (most, labels) => {
  const { ticks, place } = linear(most, { from: 0, to: 100 });
  expect(ticks.map(({ label }) => label)).toEqual(labels);
  expect(place(0)).toBe(0);
  expect(place(most)).toBeLessThanOrEqual(100.001);
});

test('an axis that goes no further than its largest value is named up to there', () => {
  const { ticks, place } = linearTo(3.2, { from: 0, to: 100 }, 4);
  expect(ticks.map(({ label }) => label)).toEqual(['0', '1', '2', '3']);
  expect(place(3.2)).toBe(100);
  expect(linearTo(0, { from: 0, to: 100 }, 4).ticks.length).toBeGreaterThanOrEqual(2);
});

test('an axis of nothing has two ends', () => {
  const { ticks, place } = linear(0, { from: 0, to: 100 });
  expect(ticks.length).toBeGreaterThanOrEqual(2);
  expect(place(0)).toBe(0);
});

test('a logarithmic axis goes by powers of ten', () => {
  const { ticks, place } = logarithmic(0.03, 40, { from: 0, to: 100 });
  expect(ticks.map(({ label }) => label)).toEqual(['0.01', '0.1', '1', '10', '100']);
  expect(place(1)).toBeCloseTo(50);
  expect(place(0.000_1)).toBe(0);
  expect(logarithmic(1, 1, { from: 0, to: 100 }).ticks).toHaveLength(2);
});
