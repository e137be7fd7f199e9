import { z } from 'zod';
import { ParticipantId } from '../ids.ts';
import { MOST_PEOPLE } from '../session/people.ts';
import { catalogue, ErrorCode } from './catalogue.ts';

/**
 * A refusal on its way through the code; carries nothing but its code, so it can leak nothing, and the people it is
 * about where its receiver moves these people.
 */
export class Refusal extends Error {
  readonly code: ErrorCode;
  readonly people: readonly ParticipantId[];
  constructor(code: ErrorCode, options?: ErrorOptions & { readonly people?: readonly ParticipantId[] }) {
    super(code, options);
    this.name = 'Refusal';
    this.code = code;
    this.people = options?.people ?? [];
  }
}

export const refuse = (code: ErrorCode): never => {
  throw new Refusal(code);
};

/** What a client receives: the code, what to do about it, and the words in Chinese and English; a page has its own in further languages. */
export const ErrorReply = z.object({
  code: ErrorCode,
  category: z.enum(['tell', 'retry', 'drop']),
  zh: z.string(),
  en: z.string(),
  /** Whom it is about, where that is for the receiver to decide. */
  people: z.array(ParticipantId).max(MOST_PEOPLE).optional(),
});
export type ErrorReply = z.infer<typeof ErrorReply>;

export const replyOf = (code: ErrorCode, people: readonly ParticipantId[] = []): ErrorReply => ({
  code,
  ...catalogue[code],
  ...(people.length === 0 ? {} : { people: [...people] }),
});
