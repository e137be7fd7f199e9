import { expect, test } from 'vitest';
import { dtlsParameters, peerId, producerId, roomId } from './fixtures.ts';
import type { Scene } from './scene.ts';
import type { Stage } from './stage.ts';

/** The audience with an ear in this room, joined to these tracks. */
function withEar(scene: Scene, room: string, ...producers: readonly string[]) {
  const { peers, edges } = scene.audience();
  const listener = peerId('ear');
  return {
    peers: [...peers, { peer: listener, at: { room: roomId(room), epoch: 0 }, producers: [] }],
    edges: [...edges, ...producers.map((name) => ({ listener, producer: producerId(name) }))],
  };
}

/** Listeners of the server's own. */
export function ears(stage: Stage): void {
  const openEar = (scene: Scene) => stage.sfu.openEar({ session: scene.session, peer: peerId('ear') });

  test('[SFU-36] an ear is joined to what the audience says, and flows once it is resumed', async () => {
    const scene = stage.scene();
    await scene.talk('plenary', 'li', 'chen');
    await openEar(scene);
    await scene.apply(withEar(scene, 'plenary', 'mic-li'));
    const mic = await scene.opened('ear', 'mic-li');
    expect(await stage.flows(mic.consumer)).toBe(false);
    await stage.sfu.resumeConsumer(scene.at('ear', mic));
    expect(await stage.flows(mic.consumer)).toBe(true);
    expect(scene.of('consumer.opened').filter(({ peer }) => peer === peerId('ear'))).toHaveLength(1);
  });

  test('[SFU-36] it is cut before the acknowledgement, like any listener', async () => {
    const scene = stage.scene();
    await scene.talk('plenary', 'li', 'chen');
    await openEar(scene);
    await scene.apply(withEar(scene, 'plenary', 'mic-li', 'mic-chen'));
    const mic = await scene.opened('ear', 'mic-li');
    await scene.opened('ear', 'mic-chen');
    await scene.apply(withEar(scene, 'plenary', 'mic-chen'));
    expect(await stage.consumers()).not.toContain(mic.consumer);
    await expect(stage.sfu.resumeConsumer(scene.at('ear', mic))).rejects.toMatchObject({
      code: 'media.unknown',
    });
    await scene.apply();
    const left = await stage.consumers();
    const heard = scene.of('consumer.opened').filter(({ peer }) => peer === peerId('ear'));
    expect(heard).toHaveLength(2);
    expect(left.filter((id) => heard.some(({ options }) => options.consumer === id))).toEqual([]);
  });

  test('[SFU-36] in another room it is a crossing', async () => {
    const scene = stage.scene();
    await scene.talk('plenary', 'li', 'chen');
    await openEar(scene);
    await scene.apply(withEar(scene, 'apart', 'mic-li'));
    expect(await scene.event('crossing')).toMatchObject({
      listener: peerId('ear'),
      producer: producerId('mic-li'),
    });
    await scene.quiet();
    expect(scene.of('consumer.opened').some(({ peer }) => peer === peerId('ear'))).toBe(false);
  });

  test('[SFU-36] it sends nothing and has no connection', async () => {
    const scene = stage.scene();
    await scene.talk('plenary', 'li', 'chen');
    await openEar(scene);
    await scene.apply(withEar(scene, 'plenary', 'mic-li'));
    const of = { session: scene.session, peer: peerId('ear'), direction: 'send' } as const;
    const unknown = { code: 'media.unknown' };
    await expect(stage.sfu.restartIce(of)).rejects.toMatchObject(unknown);
    await expect(stage.sfu.connectTransport({ ...of, dtlsParameters })).rejects.toMatchObject(unknown);
  });
}
