import { type ErrorCode, Refusal, replyOf } from '@parley/shared/errors';
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
  'person.unknown': 404,
  'template.unknown': 404,
  'template.too-long': 413,
  'account.unknown': 404,
  'account.disabled': 403,
  'account.self': 403,
  'role.not-allowed': 403,
  'staff.not-signed-in': 401,
  'staff.wrong-password': 403,
  'staff.locked-out': 429,
  'file.too-large': 413,
  'file.bad-type': 415,
  'file.unknown': 404,
  'file.too-many': 429,
  'file.ticket': 403,
  'document.ticket': 403,
  'store.unavailable': 503,
  'sfu.unavailable': 503,
  'server.failed': 500,
};

/** A refusal that comes of how things stand, not of how it was asked. */
const CONFLICT = 409;

/** The HTTP status a refusal is sent with. */
export const statusOf = (code: ErrorCode): number => STATUS[code] ?? CONFLICT;

/** SQLSTATE classes of a lost connection, an exhausted or a stopped server; and what a broken socket says. */
const AWAY = /^(?:08|53|57)|^(?:ECONNREFUSED|ECONNRESET|ENOENT|EPIPE|ETIMEDOUT)$/u;
/** The driver gives these no code. */
const AWAY_WORDS = /^(?:Connection terminated|timeout exceeded when trying to connect)/u;

/** A disk that takes nothing more. */
const FULL = /^(?:ENOSPC|EDQUOT|EROFS|EIO)$/u;

const diskIsFull = (error: Error): boolean =>
  'code' in error && typeof error.code === 'string' && FULL.test(error.code);

/** Whether a query failed because the database cannot be reached just now. */
const storeIsAway = (error: Error): boolean =>
  ('code' in error && typeof error.code === 'string' && AWAY.test(error.code)) ||
  AWAY_WORDS.test(error.message);

/** What the asker is told of an error. Express and its body reader name what a client did wrong by a status of 4xx. */
export function codeOf(error: unknown): ErrorCode {
  if (error instanceof Refusal) return error.code;
  if (!(error instanceof Error)) return 'server.failed';
  const status = 'status' in error && typeof error.status === 'number' ? error.status : 500;
  if (status === 413) return 'request.too-large';
  if (status === 404) return 'request.unknown';
  if (status >= 400 && status < 500) return 'request.malformed';
  return storeIsAway(error) || diskIsFull(error) ? 'store.unavailable' : 'server.failed';
}

/** Answers with the typed `ErrorReply`; nothing, once the answer has begun. */
export function sendRefusal(response: Response, code: ErrorCode): void {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  response.status(statusOf(code)).json(replyOf(code));
}
