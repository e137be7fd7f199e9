import { cleanup } from 'node-datachannel';
import { afterAll, expect, test } from 'vitest';
import { runRounds } from './run.ts';
import { roundScenarios } from './scenarios.ts';

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
