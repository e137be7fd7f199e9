import { type ErrorCode, Refusal, replyOf } from '@parley/shared/errors';
import type { ParticipantId } from '@parley/shared/ids';
import { type Reply, type RequestName, requests } from '@parley/shared/protocol';
import type { Asker } from './asker.ts';
import { handlers } from './handlers.ts';

/** What a failure nobody foresaw is reported to; it must not carry the input. */
export type OnBug = (request: RequestName, error: unknown) => void;

/** Whether the protocol knows it; `Object.hasOwn`, so that no name of Object's own slips in. */
export const isRequest = (name: string): name is RequestName => Object.hasOwn(requests, name);

/**
 * Any event a client sends, whatever it holds, to a typed reply. Never rejects, and a malformed input reaches no
 * handler.
 */
export async function dispatch(
  asker: Asker,
  name: string,
  input: unknown,
  onBug: OnBug,
): Promise<Reply<unknown>> {
  if (!isRequest(name)) return refused('request.unknown');
  return answer(asker, name, input, onBug);
}

async function answer<N extends RequestName>(
  asker: Asker,
  name: N,
  input: unknown,
  onBug: OnBug,
): Promise<Reply<unknown>> {
  const parsed = requests[name].input.safeParse(input);
  if (!parsed.success) return refused('request.malformed');
  try {
    return { ok: true, value: await handle(asker, name, parsed.data) };
  } catch (error) {
    if (error instanceof Refusal) return refused(error.code, error.people);
    onBug(name, error);
    return refused('server.failed');
  }
}

/** The parsed input is of the very schema its handler is typed with; TypeScript cannot see that across a union. */
function handle<N extends RequestName>(asker: Asker, name: N, input: unknown): Promise<unknown> {
  const handler: (asker: Asker, input: never) => Promise<unknown> = handlers[name];
  return handler(asker, input as never);
}

export const refused = (
  code: ErrorCode,
  people: readonly ParticipantId[] = [],
): { ok: false; error: ReturnType<typeof replyOf> } => ({ ok: false, error: replyOf(code, people) });
