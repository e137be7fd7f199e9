import { Scenario } from './scenario.ts';

/** A face in three quarters of a million pixels, as a browser sends it in its largest size, and a voice. */
const camera = { packetsPerSecond: 250, packetBytes: 1_100, framesPerSecond: 25 };
const voice = { packetsPerSecond: 50, packetBytes: 120 };
const common = { video: camera, audio: voice, seed: 20_261_129 };

/** What can be measured. */
export const scenarios: readonly Scenario[] = [
  {
    ...common,
    name: 'hearing',
    says: 'Many listen to one who speaks with sound and picture, beside Janus: what a forwarded packet costs',
    speakers: 1,
    listeners: 30,
    comingMs: 100,
    settleSeconds: 3,
    seconds: 10,
    rounds: 7,
    peers: ['janus' as const],
  },
  {
    ...common,
    name: 'meeting',
    says: 'All have sound and picture and come one after another, beside Janus: what a meeting costs',
    speakers: 8,
    listeners: 0,
    comingMs: 500,
    settleSeconds: 3,
    seconds: 10,
    rounds: 7,
    peers: ['janus' as const],
  },
  {
    ...common,
    name: 'trial',
    says: 'A few people for some seconds: whether everything that measures works here; its figures say little',
    speakers: 2,
    listeners: 1,
    comingMs: 100,
    settleSeconds: 1,
    seconds: 2,
    rounds: 1,
    peers: [],
  },
].map((scenario) => Scenario.parse(scenario));
