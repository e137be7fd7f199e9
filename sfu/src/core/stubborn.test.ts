import type { Audience } from '@parley/shared/policy';
import type { SfuEvent } from '@parley/shared/sfu';
import { describe, expect, test } from 'vitest';
import { chromium, opus, peerId, producerId, roomId, sessionId } from '../contract/fixtures.ts';
import { FakePlane } from '../fake/plane.ts';
import { Queue, turn } from '../fake/queue.ts';
import { HandTimers } from '../lib/hand-timers.ts';
import type { MediaPeer, MediaPlane } from './media.ts';
import { type SfuNode, sfuOn } from './node.ts';

/** Commands and reports flow by themselves. */
const settle = async (): Promise<void> => {
  for (let turns = 0; turns < 10; turns += 1) await turn();
};

describe('a worker that will not do as it is told', () => {
  const session = sessionId('session');
  const place = { room: roomId('plenary'), epoch: 1 };
  const peers = [
    { peer: peerId('li'), at: place, producers: [producerId('mic')] },
    { peer: peerId('chen'), at: place, producers: [] },
  ];
  const edges = [{ listener: peerId('chen'), producer: producerId('mic') }];
  const audience = { session, seq: 1, peers, edges, prepared: [], paused: [] };

  /** Peers that are changed before they are handed out. */
  function planeWith(change: (peer: MediaPeer) => Partial<MediaPeer>): MediaPlane {
    const plane = new FakePlane(new Queue(false));
    return {
      capabilities: plane.capabilities,
      workers: () => plane.workers(),
      close: () => plane.close(),
      openRouter: async (id, events) => {
        const router = await plane.openRouter(id, events);
        return {
          ...router,
          openPeer: async (...wish) => {
            const peer = await router.openPeer(...wish);
            return { ...peer, ...change(peer) };
          },
        };
      },
    };
  }

  /** Whose consumers are neither held back nor let through before they hear; and what was asked of them after. */
  function deafPlane() {
    let deaf = true;
    const asked: boolean[] = [];
    const plane = planeWith((peer) => ({
      consume: async (wish) => {
        const consumer = await peer.consume(wish);
        const setPaused = async (paused: boolean): Promise<void> => {
          if (deaf) throw new Error('deaf');
          asked.push(paused);
        };
        return consumer && { ...consumer, setPaused };
      },
    }));
    return { plane, asked, hears: () => void (deaf = false) };
  }

  /** What Chen hears, which was opened first. */
  function firstOpened([opened]: readonly SfuEvent[]) {
    if (opened?.type !== 'consumer.opened') throw new Error('no consumer was opened');
    return { session, peer: peerId('chen'), consumer: opened.options.consumer };
  }

  /** Li's microphone is published and Chen is there. */
  async function published(sfu: SfuNode, first: Audience = audience): Promise<SfuEvent[]> {
    const events: SfuEvent[] = [];
    sfu.on((event) => events.push(event));
    for (const { peer } of peers) await sfu.openPeer({ session, peer, rtpCapabilities: chromium });
    await sfu.applyAudience(first);
    await sfu.publish({
      session,
      peer: peerId('li'),
      producer: producerId('mic'),
      source: 'microphone',
      tag: place,
      rtpParameters: opus(1),
    });
    await settle();
    return events;
  }

  test('[SFU-30] whoever cannot be muted is cut off', async () => {
    const sfu = sfuOn(
      planeWith((peer) => ({
        produce: async (track) => ({
          ...(await peer.produce(track)),
          setPaused: () => Promise.reject(new Error('deaf')),
        }),
      })),
    );
    const events = await published(sfu);
    expect(events.map(({ type }) => type)).toEqual(['consumer.opened']);
    await sfu.applyAudience({ ...audience, seq: 2, paused: [producerId('mic')] });
    expect(events.map(({ type }) => type)).toEqual(['consumer.opened', 'consumer.closed', 'producer.closed']);
    await sfu.close();
  });

  test('[SFU-39] what an earlier audience holds back is not acknowledged by a later one before it is done', async () => {
    const deaf = Promise.withResolvers<void>();
    const sfu = sfuOn(
      planeWith((peer) => ({
        produce: async (track) => ({ ...(await peer.produce(track)), setPaused: () => deaf.promise }),
      })),
    );
    const events = await published(sfu);
    const acknowledged: number[] = [];
    for (const seq of [2, 3]) {
      const applied = sfu.applyAudience({ ...audience, seq, paused: [producerId('mic')] });
      void applied.then((answer) => acknowledged.push(answer.seq));
    }
    await settle();
    expect(acknowledged).toEqual([]);
    deaf.reject(new Error('deaf'));
    await settle();
    expect(acknowledged).toEqual([2, 3]);
    expect(events.map(({ type }) => type)).toEqual(['consumer.opened', 'consumer.closed', 'producer.closed']);
    await sfu.close();
  });

  test('[SFU-39] nothing is let through by one audience before what the next holds back is done', async () => {
    const held = Promise.withResolvers<void>();
    const asked: boolean[] = [];
    const sfu = sfuOn(
      planeWith((peer) => ({
        produce: async (track) => ({ ...(await peer.produce(track)), setPaused: () => held.promise }),
        consume: async (wish) => {
          const consumer = await peer.consume(wish);
          return consumer && { ...consumer, setPaused: async (paused) => void asked.push(paused) };
        },
      })),
    );
    const prepared = { ...audience, edges: [], prepared: edges };
    await sfu.resumeConsumer(firstOpened(await published(sfu, prepared)));
    const both = [
      sfu.applyAudience({ ...prepared, seq: 2 }),
      sfu.applyAudience({ ...audience, seq: 3, paused: [producerId('mic')] }),
    ];
    await settle();
    expect(asked).toEqual([]);
    held.resolve();
    await Promise.all(both);
    expect(asked).toEqual([false]);
    await sfu.close();
  });

  test('[SFU-39] what all of them say is opened, though the next always comes before the last is done', async () => {
    const done: (() => void)[] = [];
    const sfu = sfuOn(
      planeWith((peer) => ({
        produce: async (track) => ({
          ...(await peer.produce(track)),
          setPaused: () => new Promise<void>((resolve) => void done.push(resolve)),
        }),
      })),
    );
    const hers = producerId('hers');
    const both = peers.map((each) => (each.peer === peerId('chen') ? { ...each, producers: [hers] } : each));
    const events = await published(sfu, { ...audience, peers: both, edges: [] });
    const { rtpParameters, source } = { rtpParameters: opus(2), source: 'microphone' } as const;
    await sfu.publish({ session, peer: peerId('chen'), producer: hers, source, tag: place, rtpParameters });
    const opened = (): number => events.filter(({ type }) => type === 'consumer.opened').length;
    const next = async (seq: number): Promise<void> => {
      const paused = seq % 2 === 0 ? [hers] : [];
      void sfu.applyAudience({ ...audience, seq, peers: both, paused });
      await settle();
    };
    await next(2);
    await next(3);
    expect(opened()).toBe(0);
    done.shift()?.();
    await settle();
    expect(opened()).toBe(1);
    for (const each of done) each();
    await settle();
    for (const each of done) each();
    await sfu.close();
  });

  test('[SFU-37] whoever cannot be kept from hearing is cut off', async () => {
    const sfu = sfuOn(
      planeWith((peer) => ({
        consume: async (wish) => {
          const consumer = await peer.consume(wish);
          const deaf = (paused: boolean): Promise<void> =>
            paused ? Promise.reject(new Error('deaf')) : Promise.resolve();
          return consumer && { ...consumer, setPaused: deaf };
        },
      })),
    );
    const events = await published(sfu);
    await sfu.resumeConsumer(firstOpened(events));
    await sfu.applyAudience({ ...audience, seq: 2, edges: [], prepared: edges });
    expect(events.map(({ type }) => type)).toEqual(['consumer.opened', 'consumer.closed']);
    await sfu.close();
  });

  test('[SFU-37] what could not be let through flows once its browser asks again', async () => {
    const { plane, asked, hears } = deafPlane();
    const sfu = sfuOn(plane);
    const at = firstOpened(await published(sfu, { ...audience, edges: [], prepared: edges }));
    await sfu.resumeConsumer(at);
    await sfu.applyAudience({ ...audience, seq: 2 });
    await settle();
    expect([asked, (await sfu.stats()).faults]).toEqual([[], 1]);
    hears();
    await sfu.resumeConsumer(at);
    expect(asked).toEqual([false]);
    await sfu.close();
  });

  test('[SFU-37] what stays an edge is held back at no moment, and what is gone is no fault', async () => {
    const asked: boolean[] = [];
    const release = Promise.withResolvers<never>();
    const sfu = sfuOn(
      planeWith((peer) => ({
        consume: async (wish) => {
          const consumer = await peer.consume(wish);
          const setPaused = async (paused: boolean): Promise<void> => {
            asked.push(paused);
            if (asked.length === 3) await release.promise;
          };
          return consumer && { ...consumer, setPaused };
        },
      })),
    );
    await sfu.resumeConsumer(firstOpened(await published(sfu)));
    await sfu.applyAudience({ ...audience, seq: 2 });
    expect(asked).toEqual([false]);
    await sfu.applyAudience({ ...audience, seq: 3, edges: [], prepared: edges });
    await sfu.applyAudience({ ...audience, seq: 4 });
    expect(asked).toEqual([false, true, false]);
    await sfu.applyAudience({ ...audience, seq: 5, edges: [] });
    release.reject(new Error('closed meanwhile'));
    await settle();
    expect((await sfu.stats()).faults).toBe(0);
    await sfu.close();
  });

  test('[SFU-34] an edge that will not open is tried ever more seldom, and no more once it is not allowed', async () => {
    let tries = 0;
    const timers = new HandTimers();
    const refuse = (): Promise<never> => {
      tries += 1;
      return Promise.reject(new Error('no'));
    };
    const sfu = sfuOn(
      planeWith(() => ({ consume: refuse })),
      { timers },
    );
    await published(sfu);
    const pass = async (ms: number): Promise<void> => {
      for (let left = ms; left > 0; left -= 100) {
        timers.advance(100);
        await settle();
      }
    };
    await pass(1_000);
    expect(tries).toBe(4);
    await pass(60_000);
    expect(tries).toBeGreaterThan(12);
    expect(tries).toBeLessThan(20);
    expect((await sfu.stats()).faults).toBe(tries);
    await sfu.applyAudience({ ...audience, seq: 2, edges: [] });
    const before = tries;
    await pass(60_000);
    expect(tries).toBe(before);
    await sfu.close();
  });

  test('[SFU-35] a track that could not be resumed flows once its browser asks again', async () => {
    const { plane, asked, hears } = deafPlane();
    const sfu = sfuOn(plane);
    const at = firstOpened(await published(sfu));
    await expect(sfu.resumeConsumer(at)).rejects.toMatchObject({ code: 'sfu.unavailable' });
    hears();
    await sfu.resumeConsumer(at);
    expect(asked).toEqual([false]);
    await sfu.close();
  });
});
