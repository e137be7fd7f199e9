import { z } from 'zod';

/** What else can be measured in the same run. */
export const PeerName = z.enum(['janus']);
export type PeerName = z.infer<typeof PeerName>;

/** The longest a run may take, all its rounds together. */
export const LONGEST_RUN_S = 2 * 60 * 60;
/** What it takes to start a venue and to end it, at most; for telling beforehand how long a run is. */
const AROUND_A_ROUND_S = 12;

const Packets = {
  packetsPerSecond: z.number().int().min(1).max(1_000),
  packetBytes: z.number().int().min(32).max(1_150),
};

/** People who come into one room, some with sound and picture, and are forwarded to each other. */
export const Scenario = z
  .strictObject({
    name: z.string().regex(/^[a-z][a-z-]{1,30}$/),
    /** One line for whoever chooses. */
    says: z.string().min(1).max(160),
    /** With sound and picture; the first conducts. */
    speakers: z.number().int().min(1).max(40),
    /** Who hear and see and send nothing. */
    listeners: z.number().int().min(0).max(90),
    video: z.strictObject({ ...Packets, framesPerSecond: z.number().int().min(1).max(60) }),
    audio: z.strictObject(Packets),
    /** From one person's coming to the next one's. */
    comingMs: z.number().int().min(0).max(10_000),
    /** From the last one's coming to the first second that counts. */
    settleSeconds: z.number().int().min(1).max(60),
    seconds: z.number().int().min(1).max(600),
    rounds: z.number().int().min(1).max(50),
    seed: z.number().int().min(0).max(0xffffffff),
    peers: z.array(PeerName),
  })
  .superRefine((scenario, context) => {
    const people = scenario.speakers + scenario.listeners;
    if (people < 2)
      context.addIssue({ code: 'custom', path: ['listeners'], message: 'nobody would hear anybody' });
    if (people > 100)
      context.addIssue({ code: 'custom', path: ['listeners'], message: 'a case has at most 100 people' });
    if (secondsOf(scenario) > LONGEST_RUN_S) {
      context.addIssue({
        code: 'custom',
        path: ['rounds'],
        message: `a run takes at most ${LONGEST_RUN_S} s`,
      });
    }
  });
export type Scenario = z.infer<typeof Scenario>;

/** About how long a run takes. */
export function secondsOf({
  speakers,
  listeners,
  comingMs,
  settleSeconds,
  seconds,
  rounds,
  peers,
}: Pick<
  Scenario,
  'speakers' | 'listeners' | 'comingMs' | 'settleSeconds' | 'seconds' | 'rounds' | 'peers'
>): number {
  const coming = ((speakers + listeners) * comingMs) / 1_000;
  return rounds * (1 + peers.length) * (AROUND_A_ROUND_S + coming + settleSeconds + seconds);
}
