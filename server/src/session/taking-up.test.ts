import { Refusal } from '@parley/shared/errors';
import { LinkId, type PeerId, SessionId } from '@parley/shared/ids';
import type { Command } from '@parley/shared/session';
import {
  by,
  connection,
  created,
  device,
  participant,
  room,
  Scenario,
  server,
} from '@parley/shared/session/testing';
import type { Sfu } from '@parley/shared/sfu';
import { type FakeSfu, fakeSfu } from '@parley/sfu/fake';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { capabilities, parametersOf } from '../fuzz/testing/tracks.ts';
import { OutcomeUnknown } from '../store/event-log.ts';
import type { SessionHost } from './host.ts';
import { life, type Life } from './testing/lives.ts';
import { MemoryLog } from './testing/memory-log.ts';
import { GRACE_MS } from './testing/parts.ts';

const session = created.id;
const names = ['party', 'counsel'] as const;
type Name = (typeof names)[number];

let log: MemoryLog;
let sfu: FakeSfu;
let first: Life;
let host: SessionHost;
const peers = new Map<Name, PeerId>();

/** Party and counsel hear each other in their side's room; the mediator is on the line. */
beforeEach(async () => {
  log = new MemoryLog();
  sfu = fakeSfu();
  log.rows.set(session, [...new Scenario().arrive(...names).events]);
  first = life(log, sfu);
  host = await first.registry.get(session);
  for (const name of ['mediator', ...names]) await connect(host, name);
  for (const name of names) {
    const { peer } = await host.desk.join(by(name), capabilities);
    peers.set(name, peer);
  }
  for (const [index, name] of names.entries()) {
    const rtpParameters = parametersOf('microphone', index + 1);
    await host.desk.publish(by(name), { epoch: 1, source: 'microphone', rtpParameters });
    await host.actor.ask({ type: 'microphone.set', open: true, epoch: 1 }, by(name));
  }
  await sfu.flush();
  for (const { listener, consumer } of sfu.edges()) {
    await sfu.resumeConsumer({ session, peer: listener, consumer });
  }
  await sfu.flush();
});

