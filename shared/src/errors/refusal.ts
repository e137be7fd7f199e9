import { z } from 'zod';
import { catalogue, ErrorCode } from './catalogue.ts';

/** A refusal on its way through the code; carries nothing but its code, so it can leak nothing. */
export class Refusal extends Error {
  readonly code: ErrorCode;
  constructor(code: ErrorCode, options?: ErrorOptions) {
    super(code, options);
    this.name = 'Refusal';
    this.code = code;
  }
}

export const refuse = (code: ErrorCode): never => {
  throw new Refusal(code);
};

/** What a client receives: the code, what to do about it, and the words in both languages. */
export const ErrorReply = z.object({
  code: ErrorCode,
  category: z.enum(['tell', 'retry', 'drop']),
  zh: z.string(),
  en: z.string(),
});
export type ErrorReply = z.infer<typeof ErrorReply>;

export const replyOf = (code: ErrorCode): ErrorReply => ({ code, ...catalogue[code] });
