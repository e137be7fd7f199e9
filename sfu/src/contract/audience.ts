import { expect, test } from 'vitest';
import { peerId, producerId, roomId, simulcast } from './fixtures.ts';
import type { Stage } from './stage.ts';

/** What an audience closes, and what it does not touch. */
export function audience(stage: Stage): void {
  test('[SFU-6] an edge named no more is closed before the acknowledgement', async () => {
    const scene = stage.scene();
    await scene.talk('plenary', 'li', 'chen', 'wu');
    const cut = await scene.opened('chen', 'mic-li');
    const before = await stage.consumers();
    const { edges } = scene.audience();
    const left = edges.filter(
      ({ listener, producer }) => listener !== peerId('chen') || producer !== producerId('mic-li'),
    );
    await scene.apply({ edges: left });
    expect(await stage.consumers()).toEqual(before.filter((consumer) => consumer !== cut.consumer));
    expect(scene.of('consumer.closed').map(({ consumer }) => consumer)).toEqual([cut.consumer]);
    expect(scene.of('producer.closed')).toEqual([]);
    await expect(stage.sfu.resumeConsumer(scene.at('chen', cut))).rejects.toMatchObject({
      code: 'media.unknown',
    });
  });

  test('[SFU-6] a peer named no more is closed with all it sends and receives', async () => {
    const scene = stage.scene();
    await scene.talk('plenary', 'li', 'chen');
    scene.leave('li');
    await scene.apply();
    expect(await stage.consumers()).toEqual([]);
    expect(scene.of('producer.closed').map(({ producer }) => producer)).toEqual([producerId('mic-li')]);
    expect(scene.of('consumer.closed').map(({ peer }) => peer)).toEqual([peerId('chen')]);
    scene.stand('li', 'plenary');
    scene.announce('li', 'mic-2');
    await scene.apply();
    await expect(scene.publish('li', 'mic-2', 'microphone')).rejects.toMatchObject({ code: 'media.unknown' });
  });

  test('[SFU-7] moving closes what was sent and heard in the room left, before the acknowledgement', async () => {
    const scene = stage.scene();
    await scene.talk('plenary', 'li', 'chen', 'wu');
    const stays = [await scene.opened('chen', 'mic-wu'), await scene.opened('wu', 'mic-chen')];
    scene.stand('li', 'caucus');
    await scene.apply();
    expect((await stage.consumers()).toSorted()).toEqual(stays.map(({ consumer }) => consumer).toSorted());
    expect(scene.of('producer.closed').map(({ producer }) => producer)).toEqual([producerId('mic-li')]);
    scene.stand('chen', 'caucus');
    scene.announce('li', 'mic-li-2');
    scene.announce('chen', 'mic-chen-2');
    await scene.apply();
    await scene.publish('li', 'mic-li-2', 'microphone');
    await scene.publish('chen', 'mic-chen-2', 'microphone');
    const caucus = [await scene.opened('chen', 'mic-li-2'), await scene.opened('li', 'mic-chen-2')];
    await scene.quiet();
    expect((await stage.consumers()).toSorted()).toEqual(caucus.map(({ consumer }) => consumer).toSorted());
  });

  test('[SFU-7] a new epoch in the same room closes the producer too', async () => {
    const scene = stage.scene();
    await scene.talk('plenary', 'li', 'chen');
    const audience = scene.audience();
    await scene.apply({
      peers: audience.peers.map((each) =>
        each.peer === peerId('li') ? { ...each, at: { room: roomId('plenary'), epoch: 2 } } : each,
      ),
    });
    expect(scene.of('producer.closed').map(({ producer }) => producer)).toEqual([producerId('mic-li')]);
  });

  test('[SFU-7] whoever is on the way neither sends nor receives', async () => {
    const scene = stage.scene();
    await scene.talk('plenary', 'li', 'chen');
    scene.stand('li', null);
    await scene.apply();
    expect(await stage.consumers()).toEqual([]);
    expect(scene.of('producer.closed').map(({ producer }) => producer)).toEqual([producerId('mic-li')]);
    await expect(scene.publish('li', 'mic-2', 'microphone')).rejects.toMatchObject({ code: 'epoch.stale' });
  });

  test('[SFU-8] a producer its owner has stopped is closed though nobody heard it, and its line is free', async () => {
    const scene = stage.scene();
    scene.stand('li', 'plenary');
    scene.announce('li', 'camera');
    await scene.openPeer('li');
    await scene.apply();
    const rtpParameters = simulcast(9);
    await scene.publish('li', 'camera', 'camera', { rtpParameters });
    scene.stop('camera');
    scene.announce('li', 'camera-2');
    await scene.apply();
    expect(scene.of('producer.closed').map(({ producer }) => producer)).toEqual([producerId('camera')]);
    await scene.publish('li', 'camera-2', 'camera', { rtpParameters });
  });

  test('[SFU-9] an older audience is refused, and changes nothing', async () => {
    const scene = stage.scene();
    await scene.talk('plenary', 'li', 'chen');
    const before = await stage.consumers();
    const old = { ...scene.audience(), seq: 0, peers: [], edges: [] };
    await expect(stage.sfu.applyAudience(old)).rejects.toMatchObject({ code: 'sfu.stale' });
    expect(await stage.consumers()).toEqual(before);
  });

  test('[SFU-9] the same audience again changes nothing; another of the same seq is refused', async () => {
    const scene = stage.scene();
    await scene.talk('plenary', 'li', 'chen');
    const before = await stage.consumers();
    const same = scene.audience();
    expect(await stage.sfu.applyAudience(same)).toEqual({ seq: same.seq });
    await expect(stage.sfu.applyAudience({ ...same, edges: [] })).rejects.toMatchObject({
      code: 'sfu.stale',
    });
    expect(await stage.consumers()).toEqual(before);
  });

  test('[SFU-10] a muted track is silent at the SFU, whatever its browser sends, from its first packet on', async () => {
    const scene = stage.scene();
    await scene.talk('plenary', 'li', 'chen');
    const mic = await scene.opened('chen', 'mic-li');
    await stage.sfu.resumeConsumer(scene.at('chen', mic));
    expect(await stage.flows(mic.consumer)).toBe(true);
    scene.mute('mic-li', true);
    await scene.apply();
    expect(await stage.flows(mic.consumer)).toBe(false);
    scene.mute('mic-li', false);
    await scene.apply();
    expect(await stage.flows(mic.consumer)).toBe(true);

    scene.announce('li', 'born-muted');
    scene.mute('born-muted', true);
    await scene.apply();
    await scene.publish('li', 'born-muted', 'screen-audio');
    const born = await scene.opened('chen', 'born-muted');
    await stage.sfu.resumeConsumer(scene.at('chen', born));
    expect(await stage.flows(born.consumer)).toBe(false);
    expect(await stage.flows(mic.consumer)).toBe(true);
  });
}
