import { z } from 'zod';

export const Packets = z.strictObject({
  packetsPerSecond: z.number().int().min(1).max(1_000),
  packetBytes: z.number().int().min(32).max(1_150),
});
export const Picture = Packets.extend({ framesPerSecond: z.number().int().min(1).max(60) });
export type Picture = z.infer<typeof Picture>;
/** What everyone with a voice sends; without a picture, or with one. */
export interface Offered {
  readonly audio: z.infer<typeof Packets>;
  readonly video: Picture | null;
  /** A picture in several sizes, the smallest first, in place of one. */
  readonly camera?: readonly Picture[];
  /** What is sent by whoever shares their screen, in as many sizes. */
  readonly screen?: readonly Picture[];
}

/** What else passes sound and picture on, and can be measured in the same run. */
export const MediaPeer = z.enum(['janus']);
export type MediaPeer = z.infer<typeof MediaPeer>;

export const common = {
  name: z.string().regex(/^[a-z][a-z-]{1,30}$/),
  /** One line for whoever chooses. */
  says: z.string().min(1).max(160),
  /** From one person's coming to the next one's. */
  comingMs: z.number().int().min(0).max(10_000),
  seed: z.number().int().min(0).max(0xffffffff),
};
