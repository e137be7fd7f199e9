import { heldIn } from '@parley/shared/session/testing';
import { describe, expect, test } from 'vitest';
import { mediator, observer, party } from './testing/people.ts';
import { inPlenary, Seat } from './testing/seat.ts';

describe('a broken line', () => {
  test('comes back by itself, keeps the media it has, and offers nothing twice', async () => {
    const seat = await inPlenary(party, 'microphone');
    const created = [...seat.port.peer.created];
    const tracks = seat.model.tracks;
    seat.server.cut(party);
    expect(seat.model.line.kind).toBe('reconnecting');
    await seat.pass(1_000);
    expect(seat.model.line).toEqual({ kind: 'online' });
    expect(seat.port.peers).toHaveLength(1);
    expect(seat.port.peer.created).toEqual(created);
    expect(seat.model.tracks).toBe(tracks);
    expect(seat.port.peer.restarts.toSorted()).toEqual(['recv', 'send']);
    expect(seat.server.sources(party)).toEqual(['microphone@1']);
    expect(seat.told).toEqual([]);
  });

  test('what changed while it was away is made good', async () => {
    const seat = await inPlenary(party);
    seat.server.unreachable = true;
    seat.server.cut(party);
    const [gone] = [...seat.server.state.producers.values()];
    if (gone === undefined) throw new Error('nothing is produced');
    seat.server.as(mediator, { type: 'media.unpublish', producer: gone.id });
    const fresh = seat.server.publish(mediator, 'microphone');
    expect(seat.model.tracks.size).toBe(2);
    seat.server.unreachable = false;
    await seat.pass(2_000);
    const mine = seat.server.sfu.of(seat.server.peerOf(party));
    expect([...seat.model.tracks.keys()].toSorted()).toEqual([...mine.keys()].toSorted());
    expect([...mine.values()].map(({ producer }) => producer)).toContain(fresh);
    expect([...mine.values()].every(({ ready }) => ready)).toBe(true);
  });

  test('a track whose readiness was lost with the line is reported ready again', async () => {
    const seat = await inPlenary(party);
    seat.server.trouble.swallow = 'media.ready';
    seat.server.seat(observer, mediator);
    const producer = [...seat.server.state.producers.values()].find(({ source }) => source === 'microphone');
    if (producer === undefined) throw new Error('no microphone');
    seat.server.as(mediator, { type: 'media.unpublish', producer: producer.id });
    seat.server.publish(mediator, 'microphone');
    await seat.pass();
    for (const consumer of seat.server.sfu.of(seat.server.peerOf(party)).values()) {
      consumer.ready = false;
    }
    await seat.pass(2_000);
    const mine = [...seat.server.sfu.of(seat.server.peerOf(party)).values()];
    expect(mine.map(({ ready }) => ready)).toEqual([true, true]);
  });

  test('[MEDIA-2] a track that is not for them just now is asked for again', async () => {
    const seat = await inPlenary(party);
    seat.server.trouble.refuseNext = { name: 'media.ready', code: 'media.not-now' };
    const camera = [...seat.server.state.producers.values()].find(({ source }) => source === 'camera');
    if (camera === undefined) throw new Error('no camera');
    seat.server.as(mediator, { type: 'media.unpublish', producer: camera.id });
    seat.server.publish(mediator, 'camera');
    await seat.pass();
    const unready = () =>
      [...seat.server.sfu.of(seat.server.peerOf(party)).values()].some(({ ready }) => !ready);
    expect(unready()).toBe(true);
    await seat.pass(2_000);
    expect(unready()).toBe(false);
    expect(seat.told).toEqual([]);
  });

  test('a server that restarted is joined anew, muted as before', async () => {
    const seat = await inPlenary(party, 'microphone', 'camera');
    seat.server.restart();
    seat.server.asked.length = 0;
    await seat.pass(2_000);
    expect(seat.server.asked.filter((name) => name === 'media.join' || name === 'media.publish')).toEqual([
      'media.join',
      'media.publish',
      'media.publish',
    ]);
    expect(seat.model.media).toBe('joined');
    expect(seat.port.peers).toHaveLength(2);
    expect(seat.port.peers[0]?.closed).toBe(true);
    expect(seat.server.sources(party)).toEqual(['camera@1', 'microphone@1']);
    expect(seat.port.sends).toEqual(['camera']);
  });

  test('[TAKE-8] a server that restarted and took up what there was goes on with it, and is asked for nothing else', async () => {
    const seat = await inPlenary(party, 'microphone', 'camera');
    await Promise.all([seat.engine.setMicrophone(true), seat.pass()]);
    const created = [...seat.port.peer.created];
    const { tracks } = seat.model;
    const sends = [...seat.port.sends];
    seat.server.restart(heldIn(seat.server.state));
    seat.server.asked.length = 0;
    await seat.pass(2_000);
    expect(
      seat.server.asked.filter((name) => /^media\.(join|publish|unpublish)|microphone/u.test(name)),
    ).toEqual([]);
    expect(seat.port.peers.map(({ closed }) => closed)).toEqual([false]);
    expect(seat.port.peer.created).toEqual(created);
    expect(seat.model.tracks).toBe(tracks);
    expect(seat.port.sends).toEqual(sends);
    expect(seat.server.sources(party)).toEqual(['camera@1', 'microphone@1']);
    expect(seat.model).toMatchObject({ media: 'joined', line: { kind: 'online' } });
    expect(seat.told).toEqual([]);
  });

  test('[TAKE-8] a track that was not taken up is published again, and nothing else', async () => {
    const seat = await inPlenary(party, 'microphone', 'camera');
    const held = heldIn(seat.server.state).map((each) => ({
      ...each,
      producers: each.producers.filter(({ source }) => source !== 'camera'),
    }));
    seat.server.restart(held);
    seat.server.asked.length = 0;
    await seat.pass(2_000);
    expect(seat.server.asked.filter((name) => /^media\.(join|publish|unpublish)/u.test(name))).toEqual([
      'media.publish',
    ]);
    expect(seat.port.peers).toHaveLength(1);
    expect(seat.server.sources(party)).toEqual(['camera@1', 'microphone@1']);
  });

  test('[TAKE-8] whoever was not taken up joins anew, though others were', async () => {
    const seat = await inPlenary(party, 'microphone');
    const mine = seat.server.peerOf(party);
    seat.server.restart(heldIn(seat.server.state).filter(({ peer }) => peer !== mine));
    await seat.pass(2_000);
    expect(seat.port.peers.map(({ closed }) => closed)).toEqual([true, false]);
    expect(seat.server.sources(party)).toEqual(['microphone@1']);
    expect(seat.model).toMatchObject({ media: 'joined' });
    expect(seat.model.tracks.size).toBe(2);
  });

  test('tries for ever, and at once when the network says it is back', async () => {
    const seat = await inPlenary(party);
    seat.server.unreachable = true;
    seat.server.cut(party);
    await seat.pass(120_000);
    expect(seat.model.line.kind).toBe('reconnecting');
    seat.server.unreachable = false;
    seat.hint('online');
    await seat.pass(0);
    expect(seat.model.line.kind).toBe('online');
    expect(seat.told).toEqual([{ kind: 'reconnected' }]);
  });

  test('a publication whose answer was lost is not sent twice', async () => {
    const seat = await inPlenary(party);
    seat.server.trouble.swallow = 'media.publish';
    await Promise.all([seat.engine.setCamera(true), seat.pass(3_000)]);
    expect(seat.server.sources(party)).toEqual(['camera@1']);
    expect(seat.port.sends).toEqual(['camera']);
  });
});

