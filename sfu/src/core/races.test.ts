import { Refusal } from '@parley/shared/errors';
import { describe, expect, test } from 'vitest';
import { peerId, producerId } from '../contract/fixtures.ts';
import { Scene } from '../contract/scene.ts';
import { fakeSfu } from '../fake/index.ts';
import { turn } from '../fake/queue.ts';

/** How a call ended, or null while it has not. */
function watch(call: Promise<unknown>): { outcome: string | null } {
  const watched: { outcome: string | null } = { outcome: null };
  call.then(
    () => {
      watched.outcome = 'answered';
    },
    (error: unknown) => {
      watched.outcome = error instanceof Refusal ? error.code : String(error);
    },
  );
  return watched;
}

/** Li and Chen in the plenary, hearing each other, and a worker that does nothing more by itself. */
async function held() {
  const sfu = fakeSfu();
  const scene = new Scene(sfu);
  await scene.talk('plenary', 'li', 'chen');
  for (const [listener, producer] of [
    ['li', 'mic-chen'],
    ['chen', 'mic-li'],
  ] as const) {
    await sfu.resumeConsumer(scene.at(listener, await scene.opened(listener, producer)));
  }
  sfu.queues.media.hold();
  const { length } = scene.events;
  const { media } = sfu.queues;
  /** Lets the worker do one thing after another until the call has ended. */
  const finish = async (call: { readonly outcome: string | null }): Promise<string> => {
    await settle();
    while (call.outcome === null) {
      expect(media.waiting).not.toEqual([]);
      await media.next();
      await settle();
    }
    return call.outcome;
  };
  return { sfu, scene, media, finish, told: () => scene.events.slice(length).map(({ type }) => type) };
}

/** Wu comes to them: the worker has been asked for what Wu is to hear, and has not begun. */
async function coming() {
  const scenario = await held();
  const { scene, media, finish } = scenario;
  scene.stand('wu', 'plenary');
  const opening = watch(scene.openPeer('wu'));
  expect(await finish(opening)).toBe('answered');
  expect(await finish(watch(scene.apply()))).toBe('answered');
  await settle();
  expect(media.waiting).toEqual(['consume', 'consume']);
  return scenario;
}

/** Commands and reports flow by themselves. */
const settle = async (): Promise<void> => {
  for (let turns = 0; turns < 10; turns += 1) await turn();
};

