import { MOST_PEOPLE } from '@parley/shared/session';
import { z } from 'zod';
import { ChurnScenario, STAYING } from './churn/scenario.ts';
import { DayScenario } from './day/scenario.ts';
import { NetworkScenario } from './network/scenario.ts';
import { QuietScenario } from './quiet/scenario.ts';
import { RampScenario } from './ramp/scenario.ts';
import { ScreenScenario } from './screen/scenario.ts';
import { TypingScenario } from './typing/scenario.ts';
import { common, MediaPeer, Packets, Picture } from './scenario-parts.ts';

/** The longest a run may take, all its rounds together. */
export const LONGEST_RUN_S = 3 * 60 * 60;
/** What it takes to start a venue and to end it, at most; for telling beforehand how long a run is. */
const AROUND_A_ROUND_S = 10;
/** Of `bench:documents`: how many type, and for how long each server is warmed up. */
const [TYPISTS, WARM_UP_S] = [20, 21];

/** What else can be measured in the same run. */
const ChatPeer = z.enum(['ws', 'socket.io']);
export const PeerName = z.enum([...MediaPeer.options, ...ChatPeer.options]);
export type PeerName = z.infer<typeof PeerName>;

/** Of what goes by rounds. */
const byRounds = {
  ...common,
  /** From the last one's coming to the first second that counts. */
  settleSeconds: z.number().int().min(1).max(60),
  seconds: z.number().int().min(1).max(600),
  rounds: z.number().int().min(1).max(50),
};

/** People come into one room, some with sound and picture, and are forwarded to each other. */
export const MediaScenario = z.strictObject({
  kind: z.literal('media'),
  ...byRounds,
  /** With sound and picture; the first conducts. */
  speakers: z.number().int().min(1).max(40),
  /** Who hear and see and send nothing. */
  listeners: z.number().int().min(0),
  video: Picture,
  audio: Packets,
  /** What happens a second after what counts has begun. */
  fault: z.enum(['media-killed']).nullable(),
  peers: z.array(MediaPeer),
});
export type MediaScenario = z.infer<typeof MediaScenario>;

/** People come into one room and write to each other. */
export const ChatScenario = z.strictObject({
  kind: z.literal('chat'),
  ...byRounds,
  people: z.number().int().min(2).max(MOST_PEOPLE),
  /** Of all together. */
  messagesPerSecond: z.number().int().min(1).max(400),
  messageBytes: z.number().int().min(60).max(2_000),
  peers: z.array(ChatPeer),
});
export type ChatScenario = z.infer<typeof ChatScenario>;

/** What is played by turns, beside others. */
export const RoundScenario = z.discriminatedUnion('kind', [MediaScenario, ChatScenario]);
export type RoundScenario = z.infer<typeof RoundScenario>;

export const isByRounds = (scenario: Scenario): scenario is RoundScenario =>
  scenario.kind === 'media' || scenario.kind === 'chat';

export const Scenario = z
  .discriminatedUnion('kind', [
    MediaScenario,
    ChatScenario,
    DayScenario,
    ChurnScenario,
    QuietScenario,
    NetworkScenario,
    RampScenario,
    ScreenScenario,
    TypingScenario,
  ])
  .superRefine((scenario, context) => {
    const refuse = (key: string, message: string): void =>
      context.addIssue({ code: 'custom', path: [key], message });
    if (secondsOf(scenario) > LONGEST_RUN_S) refuse('seconds', `a run takes at most ${LONGEST_RUN_S} s`);
    if (!isByRounds(scenario)) return;
    const people = peopleOf(scenario);
    if (people < 2) refuse('listeners', 'nobody would hear anybody');
    if (scenario.kind === 'media' && scenario.fault !== null && scenario.peers.length > 0) {
      refuse('peers', 'a fault is of the product alone');
    }
    if (people > MOST_PEOPLE) refuse('listeners', `a case has at most ${MOST_PEOPLE} people`);
  });
export type Scenario = z.infer<typeof Scenario>;

export function peopleOf(scenario: Scenario): number {
  switch (scenario.kind) {
    case 'media':
      return scenario.speakers + scenario.listeners;
    case 'chat':
      return scenario.people;
    case 'day':
    case 'quiet':
    case 'ramp':
    case 'screen':
      return scenario.sessions * scenario.people;
    case 'network':
      return scenario.people;
    case 'typing':
      return TYPISTS;
    case 'churn':
      return scenario.sessions * STAYING + scenario.lanes;
  }
}

/** The product and every peer, in each round. */
const turnsOf = ({ rounds, peers }: { readonly rounds: number; readonly peers: readonly string[] }): number =>
  rounds * (1 + peers.length);

/** About how long a run takes. */
export function secondsOf(scenario: Scenario): number {
  const coming = (peopleOf(scenario) * scenario.comingMs) / 1_000;
  switch (scenario.kind) {
    case 'media':
    case 'chat': {
      const { settleSeconds, seconds } = scenario;
      return turnsOf(scenario) * (AROUND_A_ROUND_S + coming + settleSeconds + seconds);
    }
    case 'day':
    case 'quiet':
    case 'screen':
      return AROUND_A_ROUND_S + coming + scenario.seconds;
    case 'network':
      return turnsOf(scenario) * (AROUND_A_ROUND_S + coming + scenario.seconds);
    case 'ramp': {
      const steps = peopleOf(scenario) / scenario.listenersAStep;
      return turnsOf(scenario) * (AROUND_A_ROUND_S + coming + steps * (scenario.seconds + 2));
    }
    case 'typing':
      return 3 * (WARM_UP_S + scenario.rounds * (scenario.seconds + 1));
    case 'churn':
      return AROUND_A_ROUND_S + coming + (scenario.joins / scenario.lanes) * (scenario.everyMs / 1_000);
  }
}
