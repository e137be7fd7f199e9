import { pipeline } from 'node:stream/promises';
import { Refusal } from '@parley/shared/errors';
import { FileTicket, filesPath } from '@parley/shared/protocol';
import type { Express, Request, Response } from 'express';
import type { Gate } from '../http/mount.ts';
import { checkOrigin } from '../http/mount.ts';
import { markRoute } from '../http/request-log.ts';
import type { FileDesk, Sending } from './desk.ts';

/** A shown file can do nothing in a browser, is kept by none, and reaches no other site's page. */
const HARMLESS = {
  'Cache-Control': 'no-store',
  'Content-Security-Policy': "default-src 'none'; sandbox",
  'Cross-Origin-Resource-Policy': 'same-origin',
  'X-Content-Type-Options': 'nosniff',
} as const;

/** How a stream names its reader's leaving. */
const GONE = new Set(['ERR_STREAM_PREMATURE_CLOSE', 'ECONNRESET', 'EPIPE']);

/** What is still being sent after its refusal is taken for so long, that its sender gets to read why. */
const HEAR_OUT_MS = 10_000;

/** `POST /api/files` takes a file's bytes, `GET /api/files` gives them; both with a ticket from the live line. */
export function mountFiles(
  app: Express,
  desk: FileDesk,
  gate: Pick<Gate, 'addressOf' | 'allowedOrigin' | 'limits'>,
): void {
  app.post(filesPath, async (request, response) => {
    markRoute(response, filesPath);
    response.setHeader('Cache-Control', 'no-store');
    hearOut(request, response);
    await gate.limits.spend(null, gate.addressOf(request));
    checkOrigin('POST', request, gate.allowedOrigin);
    response.json(await desk.upload(ticketOf(request), request));
  });

  app.get(filesPath, async (request, response) => {
    markRoute(response, filesPath);
    await gate.limits.spend(null, gate.addressOf(request));
    checkOrigin('GET', request, gate.allowedOrigin);
    await desk.download(ticketOf(request), (sending) => send(sending, response));
  });
}

/** Resolves when all of it was sent, or the connection has ended, here or there. */
async function send({ name, file, bytes, check, signal }: Sending, response: Response): Promise<void> {
  response.set({
    ...HARMLESS,
    'Content-Type': file.type,
    'Content-Length': String(file.size),
    'Content-Disposition': `attachment; filename*=UTF-8''${extended(name)}`,
  });
  const pieces = async function* (from: AsyncIterable<Buffer>): AsyncIterable<Buffer> {
    for await (const piece of from) {
      check();
      yield piece;
    }
  };
  try {
    await pipeline(bytes, pieces, response, { signal });
  } catch (error) {
    // Whoever may not read on gets no other answer than the end, and whoever went away none; ours is told of.
    if (!(error instanceof Refusal || signal.aborted || hasGone(error))) throw error;
  }
}

const hasGone = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && GONE.has(String(error.code));

/** A name as RFC 8187 wants it: `encodeURIComponent` leaves some characters that it does not allow. */
const extended = (name: string): string =>
  encodeURIComponent(name).replaceAll(
    /['()*]/gu,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );

function hearOut(request: Request, response: Response): void {
  response.once('finish', () => {
    if (request.complete) return;
    request.resume();
    const end = setTimeout(() => request.destroy(), HEAR_OUT_MS);
    request.once('close', () => clearTimeout(end)).once('end', () => clearTimeout(end));
  });
}

function ticketOf(request: Request): string {
  const [scheme, ticket] = (request.get('authorization') ?? '').split(' ');
  const parsed = FileTicket.safeParse(ticket);
  if (scheme !== 'Ticket' || !parsed.success) throw new Refusal('file.ticket');
  return parsed.data;
}
