import { expect, test } from 'vitest';
import { audioOnly, dtlsParameters, peerId, producerId } from './fixtures.ts';
import type { Stage } from './stage.ts';

/** Coming in, publishing, and being joined with whom the audience names. */
export function joining(stage: Stage): void {
  test('[SFU-1] an opened peer gets both transports in one answer', async () => {
    const scene = stage.scene();
    const { send, recv } = await scene.openPeer('li');
    expect(send.id).not.toBe(recv.id);
    for (const {
      iceCandidates,
      dtlsParameters: { fingerprints },
    } of [send, recv]) {
      expect(iceCandidates.map(({ protocol }) => protocol)).toContain('udp');
      expect(fingerprints.length).toBeGreaterThan(0);
    }
    for (const direction of ['send', 'recv'] as const) {
      const of = { session: scene.session, peer: peerId('li'), direction };
      await stage.sfu.connectTransport({ ...of, dtlsParameters });
      const { usernameFragment, password } = await stage.sfu.restartIce(of);
      expect(usernameFragment).not.toBe('');
      expect(password).not.toBe('');
    }
  });

  test('[SFU-1] a transport is connected once', async () => {
    const scene = stage.scene();
    await scene.openPeer('li');
    const command = {
      session: scene.session,
      peer: peerId('li'),
      direction: 'send',
      dtlsParameters,
    } as const;
    await stage.sfu.connectTransport(command);
    await expect(stage.sfu.connectTransport(command)).rejects.toMatchObject({ code: 'media.bad-parameters' });
  });

  const steps = ['audience', 'publish', 'listener'] as const;
  const orders = [steps, ['audience', 'listener', 'publish'], ['listener', 'audience', 'publish']] as const;
  test.each(orders)(
    '[SFU-2] an allowed pair is joined once, whatever comes first: %s, %s, %s',
    async (...order) => {
      const scene = stage.scene();
      scene.stand('li', 'plenary');
      scene.stand('chen', 'plenary');
      scene.announce('li', 'mic', 'camera');
      await scene.openPeer('li');
      for (const step of order) {
        if (step === 'audience') await scene.apply();
        if (step === 'listener') await scene.openPeer('chen');
        if (step === 'publish') {
          await scene.publish('li', 'mic', 'microphone');
          await scene.publish('li', 'camera', 'camera');
        }
      }
      const mic = await scene.opened('chen', 'mic');
      const camera = await scene.opened('chen', 'camera');
      expect(mic).toMatchObject({ source: 'microphone', kind: 'audio' });
      expect(camera).toMatchObject({ source: 'camera', kind: 'video' });
      expect(mic.rtpParameters.codecs[0]?.parameters).toMatchObject({ useinbandfec: 1 });
      expect(camera.rtpParameters.codecs.map(({ mimeType }) => mimeType)).toEqual(['video/VP8', 'video/rtx']);
      await scene.quiet();
      expect(scene.of('consumer.opened')).toHaveLength(2);
      expect((await stage.consumers()).toSorted()).toEqual([mic.consumer, camera.consumer].toSorted());
    },
  );

  test('[SFU-2] a browser that cannot decode a track is not offered it, and the others are', async () => {
    const scene = stage.scene();
    for (const name of ['li', 'chen', 'wu']) scene.stand(name, 'plenary');
    scene.announce('li', 'mic', 'camera');
    await scene.openPeer('li');
    await scene.openPeer('chen', audioOnly);
    await scene.openPeer('wu');
    await scene.apply();
    await scene.publish('li', 'camera', 'camera');
    await scene.publish('li', 'mic', 'microphone');
    await scene.opened('wu', 'camera');
    await scene.opened('chen', 'mic');
    await scene.quiet();
    const offered = scene.of('consumer.opened').filter(({ peer }) => peer === peerId('chen'));
    expect(offered.map(({ options }) => options.producer)).toEqual([producerId('mic')]);
  });

  test('[SFU-34] an allowed pair that could not be joined is joined by itself, though nothing changes', async () => {
    const scene = stage.scene();
    for (const name of ['li', 'chen']) scene.stand(name, 'plenary');
    scene.announce('li', 'mic');
    for (const name of ['li', 'chen']) await scene.openPeer(name);
    await scene.apply();
    stage.failConsumer();
    stage.failConsumer();
    await scene.publish('li', 'mic', 'microphone');
    const mic = await scene.opened('chen', 'mic');
    await stage.sfu.resumeConsumer(scene.at('chen', mic));
    expect(await stage.flows(mic.consumer)).toBe(true);
    expect(scene.of('consumer.opened')).toHaveLength(1);
  });

  test('[SFU-3] a consumer is created paused, and flows once its browser is ready', async () => {
    const scene = stage.scene();
    await scene.talk('plenary', 'li', 'chen');
    const mic = await scene.opened('chen', 'mic-li');
    expect(await stage.flows(mic.consumer)).toBe(false);
    await stage.sfu.resumeConsumer(scene.at('chen', mic));
    expect(await stage.flows(mic.consumer)).toBe(true);
  });

  test('[SFU-4] a peer opened again loses all it had, and is joined anew', async () => {
    const scene = stage.scene();
    await scene.talk('plenary', 'li', 'chen');
    const [heard, hears] = [await scene.opened('chen', 'mic-li'), await scene.opened('li', 'mic-chen')];
    scene.events.length = 0;
    await scene.openPeer('li');
    await scene.event('producer.closed', ({ producer }) => producer === producerId('mic-li'));
    await scene.event('consumer.closed', ({ consumer }) => consumer === heard.consumer);
    const again = await scene.opened('li', 'mic-chen');
    expect(await stage.consumers()).toEqual([again.consumer]);
    await expect(stage.sfu.resumeConsumer(scene.at('li', hears))).rejects.toMatchObject({
      code: 'media.unknown',
    });
    await scene.publish('li', 'mic-li', 'microphone');
    await scene.opened('chen', 'mic-li');
  });

  test('[SFU-5] a closed session is gone without a word, and may begin again', async () => {
    const scene = stage.scene();
    await scene.talk('plenary', 'li', 'chen');
    const mic = await scene.opened('chen', 'mic-li');
    scene.events.length = 0;
    await stage.sfu.closeSession({ session: scene.session });
    expect(await stage.consumers()).toEqual([]);
    await expect(stage.sfu.resumeConsumer(scene.at('chen', mic))).rejects.toMatchObject({
      code: 'media.unknown',
    });
    expect(scene.events).toEqual([]);
    await stage.sfu.closeSession({ session: scene.session });
    await scene.openPeer('li');
    await scene.openPeer('chen');
    await stage.sfu.applyAudience({ ...scene.audience(), seq: 0 });
    await scene.publish('li', 'mic-li', 'microphone');
    await scene.opened('chen', 'mic-li');
  });
}
