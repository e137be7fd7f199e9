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
  fault: null,
  seed: 20_261_129,
} as const;

export const dayScenarios: readonly DayScenario[] = [
  {
    ...base,
    name: 'caucus-day',
    says: 'Sessions of six with moves, messages, edits and broken lines: what it takes, and whether anything leaks (40 sessions: --sessions 40)',
    sessions: 6,
    people: 6,
    seconds: 60,
    perMinute: { caucus: 3, write: 20, edit: 30, drop: 2 },
  },
];
