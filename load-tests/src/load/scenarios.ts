import { churn } from './churn/scenarios.ts';
import { dayScenarios } from './day/scenarios.ts';
import { quiet } from './quiet/scenarios.ts';
import { badNetwork } from './network/scenarios.ts';
import { ramp } from './ramp/scenarios.ts';
import { screenShare } from './screen/scenarios.ts';
import { typing } from './typing/scenarios.ts';
import { RoundScenario, Scenario } from './scenario.ts';

const SEED = 20_261_129;

/** A face as a browser sends it in its largest size, and a voice. */
const face = {
  kind: 'media',
  video: { packetsPerSecond: 250, packetBytes: 1_100, framesPerSecond: 25 },
  audio: { packetsPerSecond: 50, packetBytes: 120 },
  fault: null,
  seed: SEED,
} as const;

const byRounds: readonly RoundScenario[] = [
  {
    ...face,
    name: 'hearing',
    says: 'An audience of 200 listens to one who speaks with sound and a small picture, beside Janus; smaller with --listeners 30',
    // Large, it would be more packets than two cores can receive.
    video: { packetsPerSecond: 40, packetBytes: 900, framesPerSecond: 20 },
    speakers: 1,
    listeners: 200,
    comingMs: 50,
    settleSeconds: 3,
    seconds: 10,
    rounds: 3,
    peers: ['janus'],
  },
  {
    ...face,
    name: 'lecture',
    says: 'Thirty listen to one who speaks with sound and a large picture, beside Janus: what a forwarded packet costs',
    speakers: 1,
    listeners: 30,
    comingMs: 100,
    settleSeconds: 3,
    seconds: 10,
    rounds: 7,
    peers: ['janus'],
  },
  {
    ...face,
    name: 'meeting',
    says: 'All have sound and picture and come one after another, beside Janus: what a meeting costs',
    speakers: 8,
    listeners: 0,
    comingMs: 500,
    settleSeconds: 3,
    seconds: 10,
    rounds: 7,
    peers: ['janus'],
  },
  {
    kind: 'chat',
    name: 'chat',
    says: 'All write to each other, beside bare rooms of ws and Socket.IO: what a delivered message costs',
    people: 30,
    messagesPerSecond: 30,
    messageBytes: 120,
    comingMs: 20,
    settleSeconds: 3,
    seconds: 10,
    rounds: 7,
    seed: SEED,
    peers: ['ws', 'socket.io'],
  },
  {
    ...face,
    name: 'fault',
    says: 'The media worker is killed while people see and hear each other: how long until they do again',
    fault: 'media-killed',
    speakers: 5,
    listeners: 0,
    comingMs: 100,
    settleSeconds: 3,
    seconds: 8,
    rounds: 7,
    peers: [],
  },
  {
    ...face,
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
];

export const roundScenarios: readonly RoundScenario[] = byRounds.map((each) => RoundScenario.parse(each));

/** What can be measured. */
export const scenarios: readonly Scenario[] = [
  ...roundScenarios,
  ...dayScenarios,
  screenShare,
  churn,
  quiet,
  badNetwork,
  ramp,
  typing,
].map((each) => Scenario.parse(each));
