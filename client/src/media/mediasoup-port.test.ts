import { ConsumerId, ProducerId } from '@parley/shared/ids';
import { type Direction, PeerParams, RtpCapabilities } from '@parley/shared/sfu';
import * as parameters from 'mediasoup-client/fakeParameters';
import { FakeHandler } from 'mediasoup-client/handlers/FakeHandler';
import { describe, expect, it } from 'vitest';
import { FakeClock, flushed } from '../session/testing/fake-clock.ts';
import { MediasoupPort } from './mediasoup-port.ts';
import type { MediaPeer } from './port.ts';
import { fakeTrack } from './testing/fake-track.ts';

/** The browser is mediasoup-client's fake one: like the real ones it starts ICE when it is told to go on. */
async function opened() {
  const port = new MediasoupPort(new FakeClock(), () => FakeHandler.createFactory(parameters));
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
