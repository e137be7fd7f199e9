import { z } from 'zod';
import { ParticipantId } from '../ids.ts';
import { Bound } from '../interpreting/interpreter.ts';
import { Outlet } from '../interpreting/outlet.ts';
import { Floor } from '../interpreting/turns.ts';
import { Language } from '../session/people.ts';

/** Interpretation in the room I stand in. */
export const InterpretationView = z.object({
  /** Who interprets here, and between which languages. */
  interpreters: z.array(z.object({ participant: ParticipantId, languages: z.array(Language) })),
  /** The languages that can be listened to here now, each with who interprets into it. */
  channels: z.array(z.object({ language: Language, interpreter: ParticipantId })),
  /** Null where people speak as they like; else whose turn it is. */
  turns: z
    .object({
      limitSeconds: z.number().int(),
      floor: Floor.nullable(),
      /** Whose turn went on without them, for their line was lost. */
      lapsed: ParticipantId.nullable(),
      mayTake: z.boolean(),
      mayPass: z.boolean(),
      /** What is passed on goes to the interpreters first: somebody here renders it, and is on the line. */
      interpreted: z.boolean(),
      /** My voice is held back until it is my turn. */
      hushed: z.boolean(),
    })
    .nullable(),
  /** What I have chosen to hear, here or not. */
  listens: Language.nullable(),
  /** How many others here listen to each language; for those who interpret or conduct. */
  listeners: z.array(z.object({ language: Language, count: z.number().int() })).nullable(),
  /** For an interpreter. */
  mine: z
    .object({
      outlet: Outlet,
      /** Whom I work for; the room is told apart only from this one, the party while I see them. */
      bound: z.discriminatedUnion('to', [
        z.object({ to: z.literal('session') }),
        z.object({ to: z.literal('room'), here: z.boolean() }),
        z.object({ to: z.literal('party'), participant: ParticipantId.nullable() }),
      ]),
      /** Who can take over from me, and hears me in the booth. */
      partners: z.array(ParticipantId),
      /** Offered by me, and to me. */
      handovers: z.array(z.object({ from: ParticipantId, to: ParticipantId, at: z.number() })),
      /** The languages of mine that people here listen to, and that nobody renders while others speak. */
      silent: z.array(z.object({ language: Language, since: z.number() })),
    })
    .nullable(),
});
export type InterpretationView = z.infer<typeof InterpretationView>;

/** What each interpreter of the session is there for, as those who conduct have it. */
export const Assignment = z.object({
  participant: ParticipantId,
  languages: z.array(Language),
  bound: Bound,
});
export type Assignment = z.infer<typeof Assignment>;
