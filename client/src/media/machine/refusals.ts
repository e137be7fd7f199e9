import type { ErrorCode, ErrorReply } from '@parley/shared/errors';

const gone: ReadonlySet<ErrorCode> = new Set(['media.unknown', 'media.not-joined']);

/** The server or the SFU has no such peer: nothing can be done with it, and another join is needed. */
export const peerIsGone = ({ code }: ErrorReply): boolean => gone.has(code);

const final: ReadonlySet<ErrorCode> = new Set([
  'media.screen-taken',
  'media.bad-parameters',
  'role.not-allowed',
  'request.malformed',
  'request.too-large',
]);

/** Another try by the same peer would be refused as well. Whatever else goes wrong is tried again. */
export const isFinal = ({ code }: ErrorReply): boolean => final.has(code);
