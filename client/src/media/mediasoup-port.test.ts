import { ConsumerId, ProducerId } from '@parley/shared/ids';
import { type Direction, PeerParams, RtpCapabilities } from '@parley/shared/sfu';
import * as parameters from 'mediasoup-client/fakeParameters';
import { FakeHandler } from 'mediasoup-client/handlers/FakeHandler';
import type { types } from 'mediasoup-client';
import { describe, expect, it } from 'vitest';
import { FakeClock, flushed } from '../session/testing/fake-clock.ts';
import { MediasoupPort } from './mediasoup-port.ts';
import { type MediaPeer, type OutgoingTrack, Withdrawn } from './port.ts';
import { fakeTrack } from './testing/fake-track.ts';

/** What a connection's senders were asked for, in order, and how long the browser takes for it. */
class Senders {
  readonly asked: ('send' | 'stop' | 'replace' | 'hold')[] = [];
  /** What they were given to send. */
  readonly given: MediaStreamTrack[] = [];
  taking: Promise<void> = Promise.resolve();
  /** The one thing that takes so long; all of it, if null. */
  slow: 'stop' | null = null;
  /** What the media node says is missing of the sound that leaves. */
  lost = 0;

  count(what: 'send' | 'stop' | 'hold'): number {
    return this.asked.filter((each) => each === what).length;
  }

  get factory(): types.HandlerFactory {
    const own = FakeHandler.createFactory(parameters);
    return {
      ...own,
      factory: (options) => {
        const handler = own.factory(options);
        const send = handler.send.bind(handler);
        const stop = handler.stopSending.bind(handler);
        const replace = handler.replaceTrack.bind(handler);
        handler.send = async (sent) => {
          this.given.push(sent.track);
          await this.#takes('send');
          return send(sent);
        };
        handler.stopSending = async (id) => {
          await this.#takes('stop');
          return stop(id);
        };
        handler.replaceTrack = async (id, track) => {
          if (track !== null) this.given.push(track);
          await this.#takes('replace');
          return replace(id, track);
        };
        const hold = handler.setRtpEncodingParameters.bind(handler);
        handler.setRtpEncodingParameters = async (id, change) => {
          await this.#takes('hold');
          return hold(id, change);
        };
        const told = { type: 'remote-inbound-rtp', kind: 'audio' };
        handler.getTransportStats = () =>
          Promise.resolve(new Map([['sound', { ...told, fractionLost: this.lost }]]));
        return handler;
      },
    };
  }

  async #takes(what: 'send' | 'stop' | 'replace' | 'hold'): Promise<void> {
    this.asked.push(what);
    if (this.slow === null || this.slow === what) await this.taking;
  }
}

/** The browser is mediasoup-client's fake one: like the real ones it starts ICE when it is told to go on. */
async function opened(clock = new FakeClock(), factory = new Senders().factory) {
  const port = new MediasoupPort(clock, () => factory);
  await port.load(RtpCapabilities.parse(parameters.generateRouterRtpCapabilities()));
  const asked = Promise.withResolvers<Direction>();
  const answer = Promise.withResolvers<void>();
  const peer = port.open(
    PeerParams.parse({
      send: parameters.generateTransportRemoteParameters(),
      recv: parameters.generateTransportRemoteParameters(),
    }),
    {
      connect: (direction) => {
        asked.resolve(direction);
        return answer.promise;
      },
      changed: () => undefined,
      narrow: () => undefined,
    },
  );
  return { peer, asked: asked.promise, answer };
}

const firstUse: { readonly [D in Direction]: (peer: MediaPeer) => Promise<unknown> } = {
  send: (peer) =>
    peer.publish('microphone', fakeTrack('audio'), true, () =>
      Promise.resolve(ProducerId.parse('producer-mine')),
    ).announced,
  recv: (peer) => receive(peer, theirs),
};
const theirs = ConsumerId.parse('consumer-theirs');
const receive = (peer: MediaPeer, consumer: ConsumerId) =>
  peer.receive({
    consumer,
    kind: 'audio',
    rtpParameters: {
      codecs: [{ mimeType: 'audio/opus', payloadType: 100, clockRate: 48_000, channels: 2 }],
      encodings: [{ ssrc: 1 }],
    },
  });

