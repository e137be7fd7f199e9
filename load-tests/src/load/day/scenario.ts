import { z } from 'zod';
import { common, Packets, Picture } from '../scenario-parts.ts';

/** What people do while a session goes on. */
export const deedNames = ['caucus', 'write', 'edit', 'drop', 'listen', 'handover'] as const;
export type DeedName = (typeof deedNames)[number];
const perMinute = z.number().min(0).max(600);

/** Sessions go on side by side, and in each of them people talk, write, move and lose their lines. */
export const DayScenario = z.strictObject({
  kind: z.literal('day'),
  ...common,
  sessions: z.number().int().min(1).max(100),
  /** Of each: a mediator, and the others of both sides by turns. */
  people: z.number().int().min(3).max(20),
  /** The last of each: they take turns at interpreting into one language, to which the others listen or not. */
  interpreters: z.union([z.literal(0), z.literal(2)]),
  seconds: z.number().int().min(5).max(7_200),
  /** Media workers, of each node where there are nodes. */
  workers: z.number().int().min(1).max(64),
  /** Media nodes in processes of their own; without any the server has the workers itself. */
  nodes: z.number().int().min(0).max(8),
  audio: Packets,
  video: Picture.nullable(),
  /** How often each happens in each session, on the average of a minute. */
  perMinute: z.strictObject({
    caucus: perMinute,
    write: perMinute,
    edit: perMinute,
    drop: perMinute,
    listen: perMinute,
    handover: perMinute,
  }),
  /** What happens when a third of the time is over. */
  fault: z.enum(['server-killed', 'database-killed', 'node-killed']).nullable(),
});
export type DayScenario = z.infer<typeof DayScenario>;