describe('lost media', () => {
  test.each(['media.connect', 'media.join', 'media.capabilities'] as const)(
    'an answer to %s that is lost with the line leaves nothing half-way',
    async (name) => {
      const seat = new Seat(party);
      seat.server.seat(mediator, mediator, 'microphone', 'camera');
      if (name !== 'media.capabilities') seat.server.trouble.swallow = name;
      await seat.comeIn(party, 'microphone');
      if (name === 'media.capabilities') {
        seat.server.trouble.swallow = name;
        seat.server.cut(party);
      }
      await seat.pass(5_000);
      expect(seat.model.media).toBe('joined');
      expect(seat.server.sources(party)).toEqual(['microphone@1']);
      expect(seat.model.tracks.size).toBe(2);
      expect(seat.port.peers.filter(({ closed }) => !closed)).toHaveLength(1);
      expect([...seat.port.peer.receiving.keys()].toSorted()).toEqual(
        [...seat.model.tracks.keys()].toSorted(),
      );
    },
  );

  test('a browser that fails half-way starts from a clean end', async () => {
    const seat = await inPlenary(party);
    const { peer } = seat.port;
    peer.fails = true;
    seat.server.seat(observer, mediator);
    const [gone] = [...seat.server.state.producers.values()];
    if (gone === undefined) throw new Error('nothing is produced');
    seat.server.as(mediator, { type: 'media.unpublish', producer: gone.id });
    seat.server.publish(mediator, 'microphone');
    await seat.pass(2_000);
    expect(peer.closed).toBe(true);
    expect(seat.model.tracks.size).toBe(2);
    expect(seat.reports).toHaveLength(1);
  });

  test('is joined again by itself', async () => {
    const seat = await inPlenary(party, 'microphone');
    seat.server.loseMedia();
    await seat.pass(1_000);
    expect(seat.model.media).toBe('joined');
    expect(seat.server.sources(party)).toEqual(['microphone@1']);
  });

  test('a join that fails is tried again, and the person is told when it keeps failing', async () => {
    const seat = new Seat(party);
    seat.server.seat(mediator, mediator, 'microphone');
    seat.server.trouble.refuses.set('media.join', 'sfu.unavailable');
    await seat.comeIn(party);
    expect(seat.model.media).toBe('joining');
    await seat.pass(20_000);
    expect(seat.model.media).toBe('failed');
    seat.server.trouble.refuses.clear();
    await seat.pass(10_000);
    expect(seat.model.media).toBe('joined');
  });

  test('[MEDIA-9] a short gap is waited out, and one that lasts is mended by an ICE restart', async () => {
    const seat = await inPlenary(party, 'camera');
    const { peer } = seat.port;
    peer.report('recv', 'disconnected');
    expect(seat.model.media).toBe('recovering');
    await seat.pass(900);
    peer.report('recv', 'connected');
    expect(seat.model.media).toBe('joined');
    await seat.pass(50);
    peer.report('recv', 'disconnected');
    // What was begun to be waited for was another one.
    await seat.pass(999);
    expect(peer.restarts).toEqual([]);
    await seat.pass(1);
    expect(peer.restarts).toEqual(['recv']);
    expect(seat.model.media).toBe('joined');
  });

  test('[MEDIA-9] in a gap nothing is waited for once the network is another one', async () => {
    const seat = await inPlenary(party, 'camera');
    seat.port.peer.report('recv', 'disconnected');
    await seat.pass(300);
    seat.hint('online');
    await seat.pass();
    expect(seat.port.peer.restarts.toSorted()).toEqual(['recv', 'send']);
    await seat.pass(2_000);
    expect(seat.port.peer.restarts).toHaveLength(2);
  });

  test('[MEDIA-9] nor once the line to the server is back', async () => {
    const seat = await inPlenary(party, 'camera');
    seat.port.peer.report('recv', 'disconnected');
    seat.server.cut(party);
    await seat.pass(900);
    expect(seat.port.peer.restarts).toContain('recv');
  });

  test('[MEDIA-9] a transport that has failed is mended at once by an ICE restart', async () => {
    const seat = await inPlenary(party, 'camera');
    seat.port.peer.report('recv', 'disconnected');
    seat.port.peer.report('recv', 'failed');
    expect(seat.model.media).toBe('recovering');
    await seat.pass();
    expect(seat.port.peer.restarts).toEqual(['recv']);
    expect(seat.model.media).toBe('joined');
  });

  test('when restarts do not help, media is joined anew', async () => {
    const seat = await inPlenary(party, 'camera');
    const { peer } = seat.port;
    peer.dead = true;
    peer.report('send', 'failed');
    await seat.pass(30_000);
    expect(peer.closed).toBe(true);
    expect(peer.restarts.length).toBeGreaterThan(1);
    expect(seat.model.media).toBe('joined');
    expect(seat.server.sources(party)).toEqual(['camera@1']);
  });

  test('another network restarts ICE before anything is noticed', async () => {
    const seat = await inPlenary(party, 'camera');
    seat.hint('moved');
    await seat.pass();
    expect(seat.port.peer.restarts.toSorted()).toEqual(['recv', 'send']);
    expect(seat.model.media).toBe('joined');
  });

  test('a server that knows nothing of what is to be mended is joined anew', async () => {
    const seat = await inPlenary(party, 'camera');
    seat.server.trouble.refuses.set('media.restart-ice', 'media.not-joined');
    const { peer } = seat.port;
    seat.port.peer.report('send', 'failed');
    await seat.pass(100);
    expect(peer.closed).toBe(true);
    expect(seat.model.media).toBe('joined');
    expect(seat.server.sources(party)).toEqual(['camera@1']);
  });

  test('a publication that the server closed is published again', async () => {
    const seat = await inPlenary(party, 'camera');
    const mine = [...seat.server.state.producers.values()].find(({ owner }) => owner === party);
    if (mine === undefined) throw new Error('nothing is published');
    seat.server.do({ type: 'producer.failed', producer: mine.id }, { kind: 'server' });
    await seat.pass(1_000);
    expect(seat.server.sources(party)).toEqual(['camera@1']);
    expect(seat.port.offers).toEqual(['camera']);
  });
});
