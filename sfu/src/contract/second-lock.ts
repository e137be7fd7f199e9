import type { Edge } from '@parley/shared/policy';
import { expect, test } from 'vitest';
import { peerId, producerId, roomId } from './fixtures.ts';
import type { Scene } from './scene.ts';
import type { Stage } from './stage.ts';

const edge = (listener: string, producer: string): Edge => ({
  listener: peerId(listener),
  producer: producerId(producer),
});

const pairs = (edges: readonly Edge[]): string[] =>
  edges.map(({ listener, producer }) => `${producer}→${listener}`).toSorted();

/** Edges that only a defect of the server can name. */
export function secondLock(stage: Stage): void {
  async function apart(): Promise<Scene> {
    const scene = stage.scene();
    await scene.talk('plenary', 'li', 'chen');
    scene.stand('wu', 'caucus');
    scene.announce('wu', 'mic-wu');
    await scene.openPeer('wu');
    await scene.apply();
    await scene.publish('wu', 'mic-wu', 'microphone');
    return scene;
  }

  /** Applies the lawful edges and these, sees that nothing opens, and answers what was reported. */
  async function refused(scene: Scene, ...unlawful: readonly Edge[]): Promise<string[]> {
    await scene.quiet();
    const before = await stage.consumers();
    await scene.apply({ edges: [...scene.audience().edges, ...unlawful] });
    await scene.quiet();
    expect(await stage.consumers()).toEqual(before);
    return pairs(scene.of('crossing'));
  }

  test('[SFU-11] an edge between two rooms is never opened, and reported', async () => {
    const scene = await apart();
    const unlawful = [edge('wu', 'mic-li'), edge('li', 'mic-wu')];
    expect(await refused(scene, ...unlawful)).toEqual(pairs(unlawful));
  });

  test('[SFU-11] nor one to a listener who stands nowhere or is not there', async () => {
    const scene = await apart();
    scene.stand('wu', null);
    await scene.apply();
    const unlawful = [edge('wu', 'mic-li'), edge('nobody', 'mic-li')];
    expect(await refused(scene, ...unlawful)).toEqual(pairs(unlawful));
  });

  test('[SFU-11] nor one back to its own sender', async () => {
    const scene = await apart();
    const unlawful = [edge('li', 'mic-li')];
    expect(await refused(scene, ...unlawful)).toEqual(pairs(unlawful));
  });

  test('[SFU-11] nor one whose producer is of an earlier epoch of its owner', async () => {
    const scene = await apart();
    const { peers } = scene.audience();
    const moved = peers.map((each) =>
      each.peer === peerId('li') ? { ...each, at: { room: roomId('plenary'), epoch: 7 } } : each,
    );
    await scene.apply({ peers: moved });
    expect(scene.of('crossing')).toMatchObject([edge('chen', 'mic-li')]);
    expect(scene.of('producer.closed')).toMatchObject([{ producer: producerId('mic-li') }]);
    const left = await scene.opened('li', 'mic-chen');
    expect(await stage.consumers()).toEqual([left.consumer]);
  });

  test('[SFU-11] nor one named before its producer comes: it is judged by where the owner stands', async () => {
    const scene = await apart();
    scene.announce('wu', 'screen');
    const unlawful = [edge('li', 'screen')];
    expect(await refused(scene, ...unlawful)).toEqual(pairs(unlawful));
    await scene.publish('wu', 'screen', 'screen');
    await scene.quiet();
    expect(scene.of('consumer.opened').filter(({ options }) => options.source === 'screen')).toEqual([]);
  });

  test('[SFU-11] nor to a producer published under another name than its own', async () => {
    const scene = await apart();
    scene.announce('li', 'screen');
    await scene.apply();
    await scene.publish('wu', 'screen', 'screen');
    await scene.quiet();
    expect(scene.of('consumer.opened').filter(({ options }) => options.source === 'screen')).toEqual([]);
    expect(scene.of('producer.closed')).toMatchObject([{ producer: producerId('screen') }]);
  });

  test('[SFU-12] a producer whose tag is not where its owner stands is refused', async () => {
    const scene = await apart();
    const refusals = [{ room: 'caucus' }, { epoch: 0 }, { epoch: 2 }];
    for (const change of refusals) {
      await expect(scene.publish('li', 'more', 'screen', change)).rejects.toMatchObject({
        code: 'epoch.stale',
      });
    }
    scene.stand('late', 'plenary');
    await scene.openPeer('late');
    await expect(scene.publish('late', 'more', 'screen')).rejects.toMatchObject({ code: 'epoch.stale' });
  });

  test('[SFU-13] a session cannot name what is in another', async () => {
    const [ours, theirs] = [stage.scene(), stage.scene()];
    await ours.talk('plenary', 'li', 'chen');
    theirs.stand('zhou', 'plenary');
    await theirs.openPeer('zhou');
    await theirs.apply();
    const heard = await ours.opened('chen', 'mic-li');
    const { session } = theirs;
    const unknown = { code: 'media.unknown' };
    await expect(stage.sfu.resumeConsumer({ ...ours.at('chen', heard), session })).rejects.toMatchObject(
      unknown,
    );
    await expect(
      stage.sfu.restartIce({ session, peer: peerId('li'), direction: 'send' }),
    ).rejects.toMatchObject(unknown);
    await theirs.apply({ edges: [edge('zhou', 'mic-li')] });
    await theirs.quiet();
    expect(theirs.of('consumer.opened')).toEqual([]);
    await stage.sfu.closeSession({ session });
    expect(await stage.consumers()).toHaveLength(2);
    expect(ours.of('consumer.closed')).toEqual([]);
  });
}
