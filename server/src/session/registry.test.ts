import { Refusal } from '@parley/shared/errors';
import { connection, created, device, participant, Scenario, server } from '@parley/shared/session/testing';
import { fakeSfu } from '@parley/sfu/fake';
import { describe, expect, test } from 'vitest';
import { HeldTimers } from '../lib/testing/held-timers.ts';
import { OutcomeUnknown } from '../store/event-log.ts';
import type { Documents } from '../agreement/documents.ts';
import { noDocuments } from '../agreement/testing/no-documents.ts';
import type { SessionActor } from './actor.ts';
import { SessionRegistry } from './registry.ts';
import { MemoryLog } from './testing/memory-log.ts';
import { GRACE_MS, partsWith } from './testing/parts.ts';

/** A registry over one session in which nobody is left but a party whose line is lost. */
function lostLine(closeSession: () => Promise<void>, documents: Documents = noDocuments) {
  const log = new MemoryLog();
  const scenario = new Scenario();
  scenario.connect('party');
  scenario.do(
    { type: 'line.lost', participant: participant('party'), connection: connection('c-party') },
    server,
  );
  log.rows.set(created.id, [...scenario.events]);
  const timers = new HeldTimers();
  const registry = new SessionRegistry(
    partsWith({ log, sfu: { ...fakeSfu(), closeSession }, documents, timers }),
  );
  return { log, registry, timers };
}

/** `expire` ends the grace of the lost line. */
async function withLostLine(closeSession: () => Promise<void>) {
  const { registry, timers } = lostLine(closeSession);
  const host = await registry.get(created.id);
  const gone = Promise.withResolvers<void>();
  host.actor.listen(({ after }) => {
    if (after.people.get(participant('party'))?.line.kind === 'offline') gone.resolve();
  });
  return {
    registry,
    expire: async () => {
      timers.fire();
      await gone.promise;
    },
  };
}

