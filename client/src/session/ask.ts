import { type ErrorCode, type ErrorReply, replyOf } from '@parley/shared/errors';
import type { Result } from '@parley/shared/lib';
import type { RequestInput, RequestName, RequestOutput } from '@parley/shared/protocol';

/** The server's refusal of a request; `connection.away` where it was not sent, `connection.lost` when no answer came. */
export class AskError extends Error {
  readonly reply: ErrorReply;
  constructor(reply: ErrorReply) {
    super(reply.code);
    this.name = 'AskError';
    this.reply = reply;
  }
}

/** Sends one of these requests over the line; rejects with `AskError` and nothing else. */
export type AskOf<M extends RequestName> = <N extends M>(
  name: N,
  input: RequestInput<N>,
) => Promise<RequestOutput<N>>;
export type Ask = AskOf<RequestName>;

/** As `AskOf`, where a refusal is told elsewhere: null. */
export type AskedOf<M extends RequestName> = <N extends M>(
  name: N,
  input: RequestInput<N>,
) => Promise<RequestOutput<N> | null>;
export type Asked = AskedOf<RequestName>;

/** `told` is given each refusal. */
export const telling =
  <M extends RequestName>(ask: AskOf<M>, told: (error: unknown) => void): AskedOf<M> =>
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

/** The line was away, or broke before there was an answer. */
export const isUnanswered = ({ code }: ErrorReply): boolean =>
  code === 'connection.away' || code === 'connection.lost';

export const failed = (code: ErrorCode): AskError => new AskError(replyOf(code));

/** What went wrong, as the person can be told it. */
export const replyTo = (error: unknown): ErrorReply =>
  error instanceof AskError ? error.reply : replyOf('server.failed');