describe('while the worker is busy', () => {
  test('[SFU-27] an audience is acknowledged only once nothing it cut is there any more', async () => {
    const { sfu, scene, finish } = await held();
    scene.stand('li', 'caucus');
    const applied = watch(scene.apply());
    await settle();
    expect(sfu.edges()).toHaveLength(2);
    expect(applied.outcome).toBeNull();
    expect(await finish(applied)).toBe('answered');
    expect(sfu.edges()).toEqual([]);
  });

  test('[SFU-27] a mute is acknowledged only once the track is paused', async () => {
    const { sfu, scene, finish } = await held();
    scene.mute('mic-li', true);
    const applied = watch(scene.apply());
    await settle();
    expect(applied.outcome).toBeNull();
    expect(await finish(applied)).toBe('answered');
    const flowing = sfu.edges().filter(({ flows }) => flows);
    expect(flowing.map(({ producer }) => producer)).toEqual([producerId('mic-chen')]);
  });

  test('[SFU-40] an audience that closes and holds back nothing is acknowledged, whatever the worker is about', async () => {
    const { scene, media } = await held();
    scene.announce('li', 'camera');
    const named = watch(scene.apply());
    await settle();
    expect([named.outcome, media.waiting]).toEqual(['answered', []]);
  });

  test('[SFU-27] [SFU-40] what somebody else’s end closed is done before the next audience is acknowledged', async () => {
    const { sfu, scene, finish } = await held();
    sfu.losePeer(scene.session, peerId('li'));
    scene.leave('li');
    const applied = watch(scene.apply());
    await settle();
    expect([applied.outcome, sfu.edges().length]).toEqual([null, 2]);
    expect(await finish(applied)).toBe('answered');
    expect(sfu.edges()).toEqual([]);
  });

  test('[SFU-28] [SFU-40] what is cut while it opens is closed before the acknowledgement, though it is allowed again', async () => {
    const { sfu, scene, media, finish } = await coming();
    const cut = watch(scene.apply({ edges: [] }));
    const again = watch(scene.apply());
    expect(await finish(cut)).toBe('answered');
    expect([sfu.edges(), media.waiting.includes('close consumer')]).toEqual([[], false]);
    expect(await finish(again)).toBe('answered');
    await sfu.flush();
    expect(sfu.edges()).toHaveLength(4);
  });

  test('[SFU-28] a consumer cut while it opens is gone before the acknowledgement, and never told of', async () => {
    const { sfu, scene, finish, told } = await coming();
    scene.stand('wu', null);
    expect(await finish(watch(scene.apply()))).toBe('answered');
    expect(sfu.edges()).toHaveLength(2);
    await sfu.flush();
    expect(sfu.edges()).toHaveLength(2);
    expect(told()).toEqual([]);
  });

  test('[SFU-28] a producer cut while it opens is refused, gone before the acknowledgement, and never told of', async () => {
    const { sfu, scene, finish, told } = await held();
    scene.announce('li', 'camera');
    expect(await finish(watch(scene.apply()))).toBe('answered');
    const published = watch(scene.publish('li', 'camera', 'camera'));
    await settle();
    scene.stop('camera');
    expect(await finish(watch(scene.apply()))).toBe('answered');
    expect(published.outcome).toBe('epoch.stale');
    expect(await finish(watch(scene.publish('li', 'camera', 'camera')))).toBe('answered');
    await sfu.flush();
    expect(told()).toEqual([]);
  });

  test('[SFU-28] a peer cut while it opens is refused, and leaves nothing', async () => {
    const { sfu, scene, finish } = await held();
    const opening = watch(scene.openPeer('wu'));
    await settle();
    const applied = watch(scene.apply());
    expect(await finish(opening)).toBe('media.unknown');
    expect(await finish(applied)).toBe('answered');
    expect((await sfu.stats()).peers).toBe(2);
  });

  test('[SFU-28] of two openings of one peer the later stands', async () => {
    const { sfu, scene, finish } = await held();
    const [first, second] = [watch(scene.openPeer('li')), watch(scene.openPeer('li'))];
    expect(await finish(first)).toBe('media.unknown');
    expect(await finish(second)).toBe('answered');
    sfu.queues.media.release();
    await scene.publish('li', 'mic-li', 'microphone');
    await scene.quiet();
    expect(sfu.edges()).toHaveLength(2);
  });

  test('[SFU-28] a track muted while it opens is silent from the beginning', async () => {
    const { sfu, scene, finish } = await held();
    scene.announce('li', 'song');
    expect(await finish(watch(scene.apply()))).toBe('answered');
    const published = watch(scene.publish('li', 'song', 'screen-audio'));
    await settle();
    scene.mute('song', true);
    const applied = watch(scene.apply());
    expect(await finish(published)).toBe('answered');
    expect(await finish(applied)).toBe('answered');
    sfu.queues.media.release();
    await sfu.resumeConsumer(scene.at('chen', await scene.opened('chen', 'song')));
    expect(sfu.edges().find(({ producer }) => producer === producerId('song'))).toMatchObject({
      flows: false,
    });
  });

  test('[SFU-28] a session closed while it opens leaves nothing', async () => {
    const { sfu, scene, finish, told } = await held();
    const opening = watch(scene.openPeer('wu'));
    await settle();
    const closed = watch(sfu.closeSession({ session: scene.session }));
    expect(await finish(opening)).toBe('media.unknown');
    expect(await finish(closed)).toBe('answered');
    expect(sfu.edges()).toEqual([]);
    expect(await sfu.stats()).toMatchObject({ sessions: 0 });
    expect(told()).toEqual([]);
  });

  test('[SFU-14] a consumer cut but not yet known to be cut is not resumed', async () => {
    const { sfu, scene } = await held();
    const mic = await scene.opened('chen', 'mic-li');
    sfu.queues.reports.hold();
    scene.stand('li', 'caucus');
    void scene.apply();
    await settle();
    const resumed = watch(sfu.resumeConsumer(scene.at('chen', mic)));
    await settle();
    await sfu.flush();
    expect(resumed.outcome).toBe('media.unknown');
  });
});

