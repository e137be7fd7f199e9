import { type ErrorCode, type ErrorReply, replyOf } from '@parley/shared/errors';
import type { Result } from '@parley/shared/lib';
import type { RequestInput, RequestName, RequestOutput } from '@parley/shared/protocol';

/** The server's refusal of a request, or `connection.lost` when no answer came. */
export class AskError extends Error {
  readonly reply: ErrorReply;
  constructor(reply: ErrorReply) {
    super(reply.code);
    this.name = 'AskError';
    this.reply = reply;
  }
}

/** Sends a request over the line; rejects with `AskError` and nothing else. */
export type Ask = <N extends RequestName>(name: N, input: RequestInput<N>) => Promise<RequestOutput<N>>;

/** As `Ask`, where a refusal is told elsewhere: null. */
export type Asked = <N extends RequestName>(
  name: N,
  input: RequestInput<N>,
) => Promise<RequestOutput<N> | null>;

/** `told` is given each refusal. */
export const telling =
  (ask: Ask, told: (error: unknown) => void): Asked =>
  async (name, input) => {
    try {
      return await ask(name, input);
    } catch (error) {
      told(error);
      return null;
    }
  };

/** As `Ask`, with a refusal as an answer. */
export type Answered = <N extends RequestName>(
  name: N,
  input: RequestInput<N>,
) => Promise<Result<RequestOutput<N>, ErrorReply>>;

export const failed = (code: ErrorCode): AskError => new AskError(replyOf(code));

/** What went wrong, as the person can be told it. */
export const replyTo = (error: unknown): ErrorReply =>
  error instanceof AskError ? error.reply : replyOf('server.failed');
