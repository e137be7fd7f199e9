import { ErrorReply, replyOf } from '@parley/shared/errors';
import {
  csrfHeader,
  type RouteInput,
  type RouteName,
  type RouteOutput,
  type RouteParams,
  routes,
} from '@parley/shared/protocol';

/** A route's refusal, or `connection.lost` when no server answered. `status` is 0 then. */
export class ApiError extends Error {
  readonly reply: ErrorReply;
  readonly status: number;
  constructor(reply: ErrorReply, status: number, options?: ErrorOptions) {
    super(reply.code, options);
    this.name = 'ApiError';
    this.reply = reply;
    this.status = status;
  }
}

/**
 * Calls one route of the API and answers its checked output. Rejects with `ApiError`; with the signal's reason
 * when aborted.
 */
export async function call<N extends RouteName>(
  name: N,
  params: RouteParams<N>,
  body: RouteInput<N>,
  signal?: AbortSignal,
): Promise<RouteOutput<N>> {
  const route = routes[name];
  const response = await send(pathOf(route.path, params), {
    method: route.method,
    headers: { 'content-type': 'application/json', [csrfHeader]: '1' },
    credentials: 'same-origin',
    cache: 'no-store',
    ...(route.method === 'POST' ? { body: JSON.stringify(body) } : {}),
    ...(signal === undefined ? {} : { signal }),
  });
  const content: unknown = await response.json().catch(() => null);
  if (!response.ok) {
    const refusal = ErrorReply.safeParse(content);
    throw new ApiError(refusal.success ? refusal.data : replyOf('server.failed'), response.status);
  }
  const output = route.output.safeParse(content);
  if (!output.success) throw new ApiError(replyOf('server.failed'), response.status);
  // The schema is the route's own; TypeScript cannot follow that across the table.
  return output.data as RouteOutput<N>;
}

async function send(path: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(path, init);
  } catch (error) {
    if (init.signal?.aborted === true) throw error;
    throw new ApiError(replyOf('connection.lost'), 0, { cause: error });
  }
}

const pathOf = (path: string, params: Readonly<Record<string, string>>): string =>
  path.replaceAll(/:(\w+)/g, (_whole, key: string) => encodeURIComponent(params[key] ?? ''));
