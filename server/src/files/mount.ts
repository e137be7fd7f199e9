import { pipeline } from 'node:stream/promises';
import { Refusal } from '@parley/shared/errors';
import { FileTicket, filesPath } from '@parley/shared/protocol';
import type { Express, Request } from 'express';
import type { Gate } from '../http/mount.ts';
import { checkOrigin } from '../http/mount.ts';
import { markRoute } from '../http/request-log.ts';
import type { FileDesk } from './desk.ts';

/** A shown file can do nothing in a browser, is kept by none, and reaches no other site's page. */
const HARMLESS = {
  'Cache-Control': 'no-store',
  'Content-Security-Policy': "default-src 'none'; sandbox",
  'Cross-Origin-Resource-Policy': 'same-origin',
  'X-Content-Type-Options': 'nosniff',
} as const;

/** `POST /api/files` takes a file's bytes, `GET /api/files` gives them; both with a ticket from the live line. */
export function mountFiles(
  app: Express,
  desk: FileDesk,
  gate: Pick<Gate, 'addressOf' | 'allowedOrigin' | 'limits'>,
): void {
  app.post(filesPath, async (request, response) => {
    markRoute(response, filesPath);
    response.setHeader('Cache-Control', 'no-store');
    await gate.limits.spend(null, gate.addressOf(request));
    checkOrigin('POST', request, gate.allowedOrigin);
    response.json(await desk.upload(ticketOf(request), request));
  });

  app.get(filesPath, async (request, response) => {
    markRoute(response, filesPath);
    await gate.limits.spend(null, gate.addressOf(request));
    checkOrigin('GET', request, gate.allowedOrigin);
    const { name, file, bytes, stillAllowed } = await desk.download(ticketOf(request));
    response.set({
      ...HARMLESS,
      'Content-Type': file.type,
      'Content-Length': String(file.size),
      'Content-Disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
    });
    await pipeline(
      bytes,
      async function* (pieces: AsyncIterable<Buffer>) {
        for await (const piece of pieces) {
          stillAllowed();
          yield piece;
        }
      },
      response,
    );
  });
}

function ticketOf(request: Request): string {
  const [scheme, ticket] = (request.get('authorization') ?? '').split(' ');
  const parsed = FileTicket.safeParse(ticket);
  if (scheme !== 'Ticket' || !parsed.success) throw new Refusal('file.ticket');
  return parsed.data;
}
