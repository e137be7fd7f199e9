import { Refusal } from '@parley/shared/errors';
import { LinkId, type PeerId } from '@parley/shared/ids';
import {
  type Actor,
  type Command,
  type SessionState,
  settledIn,
  type ServerCommand,
} from '@parley/shared/session';
import { by, connection, created, device, participant, peer, server } from '@parley/shared/session/testing';
import { fakeSfu } from '@parley/sfu/fake';
import { pino } from 'pino';
import { describe, expect, test } from 'vitest';
import { capabilities, parametersOf } from '../fuzz/testing/tracks.ts';
import { HeldTimers } from '../lib/testing/held-timers.ts';
import { SessionHost } from '../session/host.ts';
import { Lines } from '../session/lines.ts';
import { MemoryLog } from '../session/testing/memory-log.ts';
import { partsWith } from '../session/testing/parts.ts';

/** When the SFU is asked to follow, and when it answers. */
class Audiences {
  answered: Promise<void> = Promise.resolve();
  count = 0;
  #next = Promise.withResolvers<void>();

  /** Resolves as soon as the SFU is asked once more. */
  next(): Promise<void> {
    this.#next = Promise.withResolvers();
    return this.#next.promise;
  }

  asked(): Promise<void> {
    this.count += 1;
    this.#next.resolve();
    return this.answered;
  }
}

/** The mediator alone in the plenary, on the line, with a microphone published; all they are told. */
async function talking() {
  const log = new MemoryLog();
  log.rows.set(created.id, [created]);
  const sfu = fakeSfu();
  const timers = new HeldTimers();
  const lines = new Lines();
  const logged: unknown[] = [];
  const audiences = new Audiences();
  /** Until when a peer is not opened yet. */
  const opening = { held: null as Promise<void> | null, begun: Promise.withResolvers<void>() };
  const host = await SessionHost.restore(created.id, {
    ...partsWith({
      log,
      sfu: {
        ...sfu,
        applyAudience: async (audience) => {
          await audiences.asked();
          return sfu.applyAudience(audience);
        },
        openPeer: async (peer) => {
          const until = opening.held;
          if (until !== null) opening.begun.resolve();
          await until;
          return sfu.openPeer(peer);
        },
      },
      lines,
      timers,
      logger: pino({}, { write: (text: string) => void logged.push(JSON.parse(text)) }),
    }),
    onFailed: () => undefined,
    onIdle: () => undefined,
  });
  sfu.on((event) => host.observe(event));
  const { actor, desk } = host;
  const mediator = participant('mediator');
  const do_ = async (command: Command, actor_: Actor): Promise<void> => {
    const outcome = await actor.ask(command, actor_);
    if (!outcome.ok) throw new Error(outcome.error.code);
  };
  const until = (fits: (state: SessionState) => boolean): Promise<void> =>
    new Promise((resolve) => {
      if (fits(actor.state)) return resolve();
      const stop = actor.listen(({ after }) => {
        if (!fits(after)) return;
        stop();
        resolve();
      });
    });
  const told: unknown[] = [];
  const line = connection('c-mediator');
  lines.add({
    id: line,
    session: created.id,
    participant: mediator,
    link: LinkId.parse('link-mediator'),
    send: (name, notice) => void told.push(name === 'media.lost' ? { name, notice } : name),
    drop: () => undefined,
    reset: () => undefined,
  });
  const connected: ServerCommand = {
    type: 'line.connected',
    participant: mediator,
    connection: line,
    device: device('d-mediator'),
    takeOver: true,
  };
  await do_(connected, server);
  await do_({ type: 'session.enter' }, by('mediator'));
  const settled = (state: SessionState): boolean => {
    const person = state.people.get(mediator);
    return person !== undefined && settledIn(person) !== null;
  };
  await until(settled);
  const { peer: joined } = await desk.join(by('mediator'), capabilities);
  const producer = await desk.publish(by('mediator'), {
    epoch: 1,
    source: 'microphone',
    rtpParameters: parametersOf('microphone', 1),
  });
  told.length = 0;
  return { host, actor, log, logged, audiences, timers, until, told, producer, joined, opening };
}

/** From now on nothing can be stored; `tried` resolves once it was tried. */
function closeStore(log: MemoryLog): { readonly tried: Promise<void>; open(): void } {
  const tried = Promise.withResolvers<void>();
  log.beforeKeep = async () => {
    tried.resolve();
    throw new Refusal('store.unavailable');
  };
  return {
    tried: tried.promise,
    open: () => {
      log.beforeKeep = async () => undefined;
    },
  };
}

