import { Refusal } from '@parley/shared/errors';
import {
  csrfHeader,
  type RouteBody,
  type RouteName,
  type RouteOutput,
  type RouteParams,
  routes,
} from '@parley/shared/protocol';
import express, { type Express, type Request, type RequestHandler, type Response } from 'express';
import type { StaffCookie } from '../staff/cookie.ts';
import type { SignedIn } from '../staff/sessions.ts';
import { type AccessOf, access } from './access.ts';
import type { AddressOf } from './address.ts';
import { type Limits, maxBody } from './limits.ts';
import type { OriginCheck } from './origins.ts';
import { markRoute } from './request-log.ts';

/** A request that has passed every check of its route. */
export interface Asked<N extends RouteName> {
  readonly params: RouteParams<N>;
  readonly body: RouteBody<N>;
  readonly asker: AccessOf<N> extends 'anyone' ? null : SignedIn;
  /** The client's address, for limits only. */
  readonly address: string;
  readonly cookie: {
    set(token: string): void;
    clear(): void;
  };
}

/** What answers a route. Rejects with a `Refusal` to refuse. */
export type Handler<N extends RouteName> = (asked: Asked<N>) => Promise<RouteOutput<N>>;
export type Handlers = { readonly [N in RouteName]: Handler<N> };

export interface Gate {
  readonly allowedOrigin: OriginCheck;
  readonly addressOf: AddressOf;
  readonly limits: Limits;
  readonly cookie: StaffCookie;
  /** Whose session a cookie's token is; null for nobody's. */
  readonly signedIn: (token: string) => Promise<SignedIn | null>;
}

/** Bodies are plain JSON: a compressed one would be inflated before its size is known. */
const readerOf = (name: RouteName): RequestHandler =>
  express.json({ limit: maxBody(name), inflate: false, strict: true });

/**
 * Mounts one route of the protocol. In order: rate limit, origin, sign-in, parameters, body, handler, output.
 * A body is not read before its sender may send one.
 */
export function mount<N extends RouteName>(app: Express, name: N, handler: Handler<N>, gate: Gate): void {
  const { method, path } = routes[name];
  const json = readerOf(name);
  const answer: RequestHandler = async (request, response) => {
    markRoute(response, path);
    response.setHeader('Cache-Control', 'no-store');
    const address = gate.addressOf(request);
    await gate.limits.spend(name, address);
    checkOrigin(method, request, gate.allowedOrigin);
    const asker = await identify(name, request, gate);
    const params = parse(name, 'params', request.params);
    const body = parse(name, 'body', method === 'POST' ? await readBody(json, request, response) : {});
    const output = await handler({ params, body, asker, address, cookie: cookieOf(response, gate) });
    response.json(routes[name].output.parse(output));
  };
  if (method === 'POST') app.post(path, answer);
  else app.get(path, answer);
}

/** Pages of other sites may neither read nor change anything; a changing request proves that ours made it. */
export function checkOrigin(method: 'GET' | 'POST', request: Request, allowed: OriginCheck): void {
  const { origin } = request.headers;
  const ours = method === 'POST' ? allowed(origin) : origin === undefined || allowed(origin);
  if (!ours) throw new Refusal('request.bad-origin');
  if (method === 'POST' && request.get(csrfHeader) === undefined) throw new Refusal('request.bad-origin');
}

async function identify<N extends RouteName>(
  name: N,
  request: Request,
  { cookie, signedIn }: Gate,
): Promise<Asked<N>['asker']> {
  if (access[name] === 'anyone') return null as Asked<N>['asker'];
  const token = cookie.read(request.headers.cookie);
  const found = token === null ? null : await signedIn(token);
  if (found === null) throw new Refusal('staff.not-signed-in');
  if (access[name] === 'administrator' && !found.staff.administrator) throw new Refusal('role.not-allowed');
  return found as Asked<N>['asker'];
}

function parse<N extends RouteName, P extends 'params' | 'body'>(
  name: N,
  part: P,
  value: unknown,
): P extends 'params' ? RouteParams<N> : RouteBody<N> {
  const parsed = routes[name][part].safeParse(value);
  if (!parsed.success) throw new Refusal('request.malformed');
  return parsed.data as P extends 'params' ? RouteParams<N> : RouteBody<N>;
}

/** An absent body is an empty one; any other form than JSON is refused, a form's encodings among them. */
async function readBody(json: RequestHandler, request: Request, response: Response): Promise<unknown> {
  if (request.is('application/json') === false) throw new Refusal('request.malformed');
  await new Promise<void>((resolve, reject) => {
    json(request, response, (error?: unknown) => (error === undefined ? resolve() : reject(error)));
  });
  const body: unknown = request.body;
  return body ?? {};
}

const cookieOf = (response: Response, { cookie }: Gate): Asked<RouteName>['cookie'] => ({
  set: (token) => void response.append('Set-Cookie', cookie.write(token)),
  clear: () => void response.append('Set-Cookie', cookie.erase()),
});
