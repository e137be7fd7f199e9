import type { QuietScenario } from './scenario.ts';

export const quiet: QuietScenario = {
  kind: 'quiet',
  name: 'quiet',
  says: 'Everyone is there and nobody does anything: what a session holds in memory, and takes, as it waits',
  sessions: 500,
  people: 6,
  sessionsAStep: 50,
  seconds: 20,
  comingMs: 10,
  seed: 20_261_130,
};
