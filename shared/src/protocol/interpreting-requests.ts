import { z } from 'zod';
import { Term, TermGoal, TermWords } from '../glossary/index.ts';
import { Epoch, MessageId, ParticipantId, RoomId, TermId } from '../ids.ts';
import { BoothText } from '../interpreting/booth.ts';
import { Bound, Languages } from '../interpreting/interpreter.ts';
import { Outlet } from '../interpreting/outlet.ts';
import { Manner } from '../interpreting/turns.ts';
import { Language } from '../session/people.ts';
import { AuthoredMessage } from './notices.ts';
import { nothing, person } from './parts.ts';

/** What is asked about languages: by interpreters, by who listens to them, and by who conducts. */
export const interpretingRequests = {
  /** Between which languages an interpreter works, and for whom. */
  'interpreter.assign': { input: person.extend({ languages: Languages, bound: Bound }), output: nothing },
  /** Where my one microphone goes, as an interpreter in the room of this epoch. */
  'interpreter.direct': { input: z.strictObject({ epoch: Epoch, outlet: Outlet }), output: nothing },
  /** Which language I hear interpreted; it follows me through rooms. */
  'channel.listen': { input: z.strictObject({ language: Language.nullable() }), output: nothing },
  /** I interpret, and offer to hand over to a partner. */
  'handover.offer': { input: z.strictObject({ epoch: Epoch, to: ParticipantId }), output: nothing },
  /** Now: I take over what was offered to me. */
  'handover.take': { input: z.strictObject({ epoch: Epoch, from: ParticipantId }), output: nothing },
  'handover.end': { input: z.strictObject({ epoch: Epoch, from: ParticipantId }), output: nothing },
  /** To my partners in the room of this epoch; `id` is minted by the writer, so that it is said once. */
  'booth.say': {
    input: z.strictObject({ id: MessageId, epoch: Epoch, text: BoothText }),
    output: z.object({ message: AuthoredMessage }),
  },
  /** What was written there and is for me; as `chat.history`. */
  'booth.history': {
    input: z.strictObject({ epoch: Epoch, before: z.number().int().nullable() }),
    output: z.object({ messages: z.array(AuthoredMessage), more: z.boolean() }),
  },
  /** The terms of the case that are for me. */
  'glossary.read': { input: nothing, output: z.object({ terms: z.array(Term) }) },
  /** A term for me alone; `id` is minted by its writer, so that it is kept once. */
  'term.keep': { input: TermWords.extend({ id: TermId }), output: nothing },
  /** Suggested for the case, taken into it, given back, or thrown away. */
  'term.put': { input: z.strictObject({ term: TermId, to: TermGoal }), output: nothing },
  /** How a room is interpreted. */
  'manner.set': { input: z.strictObject({ room: RoomId, manner: Manner }), output: nothing },
  /** It is nobody's turn, and I begin to speak. */
  'floor.take': { input: z.strictObject({ epoch: Epoch }), output: nothing },
  /** I have spoken, and it is the interpreter's turn, or that of whom I name; I have interpreted, and it is theirs. */
  'floor.pass': { input: z.strictObject({ epoch: Epoch, to: ParticipantId.nullable() }), output: nothing },
  /** Who conducts gives somebody the floor, or takes it. */
  'floor.override': {
    input: z.strictObject({ epoch: Epoch, to: ParticipantId.nullable() }),
    output: nothing,
  },
  /** I interpret, and ask somebody to speak more slowly. */
  'pace.ask': { input: person.extend({ epoch: Epoch }), output: nothing },
} as const;