describe.each(['send', 'recv'] as const)('the %s transport', (direction) => {
  it('goes on with ICE only when the server has acknowledged its parameters', async () => {
    const { peer, asked, answer } = await opened();
    let wentOn = false;
    const used = firstUse[direction](peer).then(() => {
      wentOn = true;
    });
    expect(await asked).toBe(direction);
    await flushed();
    expect(wentOn).toBe(false);
    answer.resolve();
    await used;
    expect(wentOn).toBe(true);
  });

  it('does not go on when the server refuses them', async () => {
    const { peer, asked, answer } = await opened();
    const used = firstUse[direction](peer);
    await asked;
    answer.reject(new Error('refused'));
    await expect(used).rejects.toThrow('refused');
  });
});

/** Somebody with nothing but a microphone. */
async function speaking() {
  const clock = new FakeClock();
  const senders = new Senders();
  const { peer, answer } = await opened(clock, senders.factory);
  answer.resolve();
  const track = fakeTrack('audio');
  const publish = (sending = true, asked: () => void = () => undefined) =>
    peer.publish('microphone', track, sending, () => {
      asked();
      return Promise.resolve(ProducerId.parse('producer-mine'));
    });
  return { clock, senders, track, publish };
}

describe('[MEDIA-8] whoever is moved again and again', () => {
  /** Into so many rooms, one at once after the other. */
  async function moved(times: number) {
    const { clock, senders, publish } = await speaking();
    let out = publish();
    for (let room = 0; room < times; room += 1) {
      await out.announced;
      out.close();
      out = publish();
    }
    await out.announced;
    senders.asked.length = 0;
    return { clock, senders, publish, out };
  }

  it('gets ready for one room more, and not for each there was', async () => {
    const { clock, senders } = await moved(5);
    await clock.pass(5_000);
    expect(senders.count('send')).toBe(1);
    expect(senders.count('stop')).toBe(5);
  });

  it('waits for one exchange at most when it is moved while old rooms are tidied away', async () => {
    const { clock, senders, publish, out } = await moved(5);
    const long = Promise.withResolvers<void>();
    senders.slow = 'stop';
    senders.taking = long.promise;
    await clock.pass(5_000);
    expect(senders.asked).toEqual(['send', 'replace', 'stop']);
    out.close();
    const next = publish();
    long.resolve();
    await next.announced;
    await clock.pass(299);
    expect(senders.asked.slice(3)).toEqual(['replace']);
    await clock.pass(5_000);
    expect(senders.count('stop')).toBe(6);
  });
});

describe('[MEDIA-8] pictures give way', () => {
  it('where they are sent, and not in every room there was', async () => {
    const clock = new FakeClock();
    const senders = new Senders();
    const { peer, answer } = await opened(clock, senders.factory);
    answer.resolve();
    const camera = fakeTrack('video');
    const show = () =>
      peer.publish('camera', camera, true, () => Promise.resolve(ProducerId.parse('producer-mine')));
    let out = show();
    for (let room = 0; room < 5; room += 1) {
      await out.announced;
      out.close();
      out = show();
    }
    await out.announced;
    const long = Promise.withResolvers<void>();
    senders.taking = long.promise;
    senders.lost = 0.5;
    await clock.pass(5_000);
    long.resolve();
    await clock.pass(1_000);
    expect(senders.count('hold')).toBe(1);
    out.close();
    await show().announced;
    await clock.pass(1_000);
    expect(senders.count('hold')).toBe(2);
  });
});

