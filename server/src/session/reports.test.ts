import { Refusal } from '@parley/shared/errors';
import { LinkId, type SessionId } from '@parley/shared/ids';
import { by, connection, created, device, participant, peer, Scenario } from '@parley/shared/session/testing';
import { type FakeSfu, fakeSfu } from '@parley/sfu/fake';
import { type Logger, pino } from 'pino';
import { describe, expect, test } from 'vitest';
import { Connection } from '../gateway/connection.ts';
import type { SessionHost } from './host.ts';
import { HeldTimers } from '../lib/testing/held-timers.ts';
import { Lines } from './lines.ts';
import { SessionRegistry } from './registry.ts';
import { MemoryLog } from './testing/memory-log.ts';
import { partsWith } from './testing/parts.ts';

const who = participant('party');
/** Everything that can happen by itself has happened. */
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

interface AtWork {
  readonly host: SessionHost;
  readonly logger: Logger;
  readonly logged: readonly string[];
  readonly sfu: FakeSfu;
  readonly lines: Lines;
  /** The store is away, or there again. */
  readonly setStore: (there: boolean) => void;
  /** Lets every timer that is set now ring. */
  readonly ring: () => Promise<void>;
}

/** A mediator and a party are on the line, in the plenary, and the party has joined the media. */
async function atWork(): Promise<AtWork> {
  const log = new MemoryLog();
  log.rows.set(created.id, [...new Scenario().seat('party').events]);
  const lines = new Lines();
  const sfu = fakeSfu();
  const timers = new HeldTimers();
  const logged: string[] = [];
  const logger = pino({ level: 'trace' }, { write: (line: string) => void logged.push(line) });
  const registry = new SessionRegistry(partsWith({ log, sfu, lines, timers, logger }));
  const host = await registry.get(created.id);
  for (const name of ['mediator', 'party']) {
    const command = {
      type: 'line.connected',
      participant: participant(name),
      connection: connection(`c-${name}`),
      device: device(`d-${name}`),
      takeOver: false,
    } as const;
    await host.actor.ask(command, { kind: 'server' });
  }
  await host.actor.ask({ type: 'media.join', peer: peer('peer-party') }, by('party'));
  return {
    host,
    logger,
    logged,
    sfu,
    lines,
    setStore: (there) => {
      log.beforeKeep = there ? async () => undefined : () => Promise.reject(new Refusal('store.unavailable'));
    },
    ring: async () => {
      timers.fire();
      await settled();
    },
  };
}

const partyOf = ({ host }: AtWork) => host.actor.state.people.get(who);

describe('what the server observed while the store was away', () => {
  test('[ACT-8] a line that was lost is lost as soon as that can be stored', async () => {
    const work = await atWork();
    work.setStore(false);
    await work.host.reports.tell({
      type: 'line.lost',
      participant: who,
      connection: connection('c-party'),
    });
    await work.ring();
    expect(partyOf(work)?.line.kind).toBe('online');
    work.setStore(true);
    await work.ring();
    expect(partyOf(work)?.line.kind).toBe('lost');
  });

  test('[ACT-8] so is one whose time is over', async () => {
    const work = await atWork();
    const lost = { type: 'line.lost', participant: who, connection: connection('c-party') } as const;
    await work.host.reports.tell(lost);
    work.setStore(false);
    await work.ring();
    expect(partyOf(work)?.line.kind).toBe('lost');
    work.setStore(true);
    await work.ring();
    expect(partyOf(work)?.line.kind).toBe('offline');
  });

  test('[ACT-8] a medium that is gone is gone as soon as that can be stored', async () => {
    const work = await atWork();
    work.setStore(false);
    const session: SessionId = created.id;
    work.host.observe({ type: 'peers.lost', session, peers: [peer('peer-party')] });
    await settled();
    expect(partyOf(work)?.peer).toBe(peer('peer-party'));
    work.setStore(true);
    await work.ring();
    expect(partyOf(work)?.peer).toBeNull();
  });

  test('[ACT-8] a session that was given up is asked no more', async () => {
    const work = await atWork();
    await work.host.close();
    const lost = { type: 'line.lost', participant: who, connection: connection('c-party') } as const;
    await work.host.reports.tell(lost);
    await work.ring();
    expect(partyOf(work)?.line.kind).toBe('online');
  });

  test('[ACT-8] that it could not be stored is written down, but not of a session that was given up', async () => {
    const work = await atWork();
    const said = (): number =>
      work.logged.filter((line) => line.includes('what was observed was not stored')).length;
    const lost = { type: 'media.lost', peers: [peer('peer-party')] } as const;
    work.setStore(false);
    await work.host.reports.tell(lost);
    expect(said()).toBe(1);
    await work.host.close();
    await work.host.reports.tell(lost);
    await work.ring();
    expect(said()).toBe(1);
  });
});

test('[GATE-22] a line that was opened by half is lost like any other', async () => {
  const work = await atWork();
  const line = new Connection(
    { send: () => undefined, end: () => undefined, reset: () => undefined },
    {
      holder: { link: LinkId.parse('link-party'), session: created.id, participant: who },
      handshake: { token: 'a-signed-token-of-a-party', device: device('d-party'), takeOver: true },
      host: work.host,
    },
    {
      lines: work.lines,
      markJoined: () => Promise.reject(new Refusal('store.unavailable')),
      logger: work.logger,
      onRequest: () => undefined,
    },
    { consume: async () => undefined },
  );
  await settled();
  expect(partyOf(work)?.line).toMatchObject({ kind: 'online', device: device('d-party') });
  await line.ended();
  expect(partyOf(work)?.line.kind).toBe('lost');
});
