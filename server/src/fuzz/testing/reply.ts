import type { ErrorReply } from '@parley/shared/errors';

/** How the server answers a question. */
export type Reply =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly error: ErrorReply };

/** Questions that are answered with lines of chat, which are judged one by one. */
export const bringsWords: ReadonlySet<string> = new Set([
  'chat.say',
  'chat.history',
  'booth.say',
  'booth.history',
  'transcript.read',
]);
