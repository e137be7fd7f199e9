import { expect, test } from 'vitest';
import { peerId, producerId, roomId, sessionId } from './fixtures.ts';
import type { Stage } from './stage.ts';

/** What a server that comes back finds out. */
export function takingUp(stage: Stage): void {
  test('[TAKE-1] what is held is told: each peer that is open, with its tracks and their tags', async () => {
    const scene = stage.scene();
    await scene.talk('plenary', 'li', 'chen');
    const { session } = scene;
    const held = await stage.sfu.inventory({ session });
    const of = (name: string) => held.find(({ peer }) => peer === peerId(name))?.producers;
    const track = (name: string) => ({
      producer: producerId(`mic-${name}`),
      source: 'microphone',
      tag: { room: roomId('plenary'), epoch: 1 },
    });
    expect(of('li')).toEqual([track('li')]);
    expect(of('chen')).toEqual([track('chen')]);
    expect(held).toHaveLength(2);
  });

  test('[TAKE-2] what stands for somebody to receive is told again as it was told when it was opened', async () => {
    const scene = stage.scene();
    await scene.talk('plenary', 'li', 'chen');
    const { session } = scene;
    const options = await scene.opened('li', 'mic-chen');
    expect(await stage.sfu.receptions({ session, peer: peerId('li') })).toEqual([options]);
    expect(await stage.sfu.receptions({ session, peer: peerId('nobody') })).toEqual([]);
  });

  test('[TAKE-1] nothing is told of what was closed, nor of a session that is not known', async () => {
    const scene = stage.scene();
    await scene.talk('plenary', 'li', 'chen');
    const { session } = scene;
    scene.stand('chen', 'caucus');
    await scene.apply();
    const [li, chen] = await stage.sfu.inventory({ session });
    expect([li, chen].map((each) => each?.producers.length)).toEqual([1, 0]);
    expect(await stage.sfu.receptions({ session, peer: peerId('li') })).toEqual([]);
    await stage.sfu.closeSession({ session });
    expect(await stage.sfu.inventory({ session })).toEqual([]);
    expect(await stage.sfu.inventory({ session: sessionId('elsewhere') })).toEqual([]);
  });
}
