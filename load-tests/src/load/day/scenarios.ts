import type { DayScenario } from './scenario.ts';

/** A voice as a browser sends it, and a face in a small size. */
const offered = {
  audio: { packetsPerSecond: 50, packetBytes: 120 },
  video: { packetsPerSecond: 40, packetBytes: 900, framesPerSecond: 20 },
} as const;

const base = {
  kind: 'day',
  ...offered,
  comingMs: 50,
  workers: 1,
  nodes: 0,
  interpreters: 0,
  fault: null,
  seed: 20_261_129,
} as const;

const nothing = { caucus: 0, write: 0, edit: 0, drop: 0, listen: 0, handover: 0 } as const;
const lively = { ...nothing, caucus: 3, write: 20, edit: 30, drop: 2 } as const;

/** Enough is written that something is always on its way when it happens. */
const struck = {
  sessions: 10,
  people: 3,
  video: null,
  seconds: 30,
  perMinute: { ...nothing, write: 60, edit: 120 },
} as const;

export const dayScenarios: readonly DayScenario[] = [
  {
    ...base,
    name: 'caucus-day',
    says: 'Sessions of six with moves, messages, edits and broken lines: what they take, and what leaks; full size with --sessions 40',
    sessions: 6,
    people: 6,
    seconds: 60,
    perMinute: lively,
  },
  {
    ...base,
    ...struck,
    name: 'fault-server',
    says: 'The server is killed while ten sessions run on a media node of its own: what is missed, and what is lost',
    nodes: 1,
    fault: 'server-killed',
  },
  {
    ...base,
    ...struck,
    name: 'fault-database',
    says: 'The database is killed while ten sessions run: what is missed, and whether anything acknowledged is lost',
    fault: 'database-killed',
  },
  {
    ...base,
    ...struck,
    name: 'fault-node',
    says: 'One of two media nodes is killed while ten sessions run: how long voices are missed',
    nodes: 2,
    fault: 'node-killed',
  },
  {
    ...base,
    name: 'interpreters',
    says: 'Twenty listen to one of two interpreters or to the floor, change their minds, and the two take turns: how long until the other voice',
    sessions: 1,
    people: 20,
    interpreters: 2,
    video: null,
    seconds: 60,
    perMinute: { ...nothing, listen: 120, handover: 12 },
  },
  {
    ...base,
    name: 'soak',
    says: 'A small caucus day for two hours: whether memory or open handles grow',
    sessions: 3,
    people: 4,
    video: null,
    seconds: 7_200,
    // A clause is as long as people write one.
    perMinute: { ...lively, edit: 6 },
  },
];
