import { Refusal } from '@parley/shared/errors';
import type { SessionEvent } from '@parley/shared/session';
import { by, created, participant, Scenario, server } from '@parley/shared/session/testing';
import { describe, expect, test } from 'vitest';
import { OutcomeUnknown } from '../store/event-log.ts';
import { SessionActor } from './actor.ts';
import { MemoryLog } from './testing/memory-log.ts';

async function atWork(): Promise<{ log: MemoryLog; actor: SessionActor; failures: string[] }> {
  const log = new MemoryLog();
  log.rows.set(created.id, [...new Scenario().seat('party').events]);
  const failures: string[] = [];
  const actor = await SessionActor.restore(created.id, {
    log,
    now: () => 50_000,
    onFailed: (code) => failures.push(code),
  });
  return { log, actor, failures };
}
const raise = { type: 'hand.raise', epoch: 1 } as const;
const handOf = (actor: SessionActor): number | null | undefined =>
  actor.state.people.get(participant('party'))?.handSince;

describe('the session actor', () => {
  test('[ACT-1] nobody is told before the events are committed', async () => {
    const { log, actor } = await atWork();
    const order: string[] = [];
    log.beforeKeep = async () => void order.push('commit');
    log.afterKeep = async () => void order.push('committed');
    actor.listen(() => order.push('told'));
    await actor.ask(raise, by('party'));
    expect(order).toEqual(['commit', 'committed', 'told']);
  });

  test('[ACT-2] what could not be stored has not happened, and the next command goes on from there', async () => {
    const { log, actor } = await atWork();
    const before = actor.state;
    log.beforeKeep = async () => Promise.reject(new Refusal('store.unavailable'));
    await expect(actor.ask(raise, by('party'))).rejects.toMatchObject({ code: 'store.unavailable' });
    expect(actor.state).toBe(before);
    log.beforeKeep = async () => undefined;
    expect(await actor.ask(raise, by('party'))).toMatchObject({ ok: true });
    expect(handOf(actor)).toBe(50_000);
  });

  test('[ACT-3] a commit whose answer was lost is looked up: it happened, so it is told', async () => {
    const { log, actor } = await atWork();
    log.afterKeep = async () => Promise.reject(new OutcomeUnknown());
    expect(await actor.ask(raise, by('party'))).toMatchObject({ ok: true });
    expect(handOf(actor)).toBe(50_000);
  });

  test('[ACT-3] a commit whose answer was lost is looked up: it did not happen, so it is refused', async () => {
    const { log, actor } = await atWork();
    log.beforeKeep = async () => Promise.reject(new OutcomeUnknown());
    await expect(actor.ask(raise, by('party'))).rejects.toMatchObject({ code: 'store.unavailable' });
    expect(handOf(actor)).toBeNull();
  });

  test('[ACT-4] when even that cannot be known, the actor gives itself up', async () => {
    const { log, actor, failures } = await atWork();
    log.beforeKeep = async () => Promise.reject(new OutcomeUnknown());
    log.beforeHead = async () => Promise.reject(new Refusal('store.unavailable'));
    await expect(actor.ask(raise, by('party'))).rejects.toMatchObject({ code: 'store.unavailable' });
    await expect(actor.ask(raise, by('mediator'))).rejects.toMatchObject({ code: 'store.unavailable' });
    expect(failures).toEqual(['store.unavailable']);
  });

  test('[ACT-4] a second writer makes the actor give itself up', async () => {
    const { log, actor, failures } = await atWork();
    const elsewhere: SessionEvent = { type: 'hand.raised', participant: participant('mediator'), at: 1 };
    log.rows.set(created.id, [...(log.rows.get(created.id) ?? []), elsewhere]);
    await expect(actor.ask(raise, by('party'))).rejects.toThrow('another writer was here');
    expect(failures).toEqual(['server.failed']);
  });

  test('[ACT-5] commands are taken one at a time, in the order they came', async () => {
    const { log, actor } = await atWork();
    const gate = Promise.withResolvers<void>();
    log.beforeKeep = () => gate.promise;
    const first = actor.ask(raise, by('party'));
    const second = actor.ask(
      { type: 'participant.remove', participant: participant('party'), reason: '' },
      by('mediator'),
    );
    const third = actor.ask(raise, by('party'));
    gate.resolve();
    expect((await first).ok).toBe(true);
    expect((await second).ok).toBe(true);
    expect(await third).toEqual({ ok: false, error: { code: 'room.not-in' } });
  });

  test('[ACT-6] a replay gives the state that the actor had', async () => {
    const { log, actor } = await atWork();
    await actor.ask(raise, by('party'));
    await actor.ask({ type: 'microphone.set', open: true, epoch: 1 }, by('mediator'));
    const again = await SessionActor.restore(created.id, { log, now: () => 60_000 });
    expect(again.state).toEqual(actor.state);
  });

  test('[ACT-7] a session that was never created is unknown', async () => {
    const log = new MemoryLog();
    await expect(SessionActor.restore(created.id, { log, now: () => 0 })).rejects.toMatchObject({
      code: 'session.unknown',
    });
  });

  test('[SES-16] a denial is an answer and stores nothing', async () => {
    const { log, actor } = await atWork();
    const rows = log.rows.get(created.id)?.length;
    expect(await actor.ask({ type: 'session.adjourn', note: '' }, by('party'))).toEqual({
      ok: false,
      error: { code: 'role.not-allowed' },
    });
    expect(await actor.ask(raise, server)).toMatchObject({ ok: false });
    expect(log.rows.get(created.id)?.length).toBe(rows);
  });
});
