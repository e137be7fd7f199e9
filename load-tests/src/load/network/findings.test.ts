import { expect, test } from 'vitest';
import { findingsSummary } from '../report/findings.ts';
import type { Turned } from '../turns.ts';
import { networkFindings, type Weathered } from './findings.ts';
import { badNetwork } from './scenarios.ts';

const [clear, , rain] = badNetwork.network;
if (clear === undefined || rain === undefined) throw new Error('no weather');
const scenario = { ...badNetwork, network: [clear, rain] };

/** Of 500 packets in clear weather and as many in rain, so many are missing. */
const round = (inClear: number, inRain: number, lost = 400): Weathered => ({
  phases: [inClear, inRain].map((missing, index) => ({
    name: scenario.network[index]?.name ?? '',
    expected: 500,
    played: 500 - missing,
    toll: { lost: index === 0 ? 0 : lost, of: 2_000 },
  })),
  voices: { what: 'voices', wrong: 0, of: 12 },
  heard: { what: 'packets', wrong: 0, of: 1_000 },
  others: 0,
});
const ours: Turned<Weathered> = { name: 'Parley', what: 'Parley 1', rounds: [round(0, 2), round(1, 4)] };
const theirs: Turned<Weathered> = { name: 'Janus', what: 'Janus 2', rounds: [round(0, 4), round(0, 16)] };

const linesOf = (venues: readonly Turned<Weathered>[], absent = [] as { name: string; why: string }[]) => {
  const findings = networkFindings(scenario, { venues, absent });
  return { ...findings, text: findingsSummary({ findings }).join('\n') };
};

test('what is missing is counted over all rounds, with what the networks lost, and told beside the other', () => {
  const { text, verdict, good, beside } = linesOf([ours, theirs]);
  expect(good).toBe(true);
  expect(beside).toEqual([theirs]);
  expect(text).toMatch(/20 % lost +0\.60 %, 6 of 1,000, 20\.00 % lost on the way/);
  expect(text).toMatch(/20 % lost +2\.00 %, 20 of 1,000/);
  expect(verdict).toContain(
    '«20 % lost»: 0.60 % of the sound that came over one bad network, 2.00 % with Janus.',
  );
});

test('a ratio is of rounds side by side; where nothing was missing with the other, the counts alone are told', () => {
  const { text } = linesOf([ours, theirs]);
  expect(text).toMatch(/20 % lost +0\.38 ×, 95 % between 0\.25 and 0\.50, 2 rounds, 6 beside 20/);
  expect(text).toMatch(/clear +–, 1 beside 0/);
});

test('whoever could not be run is named, and nothing is told beside them', () => {
  const { text, figures } = linesOf([ours], [{ name: 'Janus', why: 'it is not installed' }]);
  expect(text).toContain('Janus is left out: it is not installed.');
  expect(figures).toHaveLength(1);
});

test('a network that was to lose packets and lost none fails the run', () => {
  const calm = { ...ours, rounds: [round(0, 0), round(0, 0, 0)] };
  const { good, verdict } = linesOf([calm, theirs]);
  expect(good).toBe(false);
  expect(verdict).toContain('lost none (1 of 2)');
});