describe('what a newer audience says otherwise', () => {
  const pair = { listener: peerId('wu'), producer: producerId('mic-li') };
  const without = (scene: Scene) =>
    scene
      .audience()
      .edges.filter(({ listener, producer }) => listener !== pair.listener || producer !== pair.producer);

  /**
   * An older one is acknowledged, and a newer one not yet, which lets Chen be heard again: how many pairs are being
   * opened for somebody new.
   */
  async function opening(older: (scene: Scene) => Promise<unknown>, newer: (scene: Scene) => void) {
    const { scene, media, finish } = await held();
    expect(await finish(watch(scene.openPeer('wu')))).toBe('answered');
    scene.stand('wu', 'plenary');
    scene.mute('mic-chen', true);
    const first = watch(older(scene));
    await settle();
    scene.mute('mic-chen', false);
    newer(scene);
    const second = watch(scene.apply());
    expect(await finish(first)).toBe('answered');
    expect(second.outcome).toBeNull();
    const now = media.waiting.filter((what) => what === 'consume').length;
    expect(await finish(second)).toBe('answered');
    return now;
  }

  test('[SFU-39] is not opened before its cuts are done, and what both say is', async () => {
    const says = (scene: Scene) => scene.apply();
    const saysNot = (scene: Scene) => scene.apply({ edges: without(scene) });
    expect(await opening(says, () => undefined)).toBe(1);
    expect(await opening(saysNot, () => undefined)).toBe(0);
    expect(await opening(saysNot, (scene) => scene.prepare('wu', 'mic-li'))).toBe(0);
    expect(await opening(says, (scene) => scene.mute('mic-li', true))).toBe(0);
    expect(await opening(says, (scene) => scene.stand('wu', 'plenary'))).toBe(0);
  });
});

test('[SFU-23] [SFU-36] what an ear hears of a session that nobody leads any more is told to nobody', async () => {
  const sfu = fakeSfu();
  const scene = new Scene(sfu);
  await scene.talk('plenary', 'li');
  scene.stand('ear', 'plenary');
  await sfu.openEar({ session: scene.session, peer: peerId('ear') });
  await scene.apply();
  await sfu.resumeConsumer(scene.at('ear', await scene.opened('ear', 'mic-li')));
  sfu.sound(producerId('mic-li'), ['aaaa']);
  await settle();
  expect(scene.of('heard')).toHaveLength(1);
  sfu.queues.media.hold();
  void sfu.silence(scene.session);
  await settle();
  sfu.sound(producerId('mic-li'), ['aaaa']);
  sfu.queues.media.release();
  await settle();
  expect(scene.of('heard')).toHaveLength(1);
});

test('[SFU-14] after a change of leader nothing is resumed before the new leader has said who may hear whom', async () => {
  const { sfu, scene } = await held();
  sfu.queues.media.release();
  const at = scene.at('chen', await scene.opened('chen', 'mic-li'));
  sfu.newLeader(scene.session);
  await expect(sfu.resumeConsumer(at)).rejects.toMatchObject({ code: 'media.unknown' });
  await expect(scene.publish('li', 'camera', 'camera')).rejects.toMatchObject({ code: 'epoch.stale' });
  await sfu.applyAudience({ ...scene.audience(), seq: 0 });
  await sfu.resumeConsumer(at);
  expect(sfu.edges()).toHaveLength(2);
});

test('[TAKE-1] of what is still opening nothing is told to a server that comes back', async () => {
  const { sfu, scene, media, finish } = await held();
  scene.announce('li', 'camera');
  await finish(watch(scene.apply()));
  const publishing = watch(scene.publish('li', 'camera', 'camera'));
  await settle();
  expect(media.waiting).not.toEqual([]);
  const told = async () =>
    (await sfu.inventory({ session: scene.session })).flatMap(({ producers }) => producers);
  expect((await told()).map(({ source }) => source)).toEqual(['microphone', 'microphone']);
  media.release();
  await settle();
  expect(publishing.outcome).toBe('answered');
  expect((await told()).map(({ source }) => source).toSorted()).toEqual([
    'camera',
    'microphone',
    'microphone',
  ]);
});

test('[SFU-29] the answer to a command comes before anything that follows from it', async () => {
  const sfu = fakeSfu({ manual: true });
  const scene = new Scene(sfu);
  const order: string[] = [];
  const note = (what: string) => (): void => void order.push(what);
  sfu.on(({ type }) => order.push(type));
  scene.stand('li', 'plenary');
  scene.stand('chen', 'plenary');
  scene.announce('li', 'mic');
  void scene.openPeer('li').then(note('li opened'));
  void scene.apply().then(note('applied'));
  void scene.publish('li', 'mic', 'microphone').then(note('published'), note('not published'));
  await sfu.flush();
  void scene.publish('li', 'mic', 'microphone').then(note('published'), note('not published'));
  await sfu.flush();
  void scene.openPeer('chen').then(note('chen opened'));
  await sfu.flush();
  expect(order.indexOf('chen opened')).toBe(order.indexOf('consumer.opened') - 1);
  expect(order.filter((what) => what === 'published')).toHaveLength(1);
});
