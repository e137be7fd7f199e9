import { z } from 'zod';
import { ParticipantId, RoomId } from '../ids.ts';
import { Language } from '../session/people.ts';
import { BoothMessage } from './booth.ts';
import { Bound, Languages } from './interpreter.ts';
import { Outlet } from './outlet.ts';
import { Told } from './silence.ts';
import { Floor, Manner } from './turns.ts';

const about = { participant: ParticipantId };
const at = z.number().int();

/** What has happened about interpretation; stored among the events of the session. */
export const InterpretingEvent = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('interpreter.assigned'),
    ...about,
    by: ParticipantId,
    languages: Languages,
    bound: Bound,
  }),
  /** By themselves, or, with null, because they cannot speak there any more. */
  z.object({
    type: z.literal('interpreter.directed'),
    ...about,
    by: ParticipantId.nullable(),
    outlet: Outlet,
  }),
  z.object({ type: z.literal('channel.chosen'), ...about, language: Language.nullable() }),
  z.object({ type: z.literal('handover.offered'), from: ParticipantId, to: ParticipantId, at }),
  z.object({
    type: z.literal('handover.taken'),
    from: ParticipantId,
    to: ParticipantId,
    language: Language,
    at,
  }),
  /** By either of the two, or, with null, because the other cannot take over any more. */
  z.object({ type: z.literal('handover.ended'), from: ParticipantId, by: ParticipantId.nullable() }),
  z.object({ type: z.literal('manner.set'), room: RoomId, by: ParticipantId, manner: Manner }),
  /** Whose turn begins; with null, nobody's. By nobody where the line was lost of whoever could have passed it on. */
  z.object({
    type: z.literal('floor.given'),
    room: RoomId,
    by: ParticipantId.nullable(),
    floor: Floor.nullable(),
  }),
  /** Somebody is asked to speak more slowly. */
  z.object({ type: z.literal('pace.asked'), ...about, by: ParticipantId, at }),
  /** A language somebody listens to is silent while people speak. */
  z.object({ type: z.literal('silence.began'), room: RoomId, language: Language, at, told: Told }),
  z.object({ type: z.literal('silence.told'), room: RoomId, language: Language }),
  z.object({ type: z.literal('silence.ended'), room: RoomId, language: Language }),
  /** Interpreters write to each other. */
  z.object({ type: z.literal('booth.said'), message: BoothMessage }),
  /** The SFU has acknowledged that whoever does not hear an interpreter any more is cut off from them. */
  z.object({ type: z.literal('hearing.cut'), ...about }),
]);
export type InterpretingEvent = z.infer<typeof InterpretingEvent>;

const types: { readonly [T in InterpretingEvent['type']]: true } = {
  'interpreter.assigned': true,
  'interpreter.directed': true,
  'channel.chosen': true,
  'handover.offered': true,
  'handover.taken': true,
  'handover.ended': true,
  'manner.set': true,
  'floor.given': true,
  'pace.asked': true,
  'silence.began': true,
  'silence.told': true,
  'silence.ended': true,
  'booth.said': true,
  'hearing.cut': true,
};

export const isInterpretingEvent = <E extends { readonly type: string }>(
  event: E,
): event is Extract<E, InterpretingEvent> => Object.hasOwn(types, event.type);
