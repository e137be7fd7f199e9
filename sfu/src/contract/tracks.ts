import type { Source } from '@parley/shared/session';
import type { RtpParameters } from '@parley/shared/sfu';
import { expect, test } from 'vitest';
import { consumerId, opus, peerId, producerId, screen, simulcast } from './fixtures.ts';
import type { Stage } from './stage.ts';

/** What browsers ask about the tracks they are offered and the tracks they send. */
export function tracks(stage: Stage): void {
  test('[SFU-14] a consumer is resumed only for its own listener', async () => {
    const scene = stage.scene();
    await scene.talk('plenary', 'li', 'chen', 'wu');
    const mic = await scene.opened('chen', 'mic-li');
    const unknown = { code: 'media.unknown' };
    await expect(stage.sfu.resumeConsumer(scene.at('wu', mic))).rejects.toMatchObject(unknown);
    const made = { consumer: consumerId('made-up') };
    await expect(stage.sfu.resumeConsumer(scene.at('chen', made))).rejects.toMatchObject(unknown);
    expect(await stage.flows(mic.consumer)).toBe(false);
  });

  test('[SFU-15] a picture that is not shown is paused, and comes back with its layer', async () => {
    const scene = stage.scene();
    await scene.talk('plenary', 'li', 'chen');
    scene.announce('li', 'camera');
    await scene.apply();
    await scene.publish('li', 'camera', 'camera');
    const camera = await scene.opened('chen', 'camera');
    const at = scene.at('chen', camera);
    await stage.sfu.preferLayers({ ...at, spatial: 1 });
    expect(await stage.flows(camera.consumer)).toBe(false);
    await stage.sfu.preferLayers({ ...at, spatial: null });
    await stage.sfu.resumeConsumer(at);
    expect(await stage.flows(camera.consumer)).toBe(false);
    await stage.sfu.preferLayers({ ...at, spatial: 2 });
    expect(await stage.flows(camera.consumer)).toBe(true);
    await stage.sfu.preferLayers({ ...at, spatial: null });
    expect(await stage.flows(camera.consumer)).toBe(false);
  });

  const [voice, picture] = [opus(50), simulcast(51)];
  const absurd: Readonly<Record<string, readonly [Source, RtpParameters]>> = {
    'sound said to be a picture': ['camera', opus(50)],
    'a picture said to be sound': ['microphone', simulcast(51)],
    'an unknown codec': [
      'camera',
      { ...picture, codecs: [{ mimeType: 'video/VP42', payloadType: 96, clockRate: 90_000 }] },
    ],
    'a codec the routers do not speak': [
      'camera',
      { ...picture, codecs: [{ mimeType: 'video/H264', payloadType: 96, clockRate: 90_000 }] },
    ],
    'an absurd clock': [
      'microphone',
      { ...voice, codecs: voice.codecs.map((codec) => ({ ...codec, clockRate: 1 })) },
    ],
    'two codecs of one payload type': [
      'microphone',
      { ...voice, codecs: [...voice.codecs, ...voice.codecs] },
    ],
    'repair for a codec that is not there': [
      'camera',
      {
        ...picture,
        codecs: picture.codecs.map((codec, n) => (n === 1 ? { ...codec, parameters: { apt: 3 } } : codec)),
      },
    ],
    'repair alone': ['camera', { ...picture, codecs: picture.codecs.slice(1) }],
    'four layers': ['camera', { ...picture, encodings: ['a', 'b', 'c', 'd'].map((rid) => ({ rid })) }],
    'two layers of one name': ['camera', { ...picture, encodings: [{ rid: 'a' }, { rid: 'a' }] }],
    'two streams of one SSRC': ['camera', { ...picture, encodings: [{ ssrc: 7 }, { ssrc: 7 }] }],
    'repair on the SSRC it repairs': [
      'screen',
      { ...screen(52), encodings: [{ ssrc: 7, rtx: { ssrc: 7 } }] },
    ],
    'ninety-nine layers in one': [
      'camera',
      { ...picture, encodings: [{ ssrc: 7, scalabilityMode: 'L99T99' }] },
    ],
    'sound in layers': ['microphone', { ...voice, encodings: [{ ssrc: 7, scalabilityMode: 'L1T3' }] }],
    'a stream nobody can recognise': ['microphone', { ...voice, mid: undefined, encodings: [{}] }],
    'an extension never negotiated': [
      'microphone',
      { ...voice, headerExtensions: [{ uri: 'urn:example:not-there', id: 1 }] },
    ],
    'two extensions of one number': [
      'microphone',
      { ...voice, headerExtensions: (voice.headerExtensions ?? []).map((each) => ({ ...each, id: 1 })) },
    ],
    'a payload type no encoding has': [
      'microphone',
      { ...voice, encodings: [{ ssrc: 7, codecPayloadType: 3 }] },
    ],
    'a mid in use': ['screen-audio', { ...voice, mid: opus(1).mid }],
    'an SSRC in use': ['screen-audio', { ...voice, encodings: opus(1).encodings }],
  };

  test.each(Object.entries(absurd))(
    '[SFU-16] %s is refused, and nobody is disturbed',
    async (_what, wish) => {
      const [source, rtpParameters] = wish;
      const scene = stage.scene();
      await scene.talk('plenary', 'li', 'chen');
      const before = await stage.consumers();
      await expect(scene.publish('li', 'absurd', source, { rtpParameters })).rejects.toMatchObject({
        code: 'media.bad-parameters',
      });
      scene.announce('li', 'fine');
      await scene.apply();
      await scene.publish('li', 'fine', 'screen');
      const fine = await scene.opened('chen', 'fine');
      expect((await stage.consumers()).toSorted()).toEqual([...before, fine.consumer].toSorted());
      expect(scene.of('peers.lost')).toEqual([]);
      expect(scene.of('producer.closed')).toEqual([]);
    },
  );

  test('[SFU-16] a producer is published once', async () => {
    const scene = stage.scene();
    await scene.talk('plenary', 'li', 'chen');
    for (const name of ['li', 'chen']) {
      await expect(scene.publish(name, 'mic-li', 'microphone')).rejects.toMatchObject({
        code: 'media.already-published',
      });
    }
  });

  test('[SFU-16] a browser whose abilities make no sense is refused', async () => {
    const scene = stage.scene();
    const codecs = [{ kind: 'audio', mimeType: 'audio/opus', clockRate: 48_000 }] as const;
    await expect(scene.openPeer('li', { codecs: [...codecs] })).rejects.toMatchObject({
      code: 'media.bad-parameters',
    });
    const asked = { session: scene.session, peer: peerId('li'), direction: 'send' } as const;
    await expect(stage.sfu.restartIce(asked)).rejects.toMatchObject({ code: 'media.unknown' });
    await scene.talk('plenary', 'wu', 'chen');
    expect(scene.of('consumer.opened').map(({ options }) => options.producer)).toContain(
      producerId('mic-wu'),
    );
  });
}
