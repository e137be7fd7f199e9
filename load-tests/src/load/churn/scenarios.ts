import type { ChurnScenario } from './scenario.ts';

export const churn: ChurnScenario = {
  kind: 'churn',
  name: 'churn',
  says: 'People come and go, 10,000 times: how fast, and what is left of them in memory and open handles',
  sessions: 4,
  lanes: 8,
  everyMs: 250,
  joins: 10_000,
  audio: { packetsPerSecond: 50, packetBytes: 120 },
  video: null,
  comingMs: 50,
  seed: 20_261_129,
};
