import { Refusal } from '@parley/shared/errors';
import { connection, created, device, participant, Scenario, server } from '@parley/shared/session/testing';
import { fakeSfu } from '@parley/sfu/fake';
import { pino } from 'pino';
import { describe, expect, test } from 'vitest';
import { noDocuments } from '../agreement/testing/no-documents.ts';
import type { Timers } from './grace.ts';
import { freshDesk, memoryNotes } from '../files/testing.ts';
import { Lines } from './lines.ts';
import { SessionRegistry } from './registry.ts';
import { MemoryLog } from './testing/memory-log.ts';

/** A registry over one session in which nobody is left but a party whose line is lost; `expire` ends the grace. */
async function withLostLine(closeSession: () => Promise<void>) {
  const log = new MemoryLog();
  const scenario = new Scenario();
  scenario.connect('party');
  scenario.do(
    { type: 'line.lost', participant: participant('party'), connection: connection('c-party') },
    server,
  );
  log.rows.set(created.id, [...scenario.events]);
  const due: (() => void)[] = [];
  const timers: Timers = {
    after: (_ms, callback) => {
      due.push(callback);
      return () => undefined;
    },
  };
  const registry = new SessionRegistry({
    log,
    sfu: { ...fakeSfu(), closeSession },
    files: freshDesk(),
    notes: memoryNotes(),
    documents: noDocuments,
    lines: new Lines(),
    now: () => 50_000,
    timers,
    logger: pino({ level: 'silent' }),
    graceMs: 20_000,
  });
  const host = await registry.get(created.id);
  const gone = Promise.withResolvers<void>();
  host.actor.listen(({ after }) => {
    if (after.people.get(participant('party'))?.line.kind === 'offline') gone.resolve();
  });
  return {
    registry,
    expire: async () => {
      for (const callback of due.splice(0)) callback();
      await gone.promise;
    },
  };
}

describe('the sessions at work', () => {
  test('[REG-1] a session nobody is connected to is given up, and restored when somebody comes', async () => {
    const ended = Promise.withResolvers<void>();
    const { registry, expire } = await withLostLine(async () => ended.resolve());
    const first = await registry.get(created.id);
    await expire();
    await ended.promise;
    const second = await registry.get(created.id);
    expect(second).not.toBe(first);
    expect(second.actor.state).toEqual(first.actor.state);
  });

  test('[REG-2] whoever comes back meanwhile waits until the SFU has let go of the session', async () => {
    const asked = Promise.withResolvers<void>();
    const answer = Promise.withResolvers<void>();
    const { registry, expire } = await withLostLine(() => {
      asked.resolve();
      return answer.promise;
    });
    await expire();
    await asked.promise;
    const order: string[] = [];
    const back = registry.get(created.id).then(() => order.push('restored'));
    await Promise.resolve();
    order.push('the SFU let go');
    answer.resolve();
    await back;
    expect(order).toEqual(['the SFU let go', 'restored']);
  });

  test('[REG-3] an SFU that is away keeps nobody from coming back', async () => {
    const { registry, expire } = await withLostLine(() => Promise.reject(new Refusal('sfu.unavailable')));
    await expire();
    const host = await registry.get(created.id);
    expect(
      await host.actor.ask(
        {
          type: 'line.connected',
          participant: participant('party'),
          connection: connection('c-again'),
          device: device('d-party'),
          takeOver: true,
        },
        { kind: 'server' },
      ),
    ).toMatchObject({ ok: true });
  });
});
