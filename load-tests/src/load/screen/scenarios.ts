import type { ScreenScenario } from './scenario.ts';

/** Cameras and screens in the sizes, and at the rates, at which a page sends them (`client/src/media/encodings.ts`). */
export const screenShare: ScreenScenario = {
  kind: 'screen',
  name: 'screen-share',
  says: 'One shares a screen, all have cameras in three sizes, and pages ask for what they show: which size arrives, how soon, at what cost',
  sessions: 2,
  people: 5,
  seconds: 30,
  layoutsPerMinute: 12,
  audio: { packetsPerSecond: 50, packetBytes: 120 },
  video: null,
  camera: [
    { packetsPerSecond: 25, packetBytes: 500, framesPerSecond: 25 },
    { packetsPerSecond: 50, packetBytes: 750, framesPerSecond: 25 },
    { packetsPerSecond: 150, packetBytes: 1_000, framesPerSecond: 25 },
  ],
  screen: [
    { packetsPerSecond: 50, packetBytes: 1_000, framesPerSecond: 5 },
    { packetsPerSecond: 300, packetBytes: 1_040, framesPerSecond: 15 },
  ],
  comingMs: 50,
  seed: 20_261_129,
};
