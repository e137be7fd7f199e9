import { z } from 'zod';
import { ParticipantId, PeerId, RoomId } from '../ids.ts';
import { Language } from '../session/people.ts';
import { KeptCaption } from './line.ts';

/**
 * What has happened about captions; stored among the events of the session. A line that is not kept is no event: nothing
 * of it is ever written down.
 */
export const CaptionsEvent = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('captions.chosen'),
    participant: ParticipantId,
    language: Language.nullable(),
  }),
  z.object({
    type: z.literal('captioner.named'),
    participant: ParticipantId,
    by: ParticipantId,
    named: z.boolean(),
  }),
  z.object({ type: z.literal('transcripts.set'), by: ParticipantId, kept: z.boolean() }),
  /** The server can write along what is said, or cannot any more; in these languages, or, with null, in any. */
  z.object({
    type: z.literal('captions.provided'),
    provided: z.boolean(),
    languages: z.array(Language).nullable().default(null),
  }),
  /** In this room it does, and listens by this ear; with null it does not any more. */
  z.object({
    type: z.literal('captions.automated'),
    room: RoomId,
    by: ParticipantId,
    ear: PeerId.nullable(),
  }),
  /** Though it listens there, whatever turns speech into text does not answer; or does again. */
  z.object({ type: z.literal('captions.stalled'), room: RoomId, stalled: z.boolean() }),
  z.object({ type: z.literal('caption.said'), line: KeptCaption }),
]);
export type CaptionsEvent = z.infer<typeof CaptionsEvent>;

const types: { readonly [T in CaptionsEvent['type']]: true } = {
  'captions.chosen': true,
  'captioner.named': true,
  'transcripts.set': true,
  'captions.provided': true,
  'captions.automated': true,
  'captions.stalled': true,
  'caption.said': true,
};

export const isCaptionsEvent = <E extends { readonly type: string }>(
  event: E,
): event is Extract<E, CaptionsEvent> => Object.hasOwn(types, event.type);
