import { cleanup } from 'node-datachannel';
import { afterAll, expect, test } from 'vitest';
import { runAlone, runRounds } from './run.ts';
import { Scenario } from './scenario.ts';
import { roundScenarios, scenarios } from './scenarios.ts';

afterAll(() => cleanup());

test('people with real connections come into the product by their links, and every packet between them is counted', async () => {
  const scenario = roundScenarios.find(({ name }) => name === 'trial');
  if (scenario === undefined) throw new Error('no trial');
  const result = await runRounds(scenario, 'test', () => undefined);
  const [round] = result.venues[0]?.rounds ?? [];
  expect(result.absent).toEqual([]);
  // Two who speak to two others each, 300 packets a second from either.
  expect(round?.received).toBeGreaterThan(500);
  expect(round?.cpuEachUs).toBeGreaterThan(0);
  expect(round?.arrivals.slice(1).every(({ audioMs, videoMs }) => audioMs !== null && videoMs !== null)).toBe(
    true,
  );
});

test('over a network that loses a fifth of everything people go on hearing each other, and nobody else', async () => {
  const [known] = scenarios.filter(({ name }) => name === 'bad-network');
  if (known?.kind !== 'network') throw new Error('no bad network');
  const network = known.network.filter(({ name }) => name === 'clear' || name === '20 % lost');
  const scenario = { ...known, network, people: 3, comingMs: 0, seconds: 6, rounds: 1, peers: [] };
  const { findings } = await runAlone(scenario, 'test', () => undefined);
  expect(findings.checks.map(({ wrong }) => wrong)).toEqual([0, 0, 0]);
  expect(findings.good).toBe(true);
});

test('a shared screen comes to everyone in their session, each picture in the size that is asked for, and nothing to anybody else', async () => {
  const [known] = scenarios.filter(({ name }) => name === 'screen-share');
  const scenario = Scenario.parse({ ...known, people: 3, comingMs: 0, seconds: 3, layoutsPerMinute: 60 });
  if (scenario.kind !== 'screen') throw new Error('no scenario in which a screen is shared');
  const { findings } = await runAlone(scenario, 'test', () => undefined);
  expect(findings.checks.map(({ wrong }) => wrong)).toEqual([0, 0, 0]);
  expect(findings.good).toBe(true);
});
