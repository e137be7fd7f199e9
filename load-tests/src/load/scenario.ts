import { z } from 'zod';

/** The longest a run may take, all its rounds together. */
export const LONGEST_RUN_S = 2 * 60 * 60;
/** What it takes to start a venue and to end it, at most; for telling beforehand how long a run is. */
const AROUND_A_ROUND_S = 10;
/** Of a case. */
const MOST_PEOPLE = 100;

const Packets = {
  packetsPerSecond: z.number().int().min(1).max(1_000),
  packetBytes: z.number().int().min(32).max(1_150),
};

const common = {
  name: z.string().regex(/^[a-z][a-z-]{1,30}$/),
  /** One line for whoever chooses. */
  says: z.string().min(1).max(160),
  /** From one person's coming to the next one's. */
  comingMs: z.number().int().min(0).max(10_000),
  /** From the last one's coming to the first second that counts. */
  settleSeconds: z.number().int().min(1).max(60),
  seconds: z.number().int().min(1).max(600),
  rounds: z.number().int().min(1).max(50),
  seed: z.number().int().min(0).max(0xffffffff),
};

/** What else can be measured in the same run, by what is measured. */
const MediaPeer = z.enum(['janus']);
const ChatPeer = z.enum(['ws', 'socket.io']);
export const PeerName = z.enum([...MediaPeer.options, ...ChatPeer.options]);
export type PeerName = z.infer<typeof PeerName>;

/** People come into one room, some with sound and picture, and are forwarded to each other. */
export const MediaScenario = z.strictObject({
  kind: z.literal('media'),
  ...common,
  /** With sound and picture; the first conducts. */
  speakers: z.number().int().min(1).max(40),
  /** Who hear and see and send nothing. */
  listeners: z.number().int().min(0).max(90),
  video: z.strictObject({ ...Packets, framesPerSecond: z.number().int().min(1).max(60) }),
  audio: z.strictObject(Packets),
  /** What happens a second after what counts has begun. */
  fault: z.enum(['media-killed']).nullable(),
  peers: z.array(MediaPeer),
});
export type MediaScenario = z.infer<typeof MediaScenario>;

/** People come into one room and write to each other. */
export const ChatScenario = z.strictObject({
  kind: z.literal('chat'),
  ...common,
  people: z.number().int().min(2).max(MOST_PEOPLE),
  /** Of all together. */
  messagesPerSecond: z.number().int().min(1).max(400),
  messageBytes: z.number().int().min(60).max(2_000),
  peers: z.array(ChatPeer),
});
export type ChatScenario = z.infer<typeof ChatScenario>;

export const Scenario = z
  .discriminatedUnion('kind', [MediaScenario, ChatScenario])
  .superRefine((scenario, context) => {
    const refuse = (key: string, message: string): void =>
      context.addIssue({ code: 'custom', path: [key], message });
    const people = peopleOf(scenario);
    if (people < 2) refuse('listeners', 'nobody would hear anybody');
    if (scenario.kind === 'media' && scenario.fault !== null && scenario.peers.length > 0) {
      refuse('peers', 'a fault is of the product alone');
    }
    if (people > MOST_PEOPLE) refuse('listeners', `a case has at most ${MOST_PEOPLE} people`);
    if (secondsOf(scenario) > LONGEST_RUN_S) refuse('rounds', `a run takes at most ${LONGEST_RUN_S} s`);
  });
export type Scenario = z.infer<typeof Scenario>;

export const peopleOf = (scenario: Scenario): number =>
  scenario.kind === 'media' ? scenario.speakers + scenario.listeners : scenario.people;

/** About how long a run takes. */
export function secondsOf(scenario: Scenario): number {
  const { comingMs, settleSeconds, seconds, rounds, peers } = scenario;
  const coming = (peopleOf(scenario) * comingMs) / 1_000;
  return rounds * (1 + peers.length) * (AROUND_A_ROUND_S + coming + settleSeconds + seconds);
}
