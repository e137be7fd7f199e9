import { join } from 'node:path';
import { cleanup } from 'node-datachannel';
import { afterAll, afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { FindingsResult } from '../result.ts';
import { runAlone } from '../run.ts';
import { Scenario } from '../scenario.ts';
import { scenarios } from '../scenarios.ts';

beforeEach(() => void vi.stubEnv('NODE_OPTIONS', `--import ${join(import.meta.dirname, 'leaking.ts')}`));
afterEach(() => vi.unstubAllEnvs());
afterAll(() => cleanup());

/** As small as it can be with two sessions. */
async function play(name: string, less: object): Promise<FindingsResult['findings']> {
  const known = scenarios.find((each) => each.name === name);
  const scenario = Scenario.parse({ ...known, comingMs: 0, sessions: 2, video: null, ...less });
  if (scenario.kind === 'media' || scenario.kind === 'chat')
    throw new Error('nothing is asked of everything there');
  return (await runAlone(scenario, 'test', () => undefined)).findings;
}

const PACKETS = 'packets heard of a room one is not in';
const MESSAGES = 'messages told of a room one is not in';

test('of a day, a product that leaks one packet and one message is told by both', async () => {
  const perMinute = { caucus: 0, write: 120, edit: 0, drop: 0, listen: 0, handover: 0 };
  const { good, verdict, checks } = await play('caucus-day', { people: 3, seconds: 5, perMinute });
  expect(good).toBe(false);
  expect(checks.find(({ what }) => what === MESSAGES)).toMatchObject({ wrong: 1 });
  expect(checks.find(({ what }) => what === PACKETS)?.wrong).toBeGreaterThan(0);
  expect(verdict).toContain(PACKETS);
  expect(verdict).toContain(`${MESSAGES} (1 of `);
});

test('of people who come and go, a product that leaks one packet is told', async () => {
  const { good, verdict } = await play('churn', { lanes: 2, joins: 4 });
  expect(good).toBe(false);
  expect(verdict).toMatch(new RegExp(`${PACKETS} \\([1-9]`));
});
