import { ConsumerId, ProducerId } from '@parley/shared/ids';
import { type Direction, PeerParams, RtpCapabilities } from '@parley/shared/sfu';
import * as parameters from 'mediasoup-client/fakeParameters';
import { FakeHandler } from 'mediasoup-client/handlers/FakeHandler';
import type { types } from 'mediasoup-client';
import { describe, expect, it } from 'vitest';
import { FakeClock, flushed } from '../session/testing/fake-clock.ts';
import { MediasoupPort } from './mediasoup-port.ts';
import type { MediaPeer } from './port.ts';
import { fakeTrack } from './testing/fake-track.ts';

/** What each exchange with the browser was about, in their order. */
type Exchanges = ('send' | 'stop')[];

/** Notes down how the senders of a connection change. */
function noting(exchanges: Exchanges): types.HandlerFactory {
  const own = FakeHandler.createFactory(parameters);
  return {
    ...own,
    factory: (options) => {
      const handler = own.factory(options);
      const send = handler.send.bind(handler);
      const stop = handler.stopSending.bind(handler);
      handler.send = (sent) => {
        exchanges.push('send');
        return send(sent);
      };
      handler.stopSending = (id) => {
        exchanges.push('stop');
        return stop(id);
      };
      return handler;
    },
  };
}

/** The browser is mediasoup-client's fake one: like the real ones it starts ICE when it is told to go on. */
async function opened(clock = new FakeClock(), exchanges: Exchanges = []) {
  const port = new MediasoupPort(clock, () => noting(exchanges));
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
    ),
  recv: (peer) =>
    peer.receive({
      consumer: ConsumerId.parse('consumer-theirs'),
      kind: 'audio',
      rtpParameters: {
        codecs: [{ mimeType: 'audio/opus', payloadType: 100, clockRate: 48_000, channels: 2 }],
        encodings: [{ ssrc: 1 }],
      },
    }),
};

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

describe('[MEDIA-7] whoever is moved again and again', () => {
  /** Into so many rooms, one at once after the other, with nothing but a microphone. */
  async function moved(times: number) {
    const clock = new FakeClock();
    const exchanges: Exchanges = [];
    const { peer, answer } = await opened(clock, exchanges);
    answer.resolve();
    const track = fakeTrack('audio');
    const publish = () =>
      peer.publish('microphone', track, true, () => Promise.resolve(ProducerId.parse('producer-mine')));
    let out = await publish();
    for (let room = 0; room < times; room += 1) {
      out.close();
      out = await publish();
    }
    exchanges.length = 0;
    return { clock, exchanges, publish, out };
  }

  it('gets ready for one room more, and not for each there was', async () => {
    const { clock, exchanges } = await moved(5);
    await clock.pass(5_000);
    expect(exchanges.filter((each) => each === 'send')).toHaveLength(1);
    expect(exchanges.filter((each) => each === 'stop')).toHaveLength(5);
  });

  it('waits for one exchange at most when it is moved while old rooms are tidied away', async () => {
    const { clock, exchanges, publish, out } = await moved(5);
    await clock.pass(300);
    expect(exchanges).toHaveLength(1);
    out.close();
    await publish();
    await clock.pass(299);
    expect(exchanges.length).toBeLessThanOrEqual(2);
    await clock.pass(5_000);
    expect(exchanges.filter((each) => each === 'stop')).toHaveLength(6);
  });
});
