import { Refusal } from '@parley/shared/errors';
import type { Participant, Roster } from '@parley/shared/session';
import { create, evolve } from '@parley/shared/session';
import {
  by,
  connection,
  created,
  device,
  participant,
  respondent,
  server,
} from '@parley/shared/session/testing';
import { fakeSfu } from '@parley/sfu/fake';
import { beforeEach, describe, expect, test } from 'vitest';
import { HeldTimers } from '../lib/testing/held-timers.ts';
import { SessionRegistry } from './registry.ts';
import { MemoryLog } from './testing/memory-log.ts';
import { partsWith } from './testing/parts.ts';

const lawyer: Participant = {
  id: participant('lawyer'),
  name: 'Ma',
  languages: ['zh'],
  role: 'counsel',
  side: respondent,
};
const says = (title: string, ...added: readonly Participant[]): Roster => {
  return { ...created, title, people: [...created.people, ...added] };
};

let log: MemoryLog;
let timers: HeldTimers;
let read: () => Promise<Roster | null>;
let registry: SessionRegistry;
beforeEach(() => {
  log = new MemoryLog();
  log.rows.set(created.id, [created]);
  read = async () => says(created.title);
  begin();
});

/** A server that has not done anything yet, over the same log. */
function begin(): void {
  timers = new HeldTimers();
  registry = new SessionRegistry(partsWith({ log, sfu: fakeSfu(), timers, roster: () => read() }));
}
const turns = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
const state = async () => (await registry.get(created.id)).actor.state;
const typesIn = () => (log.rows.get(created.id) ?? []).map(({ type }) => type);

describe('a session follows its case', () => {
  test('[ROSTER-2] when it begins, before anybody is let on', async () => {
    read = async () => says('Second', lawyer);
    expect((await state()).title).toBe('Second');
    expect(typesIn()).toEqual(['session.created', 'session.corrected', 'people.invited']);
  });

  test('[ROSTER-2] not at all where nothing speaks of it', async () => {
    read = async () => null;
    await state();
    await registry.follow(created.id);
    expect(typesIn()).toEqual(['session.created']);
  });

  test('[ROSTER-2] at once while it is at work, and else when it begins', async () => {
    await registry.follow(created.id);
    expect(typesIn()).toEqual(['session.created']);
    await state();
    read = async () => says('Second');
    await registry.follow(created.id);
    await registry.follow(created.id);
    expect(typesIn()).toEqual(['session.created', 'session.corrected']);
  });

  test('[ROSTER-2] after a server that was killed between what was stored and what was told', async () => {
    await state();
    read = async () => says('Second', lawyer);
    begin();
    const now = await state();
    expect(now.people.has(lawyer.id)).toBe(true);
    const [, ...rest] = await log.load(created.id);
    expect(rest.reduce(evolve, create(created))).toEqual(now);
    begin();
    expect(await state()).toEqual(now);
  });

  test('[ROSTER-2] as it was read last, however long an older reading takes', async () => {
    await state();
    const slow = Promise.withResolvers<Roster>();
    read = () => slow.promise;
    const older = registry.follow(created.id);
    await turns();
    read = async () => says('Newest', lawyer);
    const newer = registry.follow(created.id);
    await turns();
    slow.resolve(says('Older'));
    await Promise.all([older, newer]);
    expect(await state()).toMatchObject({ title: 'Newest' });
    expect((await state()).people.has(lawyer.id)).toBe(true);
  });

  test('[ROSTER-2] later, where it could not be read or stored, without anybody asking again', async () => {
    await state();
    let fails = 1;
    read = async () => {
      fails -= 1;
      if (fails >= 0) throw new Refusal('store.unavailable');
      return says('Second');
    };
    await registry.follow(created.id);
    expect((await state()).title).toBe(created.title);
    log.beforeKeep = async () => {
      log.beforeKeep = async () => undefined;
      throw new Refusal('store.unavailable');
    };
    timers.fire(1_000);
    await turns();
    expect((await state()).title).toBe(created.title);
    timers.fire(1_000);
    await turns();
    expect((await state()).title).toBe('Second');
    expect(timers.fire(1_000)).toBe(0);
  });

  test('[ROSTER-2] and nobody is let on while what the case says cannot be read', async () => {
    read = () => Promise.reject(new Refusal('store.unavailable'));
    await expect(registry.get(created.id)).rejects.toMatchObject({ code: 'store.unavailable' });
    expect(registry.size).toBe(0);
    read = async () => says('Second');
    expect((await state()).title).toBe('Second');
  });

  test('[ROSTER-6] which never takes out whoever came while it was read', async () => {
    const host = await registry.get(created.id);
    const slow = Promise.withResolvers<Roster>();
    read = () => slow.promise;
    const following = registry.follow(created.id);
    const who = participant('observer');
    const line = { connection: connection('c-observer'), device: device('d-observer'), takeOver: true };
    await host.actor.ask({ type: 'line.connected', participant: who, ...line }, server);
    slow.resolve({ ...created, people: created.people.filter(({ id }) => id !== who) });
    await following;
    expect((await state()).people.has(who)).toBe(true);
    expect(await host.actor.ask({ type: 'session.enter' }, by('observer', 'c-observer'))).toMatchObject({
      ok: true,
    });
  });
});
