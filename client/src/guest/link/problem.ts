import type { ErrorCode, ErrorReply } from '@parley/shared/errors';

/** Why the invitation cannot be shown; `incomplete` when only a part of the link came with the address. */
export type LinkProblem = ErrorReply | 'network' | 'incomplete';

const dead: ReadonlySet<ErrorCode> = new Set(['link.invalid', 'link.expired', 'link.revoked']);

/** A link that leads nowhere any more. */
export const isDeadLink = (problem: LinkProblem): boolean =>
  typeof problem === 'object' && dead.has(problem.code);
