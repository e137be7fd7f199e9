import type { ErrorReply } from '@parley/shared/errors';

/** The wire to the server, as the person is told about it. Times are `performance.now()` milliseconds. */
export type LineState =
  | { readonly kind: 'connecting' }
  | { readonly kind: 'online' }
  | { readonly kind: 'reconnecting'; readonly since: number }
  /** Over for this tab, with the reason; `connection.superseded` may be taken back by a press. */
  | { readonly kind: 'dropped'; readonly error: ErrorReply };
