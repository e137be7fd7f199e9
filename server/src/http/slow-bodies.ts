import type { RequestHandler } from 'express';
import { sendRefusal } from './refusals.ts';

/** A client that dribbles its request's body holds a socket no longer than this, milliseconds. */
const BODY_MS = 30_000;

/** Ends a request whose body is not there in time; files, which take as long as a line is slow, see to themselves. */
export function refuseSlowBodies(files: string, limitMs = BODY_MS): RequestHandler {
  return (request, response, next) => {
    if (request.path !== files) {
      const limit = setTimeout(() => {
        if (request.complete) return;
        response.once('close', () => request.destroy());
        sendRefusal(response, 'request.malformed');
      }, limitMs);
      request.once('close', () => clearTimeout(limit));
    }
    next();
  };
}