/** Whatever follows by itself has followed: nothing here takes longer than its turns. */
async function rest(): Promise<void> {
  for (let turn = 0; turn < 60; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}

const connect = (at: SessionHost, name: string) =>
  at.actor.ask(
    {
      type: 'line.connected',
      participant: participant(name),
      connection: connection(`c-${name}`),
      device: device(`d-${name}`),
      takeOver: false,
    },
    server,
  );

const flowing = () => sfu.edges().flatMap(({ consumer, flows }) => (flows ? [consumer] : []));
const edgesOf = (name: Name) => sfu.edges().filter(({ listener }) => listener === peers.get(name));

/** Decided and stored, and the server dies before the SFU has heard of it. */
async function lastWord(command: Command, by_ = by('mediator')): Promise<void> {
  first.kill();
  const outcome = await host.actor.ask(command, by_);
  if (!outcome.ok) throw new Error(outcome.error.code);
}

/** The next life takes up what there is; whatever it does by itself has been done. */
async function begin(next: Life = life(log, sfu)): Promise<SessionHost> {
  first.kill();
  sfu.newLeader(session);
  await next.registry.takeUp(await sfu.held());
  const restored = await next.registry.get(session);
  await rest();
  return restored;
}

describe('a session that was given up', () => {
  /** Whether it was stored nobody can say just now. */
  function losesItsStore(): void {
    log.beforeKeep = () => Promise.reject(new OutcomeUnknown());
    log.beforeHead = () => Promise.reject(new Refusal('store.unavailable'));
  }
  function hasItAgain(): void {
    log.beforeKeep = async () => undefined;
    log.beforeHead = async () => undefined;
  }

  test('[SES-21] has whoever’s link is withdrawn cut off, though nobody has come back to it', async () => {
    losesItsStore();
    await expect(host.actor.ask({ type: 'hand.raise', epoch: 1 }, by('party'))).rejects.toMatchObject({
      code: 'store.unavailable',
    });
    expect(first.registry.size).toBe(0);
    hasItAgain();
    await first.registry.cutOff(session, participant('party'));
    expect(sfu.edges()).toEqual([]);
  });

  test('[SES-21] has them cut off also where it was given up over just that', async () => {
    losesItsStore();
    const back = first.registry.cutOff(session, participant('party'));
    log.beforeHead = async () => {
      hasItAgain();
      throw new Refusal('store.unavailable');
    };
    await back;
    expect(sfu.edges()).toEqual([]);
  });
});

describe('a server that comes back', () => {
  test('[TAKE-2] touches nothing of what is as it is written down', async () => {
    const heard = flowing();
    expect(heard).toHaveLength(2);
    const told: string[] = [];
    sfu.on((event) => {
      told.push(event.type);
      expect(flowing()).toEqual(heard);
    });
    const restored = await begin();
    expect(flowing()).toEqual(heard);
    expect(told).toEqual([]);
    expect(restored.actor.state.people.get(participant('party'))).toMatchObject({
      peer: peers.get('party'),
      microphone: 'open',
      line: { kind: 'lost' },
    });
  });

  test('[TAKE-2] [TAKE-8] tells whoever comes back of what stands for them, and of how they fare', async () => {
    const peer = peers.get('party');
    if (peer === undefined) throw new Error('the party has no peer');
    sfu.fare(session, peer, 7);
    await rest();
    const next = life(log, sfu);
    const restored = await begin(next);
    const told: unknown[] = [];
    const line = {
      id: connection('c-party'),
      session,
      participant: participant('party'),
      link: LinkId.parse('link-party'),
      send: (name: string, notice: unknown) => void told.push([name, notice]),
      drop: () => undefined,
      reset: () => undefined,
    };
    next.lines.add(line);
    await connect(restored, 'party');
    restored.fanOut.show(line);
    restored.desk.remind(line);
    const quality = [{ participant: participant('party'), score: 7 }];
    expect(told).toContainEqual(['signals', { speaking: [], quality }]);
    const [edge] = edgesOf('party');
    expect(told).toContainEqual(['consumers.now', { peer, consumers: [edge?.consumer] }]);
    const [options] = await sfu.receptions({ session, peer });
    const offer = { peer, epoch: 1, owner: participant('counsel'), options };
    expect(told).toContainEqual(['consumer.opened', offer]);
    if (edge === undefined) throw new Error('the party hears nobody');
    await restored.desk.ready(participant('party'), edge.consumer);
  });

  const apart = {
    type: 'caucus.open',
    room: room('caucus'),
    title: 'Alone',
    participants: [participant('party')],
    minutes: null,
    mixing: [],
  } as const;

  test('[TAKE-3] cuts off whoever was sent elsewhere with the last that was stored, though nobody comes', async () => {
    await lastWord(apart);
    expect(flowing()).toHaveLength(2);
    const restored = await begin();
    expect(sfu.edges()).toEqual([]);
    const { attendance } = restored.actor.state.people.get(participant('party')) ?? {};
    expect(attendance).toMatchObject({ placement: { kind: 'settled', room: room('caucus') } });
  });

  test('[TAKE-3] silences whoever closed their microphone with the last that was stored', async () => {
    await lastWord({ type: 'microphone.set', open: false }, by('party'));
    expect(edgesOf('counsel').map(({ flows }) => flows)).toEqual([true]);
    await begin();
    expect(edgesOf('counsel').map(({ flows }) => flows)).toEqual([false]);
    expect(edgesOf('party').map(({ flows }) => flows)).toEqual([true]);
  });

  test('[TAKE-3] cuts off whoever was removed with the last that was stored', async () => {
    await lastWord({ type: 'participant.remove', participant: participant('party'), reason: '' });
    expect(flowing()).toHaveLength(2);
    await begin();
    expect(sfu.edges()).toEqual([]);
  });

  test('[TAKE-3] does so also when it had gone again before anybody came back', async () => {
    const second = life(log, sfu);
    host = await begin(second);
    first = second;
    await lastWord(apart, by('mediator'));
    expect(flowing()).toHaveLength(2);
    await begin();
    expect(sfu.edges()).toEqual([]);
  });

  test('[TAKE-3] opens nothing before the last that was stored has been done', async () => {
    await lastWord(apart);
    const orders: string[] = [];
    const watched: Sfu = {
      ...sfu,
      openPeer: (command) => {
        orders.push(`open, ${sfu.edges().length} edges`);
        return sfu.openPeer(command);
      },
      publish: (command) => {
        orders.push(`publish, ${sfu.edges().length} edges`);
        return sfu.publish(command);
      },
    };
    const restored = await begin(life(log, watched));
    await connect(restored, 'party');
    await restored.desk.join(by('party'), capabilities);
    const rtpParameters = parametersOf('microphone', 1);
    await restored.desk.publish(by('party'), { epoch: 2, source: 'microphone', rtpParameters });
    expect(orders).toEqual(['open, 0 edges', 'publish, 0 edges']);
  });

  test('[TAKE-4] takes up nothing of whoever has no link that holds', async () => {
    const restored = await begin(life(log, sfu, { standing: async () => new Set([participant('counsel')]) }));
    expect(restored.actor.state.people.get(participant('party'))?.peer).toBeNull();
    expect(restored.actor.state.people.get(participant('counsel'))?.peer).toBe(peers.get('counsel'));
    expect(sfu.edges()).toEqual([]);
  });

  test('[TAKE-4] [REG-4] takes up nothing while it cannot be read who has one', async () => {
    const standing = () => Promise.reject(new Refusal('store.unavailable'));
    const next = life(log, sfu, { standing });
    first.kill();
    await next.registry.takeUp([session]);
    expect(next.registry.size).toBe(0);
    expect(next.timers.waits).toEqual([]);
  });

  const away = {
    type: 'line.lost',
    participant: participant('party'),
    connection: connection('c-party'),
  } as const;

  test('[TAKE-4] takes up nothing of whoever was away for a grace period, and gives nobody another one', async () => {
    await host.actor.ask(away, server);
    const late = await begin(life(log, sfu, { now: 50_000 + GRACE_MS }));
    expect(late.actor.state.people.get(participant('party'))?.peer).toBeNull();
    expect(edgesOf('party')).toEqual([]);
  });

  test('[TAKE-4] leaves whoever is away what is left of their grace period', async () => {
    await host.actor.ask(away, server);
    const next = life(log, sfu, { now: 57_000 });
    const restored = await begin(next);
    expect(restored.actor.state.people.get(participant('party'))?.peer).toBe(peers.get('party'));
    const left = next.timers.waits.toSorted((a, b) => a - b);
    expect(left).toEqual([GRACE_MS - 7_000, GRACE_MS, GRACE_MS]);
  });

  test('[TAKE-4] gives nobody more than that either where its clock was set back', async () => {
    await host.actor.ask(away, server);
    const next = life(log, sfu, { now: 40_000 });
    await begin(next);
    expect(Math.max(...next.timers.waits)).toBe(GRACE_MS);
  });

  test('[TAKE-5] ends a session that its log does not know', async () => {
    log.rows.delete(session);
    first.kill();
    const next = life(log, sfu);
    await next.registry.takeUp(await sfu.held());
    await sfu.flush();
    expect(sfu.edges()).toEqual([]);
    expect(await sfu.held()).toEqual([]);
    expect(next.registry.size).toBe(0);
  });

  test('[TAKE-5] [REG-1] gives up a session in which nobody is awaited any more', async () => {
    first.kill();
    for (const name of ['mediator', ...names]) {
      await host.actor.ask({ type: 'link.withdrawn', participant: participant(name) }, server);
    }
    const next = life(log, sfu);
    await next.registry.takeUp([session]);
    expect(next.registry.size).toBe(0);
    expect(await sfu.held()).toEqual([]);
    log.load = () => Promise.reject(new Error('nobody has anything to ask here'));
    const read = vi.spyOn(log, 'load');
    await next.registry.cutOff(session, participant('party'));
    expect(read).not.toHaveBeenCalled();
  });

  test.each<[string, Partial<Sfu>]>([
    ['is away', { inventory: () => Promise.reject(new Refusal('sfu.unavailable')) }],
    ['answers by half', { receptions: () => Promise.reject(new Refusal('sfu.unavailable')) }],
    ['holds it for another server', { inventory: () => Promise.reject(new Refusal('sfu.stale')) }],
  ])('[TAKE-6] takes up nothing from an SFU that %s, and everyone can come back', async (_, change) => {
    const restored = await begin(life(log, { ...sfu, ...change }));
    expect(sfu.edges()).toEqual([]);
    expect(restored.actor.state.producers.size).toBe(0);
    expect(await connect(restored, 'party')).toMatchObject({ ok: true });
    expect((await restored.desk.join(by('party'), capabilities)).peer).not.toBe(peers.get('party'));
  });

  test('[TAKE-7] that is told what was held before somebody left lets nobody hear more for it', async () => {
    const before = await sfu.inventory({ session });
    await host.actor.ask({ type: 'session.leave' }, by('party'));
    await rest();
    expect(sfu.edges()).toEqual([]);
    await begin(life(log, { ...sfu, inventory: async () => before }));
    expect(sfu.edges()).toEqual([]);
  });

  test('[TAKE-7] that is told of a peer there is not any more lets its person join anew', async () => {
    const before = await sfu.inventory({ session });
    const peer = peers.get('party');
    if (peer === undefined) throw new Error('the party has no peer');
    first.kill();
    sfu.losePeer(session, peer);
    await sfu.flush();
    const restored = await begin(life(log, { ...sfu, inventory: async () => before }));
    expect(restored.actor.state.people.get(participant('party'))?.peer).toBe(peer);
    expect(sfu.edges()).toEqual([]);
    await connect(restored, 'party');
    await expect(restored.desk.restartIce(participant('party'), 'recv')).rejects.toMatchObject({
      code: 'media.unknown',
    });
    await restored.desk.join(by('party'), capabilities);
    await rest();
    await sfu.flush();
    expect(edgesOf('counsel')).toEqual([]);
  });

  test('[SES-21] [TAKE-4] cuts off whoever’s link is withdrawn in a session that could not be taken up', async () => {
    first.kill();
    sfu.newLeader(session);
    const next = life(log, sfu);
    log.beforeKeep = () => Promise.reject(new Refusal('store.unavailable'));
    await next.registry.takeUp(await sfu.held());
    expect(next.registry.size).toBe(0);
    expect(flowing()).toHaveLength(2);
    log.beforeKeep = async () => undefined;
    await next.registry.cutOff(session, participant('party'));
    expect(sfu.edges()).toEqual([]);
  });

  test('[SERVE-1] [TAKE-4] cuts off whoever’s link is withdrawn before it has come to their session', async () => {
    first.kill();
    const next = life(log, sfu);
    const earlier = Array.from({ length: 40 }, (_, n) => SessionId.parse(`unknown-${n}`));
    const takingUp = next.registry.takeUp([...earlier, session]);
    await next.registry.cutOff(session, participant('party'));
    expect(edgesOf('party')).toEqual([]);
    await takingUp;
  });
});