describe('[MEDIA-1] however long the browser takes', () => {
  const isSent = ({ enabled, readyState }: MediaStreamTrack): boolean => enabled && readyState === 'live';

  it.each([
    ['muted', (out: OutgoingTrack, track: MediaStreamTrack) => void out.feed(track, false)],
    ['left', (out: OutgoingTrack) => out.close()],
  ])('nothing is sent of what was %s while it was set up', async (_, stop) => {
    const { senders, track, publish } = await speaking();
    const long = Promise.withResolvers<void>();
    senders.taking = long.promise;
    const out = publish();
    const ended = Promise.allSettled([out.announced]);
    await flushed();
    expect(senders.given.map(isSent)).toEqual([true]);
    stop(out, track);
    expect(senders.given.map(isSent)).toEqual([false]);
    long.resolve();
    await ended;
    await flushed();
    expect(senders.given.map(isSent)).toEqual([false]);
  });

  it.each([
    ['muted', (out: OutgoingTrack, track: MediaStreamTrack) => out.feed(track, false)],
    ['left', (out: OutgoingTrack) => Promise.resolve(out.close())],
  ])('nor of what was %s while it was opened', async (_, stop) => {
    const { senders, track, publish } = await speaking();
    const out = publish(false);
    await out.announced;
    const long = Promise.withResolvers<void>();
    senders.taking = long.promise;
    const opening = out.feed(track, true);
    await flushed();
    expect(senders.given.map(isSent).slice(1)).toEqual([true]);
    const stopping = stop(out, track);
    expect(senders.given.map(isSent).slice(1)).toEqual([false]);
    long.resolve();
    await Promise.all([opening, stopping]);
    expect(senders.given.some(isSent)).toBe(false);
  });

  it('[MEDIA-8] of what was left while it was set up the server hears nothing, and the browser keeps nothing', async () => {
    const { clock, senders, publish } = await speaking();
    await publish().announced;
    await clock.pass(5_000);
    senders.asked.length = 0;
    const long = Promise.withResolvers<void>();
    senders.taking = long.promise;
    const asked: string[] = [];
    const out = publish(true, () => void asked.push('the server'));
    const another = publish(true, () => void asked.push('the server'));
    const ended = Promise.allSettled([out.announced, another.announced]);
    await flushed();
    out.close();
    another.close();
    long.resolve();
    await ended;
    await clock.pass(5_000);
    expect(asked).toEqual(['the server']);
    expect(senders.count('stop')).toBe(2);
  });

  it('who left before the server was asked never asks it', async () => {
    const { publish } = await speaking();
    const out = publish();
    out.close();
    await expect(out.announced).rejects.toThrow(Withdrawn);
  });
});

describe('[INT-44] a voice that has ended', () => {
  /** What the browser is asked of a voice that it has set up, in Chromium unless said. */
  async function heard(browser = 'Chrome111') {
    const clock = new FakeClock();
    const asked: string[] = [];
    const own = FakeHandler.createFactory(parameters);
    const factory: types.HandlerFactory = {
      ...own,
      name: browser,
      factory: (options) => {
        const handler = own.factory(options);
        handler.pauseReceiving = async () => void asked.push('stop');
        handler.resumeReceiving = async () => void asked.push('begin');
        return handler;
      },
    };
    const { peer, answer } = await opened(clock, factory);
    answer.resolve();
    const track = await receive(peer, theirs);
    await clock.pass(5_000);
    peer.hear(theirs, true);
    return { clock, peer, asked, track };
  }

  it('is begun anew by its browser before its next turn', async () => {
    const { clock, peer, asked, track } = await heard();
    await clock.pass(5_000);
    expect(asked).toEqual([]);
    peer.hear(theirs, false);
    await clock.pass(499);
    expect(asked).toEqual([]);
    await clock.pass(5_000);
    expect(asked).toEqual(['stop', 'begin']);
    expect(track.enabled).toBe(true);
    peer.hear(theirs, true);
    peer.hear(theirs, false);
    await clock.pass(5_000);
    expect(asked).toEqual(['stop', 'begin', 'stop', 'begin']);
  });

  it('goes on as it is when it comes back before that', async () => {
    const { clock, peer, asked } = await heard();
    peer.hear(theirs, false);
    await clock.pass(600);
    peer.hear(theirs, true);
    await clock.pass(5_000);
    expect(asked).toEqual([]);
  });

  it('is left alone once it is received no more', async () => {
    const { clock, peer, asked } = await heard();
    peer.hear(theirs, false);
    await clock.pass(600);
    peer.stopReceiving(theirs);
    await clock.pass(5_000);
    expect(asked).toEqual([]);
  });

  it('is left as it is by a browser in which that was never tried', async () => {
    const { clock, peer, asked } = await heard('Firefox120');
    peer.hear(theirs, false);
    await clock.pass(5_000);
    expect(asked).toEqual([]);
  });
});
