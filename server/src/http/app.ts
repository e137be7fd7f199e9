import { Refusal } from '@parley/shared/errors';
import { filesPath, type RouteName, routes } from '@parley/shared/protocol';
import express, { type ErrorRequestHandler, type Express } from 'express';
import type { Logger } from 'pino';
import type { FileDesk } from '../files/desk.ts';
import { mountFiles } from '../files/mount.ts';
import { safeError } from '../lib/safe-error.ts';
import { staffCookie } from '../staff/cookie.ts';
import type { AddressOf } from './address.ts';
import { handlersOf } from './handlers.ts';
import { securityHeaders } from './headers.ts';
import { Limits, type RequestLimits, requestLimits } from './limits.ts';
import { httpMetrics } from './metrics.ts';
import { type Gate, type Handlers, mount } from './mount.ts';
import { mountOperations, type Operations } from './operations.ts';
import { originCheck, socketOrigins } from './origins.ts';
import { mountPages } from './pages.ts';
import { codeOf, sendRefusal, statusOf } from './refusals.ts';
import { requestId, requestLog } from './request-log.ts';
import type { Services } from './services.ts';
import { refuseSlowBodies } from './slow-bodies.ts';

export interface HttpParts extends Operations {
  readonly services: Services;
  readonly files: FileDesk;
  /** Where pages may come from that use this server: its own origins and the allowed ones. */
  readonly origins: readonly string[];
  /** Pages are served over TLS, here or at the proxy in front. */
  readonly secure: boolean;
  readonly addressOf: AddressOf;
  /** The built client. */
  readonly clientFolder: string;
  readonly logger: Logger;
  readonly limits?: RequestLimits;
}

/** Everything the server answers over HTTP. */
export function createHttpApp(parts: HttpParts): Express {
  const logger = parts.logger.child({}, { serializers: { err: safeError } });
  const limits = new Limits(parts.limits ?? requestLimits);
  const app = express();
  app.disable('x-powered-by');
  app.enable('case sensitive routing');
  app.enable('strict routing');
  app.set('query parser', false);
  app.use(requestLog(logger, httpMetrics(parts.registry)));
  app.use(refuseSlowBodies(filesPath));
  app.use(...securityHeaders({ secure: parts.secure, sockets: socketOrigins(parts.origins) }));

  mountOperations(app, parts);
  const gate: Gate = {
    allowedOrigin: originCheck(parts.origins),
    addressOf: parts.addressOf,
    limits,
    cookie: staffCookie({ secure: parts.secure }),
    signedIn: (token) => parts.services.staff.signedIn(token),
  };
  mountRoutes(app, handlersOf(parts.services), gate);
  mountFiles(app, parts.files, gate);
  app.use('/api', async (request) => {
    await limits.spend(null, parts.addressOf(request));
    throw new Refusal('request.unknown');
  });
  mountPages(app, parts.clientFolder);
  app.use(() => {
    throw new Refusal('request.unknown');
  });
  app.use(refusals(logger));
  return app;
}

function mountRoutes(app: Express, handlers: Handlers, gate: Gate): void {
  const one = <N extends RouteName>(name: N): void => mount(app, name, handlers[name], gate);
  for (const name of Object.keys(routes) as RouteName[]) one(name);
}

/** Every error as its typed reply. What nobody foresaw is written down without what was sent. */
function refusals(logger: Logger): ErrorRequestHandler {
  return (error: unknown, _request, response, _next) => {
    const code = codeOf(error);
    if (!(error instanceof Refusal) && statusOf(code) >= 500) {
      logger.error({ request: requestId(response), err: error }, 'a request failed');
    }
    sendRefusal(response, code);
  };
}
