import { randomBytes } from 'node:crypto';
import type { RequestHandler, Response } from 'express';
import type { Logger } from 'pino';
import type { HttpMetrics } from './metrics.ts';

/** What a request is counted and logged as: a route's pattern, never its address. */
export const markRoute = (response: Response, pattern: string): void => {
  response.locals['route'] = pattern;
};

const routeOf = (response: Response): string => {
  const route: unknown = response.locals['route'];
  return typeof route === 'string' ? route : 'other';
};

const METHODS = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);

/**
 * One line per answered request: method, route pattern, status, duration and a random id that the answer carries
 * too. Addresses, queries, headers and bodies hold tokens and names and are never written.
 */
export function requestLog(logger: Logger, metrics: HttpMetrics): RequestHandler {
  return (request, response, next) => {
    const started = performance.now();
    const id = randomBytes(9).toString('base64url');
    response.locals['request'] = id;
    response.setHeader('X-Request-Id', id);
    const method = METHODS.has(request.method) ? request.method : 'other';
    response.once('close', () => {
      const ms = performance.now() - started;
      const route = routeOf(response);
      const { statusCode: status } = response;
      metrics.requests.observe({ method, route, status }, ms / 1_000);
      const line = {
        request: id,
        method,
        route,
        status,
        ms: Math.round(ms),
        cut: !response.writableFinished,
      };
      if (status >= 500) logger.error(line, 'http');
      else logger.info(line, 'http');
    });
    next();
  };
}

/** The id under which this request is logged. */
export const requestId = (response: Response): string => {
  const id: unknown = response.locals['request'];
  return typeof id === 'string' ? id : 'none';
};
