import type { NetworkScenario } from './scenario.ts';

const clear = { name: 'clear', loss: 0, burst: 1, delayMs: 0, jitterMs: 0 } as const;

export const badNetwork: NetworkScenario = {
  kind: 'network',
  name: 'bad-network',
  says: 'Four speak over networks that lose, delay and mix up packets, beside Janus: what is left missing after it is asked for again',
  people: 4,
  audio: { packetsPerSecond: 50, packetBytes: 120 },
  network: [
    clear,
    { ...clear, name: '5 % lost', loss: 0.05 },
    { ...clear, name: '20 % lost', loss: 0.2 },
    { ...clear, name: '5 % lost in bursts of 8', loss: 0.05, burst: 8 },
    { ...clear, name: '100 ms later', delayMs: 100 },
    { ...clear, name: '20 % lost, 50 ms later', loss: 0.2, delayMs: 50 },
    { ...clear, name: '50 ms later and up to 40 ms mixed up', delayMs: 50, jitterMs: 40 },
  ],
  seconds: 70,
  rounds: 3,
  peers: ['janus'],
  comingMs: 50,
  seed: 20_261_129,
};
