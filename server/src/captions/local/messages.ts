import { Language } from '@parley/shared/session';
import { z } from 'zod';

const voice = z.number().int();

/** To the process in which speech is understood. */
export const ToProcess = z.discriminatedUnion('type', [
  z.object({ type: z.literal('open'), voice, language: z.string() }),
  z.object({
    type: z.literal('hear'),
    voice,
    frame: z.custom<Uint8Array>((value) => value instanceof Uint8Array),
  }),
  z.object({ type: z.literal('close'), voice }),
]);
export type ToProcess = z.infer<typeof ToProcess>;

/** And back: how it begins, and of each packet that it is done, and what was made out. */
export const FromProcess = z.discriminatedUnion('type', [
  /** The model in this folder is loaded next: should the process end now, it is the reason. */
  z.object({ type: z.literal('loading'), folder: z.string() }),
  z.object({ type: z.literal('failed'), line: z.string() }),
  z.object({ type: z.literal('ready'), languages: z.array(Language) }),
  z.object({
    type: z.literal('took'),
    voice,
    heard: z
      .object({
        text: z.string(),
        done: z.boolean(),
        /** Milliseconds of this voice's sound. */
        spoken: z.object({ start: z.number(), end: z.number() }).nullable(),
      })
      .nullable(),
  }),
]);
export type FromProcess = z.infer<typeof FromProcess>;
