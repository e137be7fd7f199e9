import { Refusal } from '@parley/shared/errors';
import { by, created, peer, Scenario, server } from '@parley/shared/session/testing';
import { pino } from 'pino';
import { expect, test } from 'vitest';
import { SessionActor } from '../session/actor.ts';
import { MemoryLog } from '../session/testing/memory-log.ts';
import { StallWatch } from './stall-watch.ts';

const { plenary: room } = created;
const turn = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve));

/** The server listens in the plenary. */
async function watching() {
  const scenario = new Scenario().seat('party');
  scenario.do({ type: 'captions.provide', provided: true, languages: null }, server);
  scenario.do({ type: 'captions.automate', room, ear: peer('ear') }, by('mediator'));
  const log = new MemoryLog();
  log.rows.set(created.id, [...scenario.events]);
  const actor = await SessionActor.restore(created.id, { log, now: () => 50_000 });
  const waits = new Set<() => void>();
  const timers = {
    after: (_ms: number, callback: () => void) => {
      waits.add(callback);
      return () => void waits.delete(callback);
    },
  };
  const watch = new StallWatch({ actor, timers, logger: pino({ level: 'silent' }) });
  const fire = (): void => {
    const due = [...waits];
    waits.clear();
    for (const callback of due) callback();
  };
  return { log, actor, watch, waits, fire };
}

test('[CAP-19] that captions have stopped is told in its time, however often it is looked at meanwhile', async () => {
  const { actor, watch, waits, fire } = await watching();
  watch.look(room, true);
  const before = [...waits];
  watch.look(room, true);
  expect(before).toHaveLength(1);
  expect([...waits]).toEqual(before);
  fire();
  await turn();
  expect(actor.state.stalled.has(room)).toBe(true);
});

test('[CAP-19] that it could not be stored is tried again, and by nobody once the session is given up', async () => {
  const { log, watch, waits, fire } = await watching();
  const stored = Promise.withResolvers<void>();
  log.beforeKeep = () => Promise.reject(new Refusal('store.unavailable'));
  watch.look(room, true);
  fire();
  await turn();
  expect(waits.size).toBe(1);
  log.beforeKeep = () => stored.promise;
  fire();
  await turn();
  watch.close();
  stored.reject(new Refusal('store.unavailable'));
  await turn();
  expect(waits.size).toBe(0);
});
