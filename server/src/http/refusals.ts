import { type ErrorCode, replyOf } from '@parley/shared/errors';
import type { Response } from 'express';

const STATUS: Partial<Record<ErrorCode, number>> = {
  'request.malformed': 400,
  'request.unknown': 404,
  'request.too-large': 413,
  'request.too-many': 429,
  'request.bad-origin': 403,
  'link.invalid': 403,
  'link.expired': 403,
  'link.revoked': 403,
  'link.unknown': 404,
  'session.unknown': 404,
  'case.unknown': 404,
  'role.not-allowed': 403,
  'staff.not-signed-in': 401,
  'staff.wrong-password': 403,
  'staff.locked-out': 429,
  'store.unavailable': 503,
  'sfu.unavailable': 503,
  'server.failed': 500,
};

/** A refusal that comes of how things stand, not of how it was asked. */
const CONFLICT = 409;

/** The HTTP status a refusal is sent with. */
export const statusOf = (code: ErrorCode): number => STATUS[code] ?? CONFLICT;

/** Answers with the typed `ErrorReply`; nothing, once the answer has begun. */
export function sendRefusal(response: Response, code: ErrorCode): void {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  response.status(statusOf(code)).json(replyOf(code));
}
