import { expect, test } from 'vitest';
import { peerId, producerId } from './fixtures.ts';
import type { Scene } from './scene.ts';
import type { Stage } from './stage.ts';

/** What is set up for a listener whom it is not for yet. */
export function prepared(stage: Stage): void {
  /** Chen is prepared for Li's voice, which is for Wu alone. */
  async function aside(): Promise<Scene> {
    const scene = stage.scene();
    scene.prepare('chen', 'mic-li');
    await scene.talk('plenary', 'li', 'chen', 'wu');
    return scene;
  }

  test('[SFU-37] what is prepared stands, and nothing flows by it whatever its browser asks', async () => {
    const scene = await aside();
    const mic = await scene.opened('chen', 'mic-li');
    expect(await stage.consumers()).toContain(mic.consumer);
    await stage.sfu.resumeConsumer(scene.at('chen', mic));
    await stage.sfu.preferLayers({ ...scene.at('chen', mic), spatial: 2 });
    expect(await stage.flows(mic.consumer)).toBe(false);
    scene.mute('mic-li', true);
    await scene.apply();
    scene.mute('mic-li', false);
    await scene.apply();
    expect(await stage.flows(mic.consumer)).toBe(false);
  });

  test('[SFU-37] it flows once it is an edge, without another word of its browser', async () => {
    const scene = await aside();
    const mic = await scene.opened('chen', 'mic-li');
    await stage.sfu.resumeConsumer(scene.at('chen', mic));
    scene.prepare('chen', 'mic-li', false);
    await scene.apply();
    await scene.quiet();
    expect(await stage.flows(mic.consumer)).toBe(true);
    expect(scene.of('consumer.closed')).toEqual([]);
  });

  test('[SFU-37] but not before its browser is ready', async () => {
    const scene = await aside();
    const mic = await scene.opened('chen', 'mic-li');
    scene.prepare('chen', 'mic-li', false);
    await scene.apply();
    await scene.quiet();
    expect(await stage.flows(mic.consumer)).toBe(false);
    await stage.sfu.resumeConsumer(scene.at('chen', mic));
    expect(await stage.flows(mic.consumer)).toBe(true);
  });

  test('[SFU-37] an edge that is only prepared from now on is silent before the acknowledgement, and stands', async () => {
    const scene = stage.scene();
    await scene.talk('plenary', 'li', 'chen', 'wu');
    const [mine, theirs] = [await scene.opened('chen', 'mic-li'), await scene.opened('wu', 'mic-li')];
    await stage.sfu.resumeConsumer(scene.at('chen', mine));
    await stage.sfu.resumeConsumer(scene.at('wu', theirs));
    scene.prepare('chen', 'mic-li');
    await scene.apply();
    expect(await stage.flows(mine.consumer)).toBe(false);
    await stage.sfu.resumeConsumer(scene.at('chen', mine));
    await scene.quiet();
    expect(await stage.flows(mine.consumer)).toBe(false);
    expect(await stage.flows(theirs.consumer)).toBe(true);
    scene.prepare('chen', 'mic-li', false);
    await scene.apply();
    await scene.quiet();
    expect(await stage.flows(mine.consumer)).toBe(true);
    expect(scene.of('consumer.opened')).toHaveLength(6);
    expect(scene.of('consumer.closed')).toEqual([]);
  });

  test('[SFU-37] in one step one voice is held back and another let through', async () => {
    const scene = stage.scene();
    scene.prepare('chen', 'mic-wu');
    await scene.talk('plenary', 'li', 'chen', 'wu');
    const [old, now] = [await scene.opened('chen', 'mic-li'), await scene.opened('chen', 'mic-wu')];
    for (const mic of [old, now]) await stage.sfu.resumeConsumer(scene.at('chen', mic));
    expect([await stage.flows(old.consumer), await stage.flows(now.consumer)]).toEqual([true, false]);
    scene.prepare('chen', 'mic-li');
    scene.prepare('chen', 'mic-wu', false);
    await scene.apply();
    await scene.quiet();
    expect([await stage.flows(old.consumer), await stage.flows(now.consumer)]).toEqual([false, true]);
  });

  test('[SFU-37] named neither as an edge nor as prepared, it is closed before the acknowledgement', async () => {
    const scene = await aside();
    const mic = await scene.opened('chen', 'mic-li');
    await scene.apply({ prepared: [] });
    expect(await stage.consumers()).not.toContain(mic.consumer);
    expect(scene.of('consumer.closed').map(({ consumer }) => consumer)).toEqual([mic.consumer]);
    await expect(stage.sfu.resumeConsumer(scene.at('chen', mic))).rejects.toMatchObject({
      code: 'media.unknown',
    });
  });

  test('[SFU-37] it goes with its room, as an edge does', async () => {
    const scene = await aside();
    const mic = await scene.opened('chen', 'mic-li');
    scene.stand('chen', 'caucus');
    await scene.apply();
    expect(await stage.consumers()).not.toContain(mic.consumer);
  });

  test('[SFU-11] [SFU-37] between two rooms nothing is prepared: it is refused and reported', async () => {
    const scene = stage.scene();
    await scene.talk('plenary', 'li', 'chen');
    scene.stand('wu', 'caucus');
    await scene.openPeer('wu');
    await scene.apply();
    const before = await stage.consumers();
    const unlawful = [
      { listener: peerId('wu'), producer: producerId('mic-li') },
      { listener: peerId('li'), producer: producerId('mic-li') },
    ];
    await scene.apply({ prepared: unlawful });
    await scene.quiet();
    expect(await stage.consumers()).toEqual(before);
    expect(scene.of('crossing').map(({ listener, producer }) => ({ listener, producer }))).toEqual(unlawful);
  });
}
