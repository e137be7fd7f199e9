import { expect, test } from 'vitest';
import { peerId } from './fixtures.ts';
import type { Stage } from './stage.ts';

/** A worker dies under a session. */
export function loss(stage: Stage): void {
  test('[SFU-17] a dead worker’s peers are reported lost, and come back at once', async () => {
    const scene = stage.scene();
    await scene.talk('plenary', 'li', 'chen');
    const mic = await scene.opened('chen', 'mic-li');
    scene.events.length = 0;
    await stage.killWorker(scene.session);
    const { peers } = await scene.event('peers.lost');
    expect([...peers].toSorted()).toEqual([peerId('chen'), peerId('li')].toSorted());
    expect(scene.events.map(({ type }) => type)).toEqual(['peers.lost']);
    await expect(stage.sfu.resumeConsumer(scene.at('chen', mic))).rejects.toMatchObject({
      code: 'media.unknown',
    });
    await scene.quiet();
    await scene.openPeer('li');
    await scene.openPeer('chen');
    await scene.publish('li', 'mic-li', 'microphone');
    await scene.opened('chen', 'mic-li');
    const other = stage.scene();
    await other.talk('plenary', 'wu', 'zhou');
  });

  test('[SFU-17] an audience applied while the worker dies is acknowledged: nothing flows any more', async () => {
    const scene = stage.scene();
    await scene.talk('plenary', 'li', 'chen');
    const killed = stage.killWorker(scene.session);
    scene.stand('li', 'caucus');
    await scene.apply();
    await killed;
    await scene.event('peers.lost');
    expect(await stage.consumers()).toEqual([]);
  });
}
