import { type ErrorCode, type ErrorReply, replyOf } from '@parley/shared/errors';
import { ApiError } from '../session/api.ts';

/** Why something did not work, as `ErrorNote` says it. */
export type Problem = ErrorReply | 'network';

export function problemOf(error: unknown): Problem {
  if (!(error instanceof ApiError)) return replyOf('server.failed');
  return error.status === 0 ? 'network' : error.reply;
}

/** Whether it is the server's refusal with this code. */
export const isRefusal = (problem: Problem | null, code: ErrorCode): boolean =>
  problem !== null && problem !== 'network' && problem.code === code;

/** Whether asking once more by itself may help. */
export const mayPass = (error: unknown): boolean =>
  error instanceof ApiError && error.reply.category === 'retry';