describe('what the SFU reports while the store is away', () => {
  test('[MEDIA-5] a closed track is shown no more as soon as that can be stored', async () => {
    const { host, actor, log, timers, until, producer } = await talking();
    const store = closeStore(log);
    host.observe({ type: 'producer.closed', session: created.id, producer });
    await store.tried;
    await timers.armed;
    expect(actor.state.producers.has(producer)).toBe(true);
    timers.fire();
    await timers.armed;
    store.open();
    timers.fire();
    await until(({ producers }) => !producers.has(producer));
  });

  test('[MEDIA-5] a lost peer is told to its owner once it is stored, and named', async () => {
    const { host, log, timers, until, told, joined } = await talking();
    const store = closeStore(log);
    host.observe({ type: 'peers.lost', session: created.id, peers: [joined] });
    await store.tried;
    await timers.armed;
    expect(told).toEqual([]);
    store.open();
    timers.fire();
    await until((state) => peerOf(state) === null);
    expect(told).toEqual(['view.changed', { name: 'media.lost', notice: { peer: joined } }]);
  });

  test('[MEDIA-5] a loss of media they no longer have is not told', async () => {
    const { host, actor, told } = await talking();
    host.observe({ type: 'peers.lost', session: created.id, peers: [peer('before')] });
    await actor.ask({ type: 'hand.raise', epoch: 1 }, by('mediator'));
    expect(told).toEqual(['view.changed']);
  });
});

test('whoever joins anew while the SFU still opens a first peer has the second, and is given no first', async () => {
  const { host, opening } = await talking();
  const held = Promise.withResolvers<void>();
  opening.held = held.promise;
  const first = host.desk.join(by('mediator'), capabilities);
  await opening.begun.promise;
  opening.held = Promise.resolve();
  const second = await host.desk.join(by('mediator'), capabilities);
  held.resolve();
  await expect(first).rejects.toMatchObject({ code: 'media.not-joined' });
  expect(host.actor.state.people.get(participant('mediator'))?.peer).toBe(second.peer);
});

test('[MEDIA-5] an audience acknowledged before the SFU lost media is applied once more', async () => {
  const { host, actor, audiences } = await talking();
  const { count } = audiences;
  const answer = Promise.withResolvers<void>();
  audiences.answered = answer.promise;
  const first = audiences.next();
  await actor.ask({ type: 'microphone.set', open: true, epoch: 1 }, by('mediator'));
  await first;
  const again = audiences.next();
  host.observe({ type: 'peers.lost', session: created.id, peers: [peer('before')] });
  answer.resolve();
  await again;
  expect(audiences.count).toBe(count + 2);
});

test('[AUD-4] what was decided before an audience without an answer is applied again: the SFU may hold either', async () => {
  const { actor, audiences, timers } = await talking();
  timers.fire();
  const { count } = audiences;
  audiences.answered = Promise.reject(new Refusal('sfu.unavailable'));
  const open = audiences.next();
  await actor.ask({ type: 'microphone.set', open: true, epoch: 1 }, by('mediator'));
  await open;
  await timers.armed;
  await actor.ask({ type: 'microphone.set', open: false }, by('mediator'));
  audiences.answered = Promise.resolve();
  const again = audiences.next();
  timers.fire();
  await again;
  expect(audiences.count).toBe(count + 2);
});

test('[GATE-24] an edge that the SFU refused is written down with the room and stay of whom it was for', async () => {
  const { host, logged, joined, producer } = await talking();
  const crossing = { type: 'crossing', session: created.id, producer } as const;
  logged.length = 0;
  host.observe({ ...crossing, listener: joined });
  host.observe({ ...crossing, listener: peer('before') });
  const [ofSomebody, ofNobody] = logged;
  const person = { participant: participant('mediator'), room: created.plenary, epoch: 1 };
  expect(ofSomebody).toMatchObject({ session: created.id, producer, ...person });
  expect(ofNobody).toMatchObject({ session: created.id, producer });
  for (const about of Object.keys(person)) expect(ofNobody).not.toHaveProperty(about);
});

const peerOf = (state: SessionState): PeerId | null =>
  state.people.get(participant('mediator'))?.peer ?? null;