/** A session that is being given up: the SFU has been asked to end it, and answers when it is told to. */
async function lettingGo() {
  const asked = Promise.withResolvers<void>();
  const answer = Promise.withResolvers<void>();
  const { registry, expire } = await withLostLine(() => {
    asked.resolve();
    return answer.promise;
  });
  await expire();
  await asked.promise;
  return { registry, answer };
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

  test('[REG-2] whoever comes the moment it is given up is not let on by who lets go of it', async () => {
    const ended = Promise.withResolvers<void>();
    const slow = { of: (actor: SessionActor) => ({ ...noDocuments.of(actor), close: () => ended.promise }) };
    const { log, registry, timers } = lostLine(async () => undefined, slow);
    const first = await registry.get(created.id);
    const [held, goOn] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    log.beforeKeep = () => {
      held.resolve();
      return goOn.promise;
    };
    timers.fire();
    await held.promise;
    const [who, line] = [participant('counsel'), connection('c-counsel')];
    const command = { participant: who, connection: line, device: device('d-counsel'), takeOver: true };
    const coming = first.actor.ask({ type: 'line.connected', ...command }, server);
    goOn.resolve();
    const isOn = await coming.then(
      ({ ok }) => ok,
      () => false,
    );
    ended.resolve();
    const now = await registry.get(created.id);
    expect([isOn, now === first]).toEqual([false, false]);
  });

  test('[REG-2] whoever comes back meanwhile waits until the SFU has let go of the session', async () => {
    const { registry, answer } = await lettingGo();
    const order: string[] = [];
    const back = registry.get(created.id).then(() => order.push('restored'));
    await Promise.resolve();
    order.push('the SFU let go');
    answer.resolve();
    await back;
    expect(order).toEqual(['the SFU let go', 'restored']);
  });

  test('[REG-2] [SES-21] so does whoever’s link is withdrawn meanwhile', async () => {
    const { registry, answer } = await lettingGo();
    const order: string[] = [];
    const cut = registry.cutOff(created.id, participant('party')).then(() => order.push('cut off'));
    await new Promise((resolve) => setImmediate(resolve));
    order.push('the SFU let go');
    answer.resolve();
    await cut;
    expect(order).toEqual(['the SFU let go', 'cut off']);
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

  /** Somebody was on the line when the process before ended, so that the restart is an event; nothing can be stored. */
  function unstorable(away: () => Promise<never>) {
    const work = lostLine(async () => undefined);
    const { log } = work;
    const there = {
      type: 'participant.connected',
      participant: participant('mediator'),
      connection: connection('c-mediator'),
      device: device('d-mediator'),
    } as const;
    log.rows.set(created.id, [...(log.rows.get(created.id) ?? []), there]);
    log.beforeKeep = away;
    return work;
  }

  test('[REG-4] a session that could not be restored leaves nobody behind who goes on writing', async () => {
    const { log, registry, timers } = unstorable(() => Promise.reject(new Refusal('store.unavailable')));
    await expect(registry.get(created.id)).rejects.toMatchObject({ code: 'store.unavailable' });
    expect(timers.waits).toEqual([]);
    log.beforeKeep = async () => undefined;
    expect((await registry.get(created.id)).actor.closed).toBe(false);
  });

  test('[REG-4] nor one of which nobody can say whether it was', async () => {
    const { log, registry, timers } = unstorable(() => Promise.reject(new OutcomeUnknown()));
    log.beforeHead = () => Promise.reject(new Refusal('store.unavailable'));
    await expect(registry.get(created.id)).rejects.toMatchObject({ code: 'store.unavailable' });
    // What the SFU may hold of it will end.
    expect(timers.waits).toEqual([GRACE_MS]);
    log.beforeKeep = async () => undefined;
    expect((await registry.get(created.id)).actor.closed).toBe(false);
  });

  test('[KEEP-9] one that the server before added to after it was read is read anew, once', async () => {
    const { log, registry } = unstorable(() => Promise.reject(new Error('never')));
    let late = 0;
    log.beforeKeep = async () => {
      late += 1;
      if (late === 1)
        log.rows.get(created.id)?.push({ type: 'captions.provided', provided: true, languages: null });
    };
    await expect(registry.get(created.id)).rejects.toThrow('another writer was here');
    expect((await registry.get(created.id)).actor.closed).toBe(false);
  });

  test('[REG-4] nor one of which only the beginning of it was stored', async () => {
    const { log, registry, timers } = unstorable(() => Promise.reject(new Refusal('store.unavailable')));
    log.rows.get(created.id)?.push({ type: 'captions.provided', provided: true, languages: null });
    let kept = 0;
    log.beforeKeep = async () => {
      kept += 1;
      if (kept > 1) throw new Refusal('store.unavailable');
    };
    await expect(registry.get(created.id)).rejects.toMatchObject({ code: 'store.unavailable' });
    expect(kept).toBe(2);
    expect(timers.waits).toEqual([]);
    log.beforeKeep = async () => undefined;
    expect((await registry.get(created.id)).actor.closed).toBe(false);
  });

  describe('one that has given itself up', () => {
    /** Nobody knows whether what was decided last is stored. */
    async function givenUp() {
      const ended: string[] = [];
      const work = lostLine(async () => void ended.push('ended'));
      const { log, registry } = work;
      const host = await registry.get(created.id);
      const usual = work.timers.waits;
      log.beforeKeep = () => Promise.reject(new OutcomeUnknown());
      log.beforeHead = () => Promise.reject(new Refusal('store.unavailable'));
      const enter = host.actor.ask(
        {
          type: 'line.connected',
          participant: participant('mediator'),
          connection: connection('c-mediator'),
          device: device('d-mediator'),
          takeOver: false,
        },
        { kind: 'server' },
      );
      await expect(enter).rejects.toMatchObject({ code: 'store.unavailable' });
      expect(host.actor.closed).toBe(true);
      await settled();
      return { ...work, ended, usual };
    }
    const settled = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve));

    test('[REG-5] has no media any more once nobody has brought it back for a grace period', async () => {
      const { registry, timers, ended, log } = await givenUp();
      expect([timers.waits, ended]).toEqual([[GRACE_MS], []]);
      timers.fire();
      await settled();
      expect(ended).toEqual(['ended']);
      log.beforeKeep = async () => undefined;
      expect((await registry.get(created.id)).actor.closed).toBe(false);
    });

    test('[REG-5] neither while it is tried in vain to bring it back', async () => {
      const { registry, timers, ended, log } = await givenUp();
      const read = Promise.withResolvers<never>();
      log.load = () => read.promise;
      const back = registry.get(created.id);
      timers.fire();
      await settled();
      expect(ended).toEqual([]);
      read.reject(new Refusal('store.unavailable'));
      await expect(back).rejects.toMatchObject({ code: 'store.unavailable' });
      await settled();
      expect(ended).toEqual(['ended']);
    });

    test('[REG-5] has no more time for those who try in vain', async () => {
      const { registry, timers, log } = await givenUp();
      log.rows.get(created.id)?.push({ type: 'captions.provided', provided: true, languages: null });
      await expect(registry.get(created.id)).rejects.toMatchObject({ code: 'store.unavailable' });
      await settled();
      expect(timers.waits).toEqual([GRACE_MS]);
    });

    test('[REG-5] keeps its media when it was brought back in time', async () => {
      const { registry, timers, ended, log, usual } = await givenUp();
      log.beforeKeep = async () => undefined;
      await registry.get(created.id);
      expect([timers.waits, ended]).toEqual([usual, []]);
    });
  });
});
