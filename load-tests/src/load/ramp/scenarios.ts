import type { RampScenario } from './scenario.ts';

export const ramp: RampScenario = {
  kind: 'ramp',
  name: 'ramp',
  says: 'More and more listen, until packets are lost or late, beside Janus: how much is carried, and what bends first',
  sessions: 4,
  people: 61,
  listenersAStep: 10,
  seconds: 4,
  audio: { packetsPerSecond: 50, packetBytes: 120 },
  video: { packetsPerSecond: 250, packetBytes: 1_100, framesPerSecond: 25 },
  rounds: 3,
  peers: ['janus'],
  comingMs: 20,
  seed: 20_261_129,
};
