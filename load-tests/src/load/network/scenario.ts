import { z } from 'zod';
import { common, MediaPeer, Packets } from '../scenario-parts.ts';

/** What a network does to what is sent over it, each way. */
export const Phase = z.strictObject({
  name: z.string().min(1).max(60),
  /** Of all packets the share that is lost. */
  loss: z.number().min(0).max(0.9),
  /** So many are lost in a row, on the average; one is by chance alone. */
  burst: z.number().min(1).max(50),
  delayMs: z.number().min(0).max(2_000),
  /** Later by up to so much, each by itself: they overtake each other. */
  jitterMs: z.number().min(0).max(1_000),
});
export type Phase = z.infer<typeof Phase>;

/** People talk over bad networks, all of them but the first. */
export const NetworkScenario = z.strictObject({
  kind: z.literal('network'),
  ...common,
  people: z.number().int().min(2).max(20),
  audio: Packets,
  /** One after another, each as long; the first is what people come over. */
  network: z.array(Phase).min(1).max(20),
  /** Of a round, all phases together. */
  seconds: z.number().int().min(5).max(600),
  rounds: z.number().int().min(1).max(50),
  peers: z.array(MediaPeer),
});
export type NetworkScenario = z.infer<typeof NetworkScenario>;
