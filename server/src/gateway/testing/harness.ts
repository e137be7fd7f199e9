import { createServer, IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Refusal } from '@parley/shared/errors';
import { LinkId } from '@parley/shared/ids';
import type { RequestInput } from '@parley/shared/protocol';
import type { Roster, SessionCreated } from '@parley/shared/session';
import { created, device, participant } from '@parley/shared/session/testing';
import type { Sfu } from '@parley/shared/sfu';
import { pino } from 'pino';
import type { CaptionProvider } from '../../captions/provider.ts';
import type { Documents } from '../../agreement/documents.ts';
import { noDocuments } from '../../agreement/testing/no-documents.ts';
import { freshDesk } from '../../files/testing.ts';
import { addressReader } from '../../http/address.ts';
import { HeldTimers } from '../../lib/testing/held-timers.ts';
import { allStanding } from '../../links/testing.ts';
import { Lines } from '../../session/lines.ts';
import { SessionRegistry } from '../../session/registry.ts';
import { MemoryLog } from '../../session/testing/memory-log.ts';
import { partsWith } from '../../session/testing/parts.ts';
import type { SessionTemplates } from '../../templates/templates.ts';
import { memoryTemplates } from '../../templates/testing.ts';
import { LINES_A_MINUTE, openGateway } from '../sockets.ts';
import { Guest } from './guest.ts';

const tokenOf = (name: string): string => `a-signed-token-of-${name}`;

/** What comes to the gateway, so that a test can count how much of it is kept. */
export class Arriving extends IncomingMessage {}

/** A gateway on a free port, over a log in memory and the given SFU; everyone of the session has a token. */
export async function openHarness(
  sfu: Sfu,
  now: () => number = Date.now,
  heartbeat = { intervalMs: 5_000, timeoutMs: 30_000 },
  documents: Documents = noDocuments,
  session: SessionCreated = created,
  templates: SessionTemplates = memoryTemplates(),
  captionProvider: CaptionProvider | null = null,
  linesAMinute = LINES_A_MINUTE,
) {
  const log = new MemoryLog();
  log.rows.set(session.id, [session]);
  const lines = new Lines();
  const logged: string[] = [];
  const logger = pino({ level: 'trace' }, { write: (line: string) => void logged.push(line) });
  const timers = new HeldTimers();
  const files = freshDesk();
  /** What the case says of the session; null: nothing. */
  const office: { roster: Roster | null } = { roster: null };
  const registry = new SessionRegistry(
    partsWith({
      log,
      sfu,
      files,
      templates,
      documents,
      captionProvider,
      lines,
      now,
      timers,
      logger,
      standing: allStanding(session),
      roster: async () => office.roster,
    }),
  );
  const server = createServer({ IncomingMessage: Arriving });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const gateway = openGateway(server, {
    registry,
    lines,
    verifyLink: async (token) => {
      const people = [...session.people, ...(office.roster?.people ?? [])];
      const name = people.map(({ id }) => id).find((id) => token === tokenOf(id));
      if (name === undefined) throw new Refusal('link.invalid');
      return { link: LinkId.parse(`link-${name}`), session: session.id, participant: name };
    },
    markJoined: async () => undefined,
    allowedOrigin: (origin) => origin === url,
    addressOf: addressReader(0),
    logger,
    heartbeat,
    linesAMinute,
    onRequest: () => undefined,
  });

  const open = (
    name: string,
    options: { device?: string; takeOver?: boolean; origin?: string } = {},
  ): Guest =>
    new Guest(
      url,
      {
        token: tokenOf(participant(name)),
        device: device(options.device ?? `d-${name}`),
        takeOver: options.takeOver ?? true,
      },
      options.origin === undefined ? {} : { origin: options.origin },
    );

  /** On the line, entered, admitted and settled in the plenary, where a mediator has opened the joint session. */
  const seat = async (name: string, mediator: Guest | null): Promise<Guest> => {
    const guest = open(name);
    await guest.connected();
    await guest.ask('session.enter', {});
    if (mediator !== null) await bring(mediator, 'lobby.admit', { participants: [participant(name)] });
    await guest.until('view', ({ view }) => view.place.kind === 'room');
    if (mediator === null) {
      // Nobody can ask for less than three seconds; the session itself keeps any time.
      const { actor } = await registry.get(session.id);
      const command = { type: 'joint.gather', seconds: 0, unserved: [] } as const;
      await actor.ask(command, { kind: 'participant', id: participant(name), line: null });
      timers.fire();
      await guest.until('view', ({ view }) => view.board?.jointSince !== null);
    }
    return guest;
  };

  return {
    url,
    gateway,
    log,
    lines,
    files,
    logged,
    registry,
    timers,
    office,
    open,
    seat,
    close: async () => {
      await gateway.close();
      await registry.close();
    },
  };
}

export type Harness = Awaited<ReturnType<typeof openHarness>>;

/** Lets them in, or moves them, whether or not they lack an interpreter where they come. */
export async function bring<N extends 'lobby.admit' | 'people.move'>(
  mediator: Guest,
  name: N,
  wish: RequestInput<N>,
): Promise<void> {
  const reply = await mediator.ask(name, wish);
  if (reply.ok || reply.error.code !== 'interpreter.missing') return;
  await mediator.ask(name, { ...wish, unserved: reply.error.people });
}
