import { replyOf } from '@parley/shared/errors';
import { describe, expect, test } from 'vitest';
import { fakeOf } from '../media/testing/fake-track.ts';
import { mediator, observer, party } from './testing/people.ts';
import { inPlenary, Seat } from './testing/seat.ts';

const contents = (seat: Seat): unknown[] => seat.model.notices.map(({ content }) => content);
const texts = (seat: Seat): string[] =>
  seat.model.chat.lines.map((line) =>
    line.kind === 'said' ? line.message.text : `${line.kind}: ${line.text}`,
  );

describe('coming in', () => {
  test('nothing reaches the server before the person presses «enter»', async () => {
    const seat = new Seat(party);
    await seat.pass(5_000);
    expect(seat.server.handshakes).toEqual([]);
    expect(seat.model.line).toEqual({ kind: 'connecting' });
  });

  test('waits in the lobby without media, and joins when admitted', async () => {
    const seat = new Seat(party);
    seat.server.seat(mediator, mediator, 'microphone');
    await seat.devices.start('microphone');
    void seat.engine.enter();
    await seat.pass();
    expect(seat.place).toBe('waiting');
    expect(seat.model.media).toBe('idle');
    expect(seat.server.asked).not.toContain('media.join');

    seat.server.as(mediator, { type: 'lobby.admit', participant: party });
    await seat.pass();
    expect(seat.model.media).toBe('joined');
    expect(seat.server.sources(party)).toEqual(['microphone@1']);
    expect([...seat.model.tracks.values()].map(({ owner, source }) => [owner, source])).toEqual([
      [mediator, 'microphone'],
    ]);
  });

  test('tells the server that each track is ready, so that it flows', async () => {
    const seat = await inPlenary(party);
    const mine = seat.server.sfu.of(seat.server.peerOf(party));
    expect([...mine.values()].map(({ ready }) => ready)).toEqual([true, true]);
  });

  test('works without microphone and camera', async () => {
    const seat = await inPlenary(party);
    expect(seat.model.media).toBe('joined');
    expect(seat.model.tracks.size).toBe(2);
    expect(seat.port.offers).toEqual([]);
  });

  test('a reloaded page takes up its place by the next press, though it never asks to enter', async () => {
    const first = await inPlenary(party, 'microphone');
    first.engine.close();
    const seat = new Seat(party, first.server, first.clock);
    await seat.comeIn(party, 'microphone');
    expect(seat.model.media).toBe('joined');
    expect(seat.model.tracks.size).toBe(2);
    expect(seat.server.sources(party)).toEqual(['microphone@1']);
    expect(seat.server.asked.filter((name) => name === 'session.enter')).toHaveLength(1);
  });

  test('an observer sends nothing, whatever devices run', async () => {
    const seat = await inPlenary(observer, 'microphone', 'camera');
    expect(seat.port.offers).toEqual([]);
    expect(seat.model.tracks.size).toBe(2);
  });

  test('entering survives a line that breaks before the answer', async () => {
    const seat = new Seat(party);
    seat.server.swallow = 'session.enter';
    let answered = false;
    void seat.engine.enter().then(() => (answered = true));
    await seat.pass(1_000);
    expect(seat.place).toBe('waiting');
    expect(answered).toBe(true);
  });

  test('after a refusal it takes a press to ask again', async () => {
    const seat = new Seat(party);
    seat.server.seat(mediator, mediator);
    void seat.engine.enter();
    await seat.pass();
    seat.server.as(mediator, { type: 'lobby.refuse', participant: party, reason: 'later' });
    await seat.pass(2_000);
    expect(seat.place).toBe('refused');
    void seat.engine.enter();
    await seat.pass();
    expect(seat.place).toBe('waiting');
  });

  test('whoever was removed does not come back by themselves when recalled', async () => {
    const seat = await inPlenary(party, 'microphone');
    seat.server.as(mediator, { type: 'participant.remove', participant: party, reason: 'noise' });
    await seat.pass();
    expect(seat.place).toBe('removed');
    expect(seat.model.media).toBe('idle');
    expect(seat.devices.getModel().microphone.kind).toBe('off');
    seat.server.as(mediator, { type: 'participant.recall', participant: party });
    await seat.pass(2_000);
    expect(seat.place).toBe('outside');
  });

  test('leaving ends everything here at once and is told to the server, also after a broken line', async () => {
    const seat = await inPlenary(party, 'microphone', 'camera');
    seat.server.swallow = 'session.leave';
    seat.server.unreachable = true;
    void seat.engine.leave();
    expect(seat.model.media).toBe('idle');
    expect(seat.port.offers).toEqual([]);
    expect(seat.devices.getModel().camera.kind).toBe('off');
    await seat.pass(2_000);
    seat.server.unreachable = false;
    await seat.pass(3_000);
    expect(seat.place).toBe('left');
  });

  test('a link opened anew by someone who had left leads in by its one press', async () => {
    const seat = await inPlenary(party);
    await Promise.all([seat.engine.leave(), seat.pass(1_000)]);
    seat.engine.close();
    const again = new Seat(party, seat.server, seat.clock);
    await Promise.all([again.engine.enter(), again.pass(2_000)]);
    expect(again.place).toBe('waiting');
  });
});

describe('the microphone', () => {
  test('is published while muted, and not a packet leaves until it is open', async () => {
    const seat = await inPlenary(party, 'microphone');
    expect(seat.port.offers).toEqual(['microphone']);
    expect(seat.port.sends).toEqual([]);
    await Promise.all([seat.engine.setMicrophone(true), seat.pass()]);
    expect(seat.port.sends).toEqual(['microphone']);
  });

  test('is silent the moment it is muted, before the server knows, and though the line is down', async () => {
    const seat = await inPlenary(party, 'microphone');
    await Promise.all([seat.engine.setMicrophone(true), seat.pass()]);
    seat.server.unreachable = true;
    seat.server.cut(party);
    void seat.engine.setMicrophone(false);
    expect(seat.port.sends).toEqual([]);
    await seat.pass(2_000);
    seat.server.unreachable = false;
    await seat.pass(2_000);
    expect(seat.model.view?.me.microphone).toBe('muted');
    expect(seat.port.sends).toEqual([]);
  });

  test('stays muted across a move, and stays open across one', async () => {
    const seat = await inPlenary(party, 'microphone');
    seat.server.move(party, mediator);
    await seat.pass();
    expect(seat.server.sources(party)).toEqual(['microphone@2']);
    expect(seat.port.sends).toEqual([]);
    await Promise.all([seat.engine.setMicrophone(true), seat.pass()]);
    seat.server.move(party, mediator);
    await seat.pass();
    expect(seat.server.sources(party)).toEqual(['microphone@3']);
    expect(seat.port.sends).toEqual(['microphone']);
  });

  test('muted by the mediator: silent, and the person is told by whom', async () => {
    const seat = await inPlenary(party, 'microphone');
    await Promise.all([seat.engine.setMicrophone(true), seat.pass()]);
    seat.server.as(mediator, { type: 'participant.mute', participant: party });
    await seat.pass();
    expect(seat.port.sends).toEqual([]);
    expect(contents(seat)).toContainEqual({ kind: 'muted-by', name: 'Chen' });
  });

  test('opening it starts the device first, and tells when there is none', async () => {
    const seat = await inPlenary(party);
    seat.devices.failures.set('microphone', 'denied');
    await seat.engine.setMicrophone(true);
    expect(contents(seat)).toEqual([{ kind: 'device', source: 'microphone', failure: 'denied' }]);
    expect(seat.server.asked).not.toContain('microphone.set');
    seat.devices.failures.clear();
    await Promise.all([seat.engine.setMicrophone(true), seat.pass()]);
    expect(seat.port.sends).toEqual(['microphone']);
  });

  test('another device goes out on the same producer', async () => {
    const seat = await inPlenary(party, 'microphone');
    const before = seat.server.asked.filter((name) => name === 'media.publish').length;
    const track = seat.devices.replace('microphone');
    await seat.pass();
    expect([...seat.port.peer.outgoing].map((out) => out.track)).toEqual([track]);
    expect(seat.server.asked.filter((name) => name === 'media.publish')).toHaveLength(before);
  });
});

describe('camera and screen', () => {
  test('a camera goes on and off, and stays off across a move', async () => {
    const seat = await inPlenary(party);
    await Promise.all([seat.engine.setCamera(true), seat.pass()]);
    expect(seat.server.sources(party)).toEqual(['camera@1']);
    await Promise.all([seat.engine.setCamera(false), seat.pass()]);
    expect(seat.server.sources(party)).toEqual([]);
    seat.server.move(party, mediator);
    await seat.pass();
    expect(seat.server.sources(party)).toEqual([]);
  });

  test('a camera turned off while the line is down is closed at the server when it is back', async () => {
    const seat = await inPlenary(party, 'camera');
    seat.server.unreachable = true;
    seat.server.cut(party);
    await seat.engine.setCamera(false);
    expect(seat.port.offers).toEqual([]);
    seat.server.unreachable = false;
    await seat.pass(2_000);
    expect(seat.server.sources(party)).toEqual([]);
  });

  test('a shared screen never follows into another room', async () => {
    const seat = await inPlenary(party);
    await Promise.all([seat.engine.shareScreen(true), seat.pass()]);
    expect(seat.server.sources(party)).toEqual(['screen@1']);
    seat.server.move(party, mediator);
    await seat.pass();
    expect(seat.server.sources(party)).toEqual([]);
    expect(seat.model.local.screen).toEqual({ kind: 'off' });
    expect(seat.screen.readyState).toBe('ended');
  });

  test('the browser’s own «stop sharing» ends it', async () => {
    const seat = await inPlenary(party);
    await Promise.all([seat.engine.shareScreen(true), seat.pass()]);
    seat.screen.end();
    await seat.pass();
    expect(seat.server.sources(party)).toEqual([]);
    expect(seat.model.local.screen).toEqual({ kind: 'off' });
  });

  test('a refused screen is let go and the person is told, once', async () => {
    const seat = await inPlenary(party);
    seat.server.refuseNext = { name: 'media.publish', code: 'media.screen-taken' };
    await Promise.all([seat.engine.shareScreen(true), seat.pass(5_000)]);
    expect(seat.model.local.screen).toEqual({ kind: 'off' });
    expect(seat.model.notices).toHaveLength(1);
    expect(seat.server.asked.filter((name) => name === 'media.publish')).toHaveLength(1);
  });

  test('a publication that fails for the moment is tried again', async () => {
    const seat = await inPlenary(party);
    seat.server.refuseNext = { name: 'media.publish', code: 'sfu.unavailable' };
    await Promise.all([seat.engine.setCamera(true), seat.pass(1_000)]);
    expect(seat.server.sources(party)).toEqual(['camera@1']);
    expect(seat.model.notices).toEqual([]);
  });
});

describe('moving', () => {
  test('on the way nothing is sent and nothing is received', async () => {
    const seat = await inPlenary(party, 'microphone', 'camera');
    await Promise.all([seat.engine.setMicrophone(true), seat.pass()]);
    seat.server.holdMoves = true;
    seat.server.move(party, mediator);
    await seat.pass();
    expect(seat.place).toBe('moving');
    expect(seat.port.offers).toEqual([]);
    expect(seat.model.tracks.size).toBe(0);
    expect(seat.port.peer.receiving.size).toBe(0);

    seat.server.settle();
    await seat.pass();
    expect(seat.port.sends).toEqual(['camera', 'microphone']);
    expect(seat.model.tracks.size).toBe(2);
    expect(seat.port.peers).toHaveLength(1);
  });

  test('the word that I move is enough: nothing waits for the server to close what was', async () => {
    const seat = await inPlenary(party, 'microphone', 'camera');
    const { view } = seat.model;
    if (view === null) throw new Error('no view');
    seat.server.tell(party, 'view', {
      rev: 9,
      now: 9,
      view: { ...view, place: { kind: 'moving', epoch: 2 } },
    });
    await seat.pass();
    expect(seat.port.offers).toEqual([]);
    expect(seat.port.peer.receiving.size).toBe(0);
    expect(seat.model.tracks.size).toBe(0);
  });

  test('a track offered for another epoch, or for another peer, is not taken up', async () => {
    const seat = await inPlenary(party);
    const peer = seat.server.peerOf(party);
    const rtpParameters = {
      codecs: [{ mimeType: 'audio/x', payloadType: 1, clockRate: 1 }],
      encodings: [{}],
    };
    const offer = (consumer: string, change: object): void => {
      const options = {
        consumer,
        producer: 'producer-x',
        source: 'microphone',
        kind: 'audio',
        rtpParameters,
      };
      seat.server.garble(party, 'consumer.opened', { peer, epoch: 1, owner: mediator, options, ...change });
    };
    offer('of-next-epoch', { epoch: 2 });
    offer('of-last-epoch', { epoch: 0 });
    offer('of-other-peer', { peer: 'peer-before' });
    offer('of-mine-0001', {});
    await seat.pass();
    expect(seat.port.peer.created.filter((consumer) => consumer.startsWith('of-'))).toEqual(['of-mine-0001']);
    // The server knows nothing of it: it is let go again.
    expect([...seat.model.tracks.keys()]).not.toContain('of-mine-0001');
    expect(seat.model.tracks.size).toBe(2);
  });

  test('leaving the room forgets its chat', async () => {
    const seat = await inPlenary(party);
    await Promise.all([seat.engine.say('between us'), seat.pass()]);
    expect(texts(seat)).toEqual(['between us']);
    seat.server.holdMoves = true;
    seat.server.move(party, mediator);
    await seat.pass();
    expect(seat.model.chat.lines).toEqual([]);
  });
});

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
    expect(contents(seat)).toEqual([]);
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
    seat.server.swallow = 'media.ready';
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
    expect(contents(seat)).toEqual([{ kind: 'reconnected' }]);
  });

  test('a publication whose answer was lost is not sent twice', async () => {
    const seat = await inPlenary(party);
    seat.server.swallow = 'media.publish';
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
      if (name !== 'media.capabilities') seat.server.swallow = name;
      await seat.comeIn(party, 'microphone');
      if (name === 'media.capabilities') {
        seat.server.swallow = name;
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
    seat.server.refuses.set('media.join', 'sfu.unavailable');
    await seat.comeIn(party);
    expect(seat.model.media).toBe('joining');
    await seat.pass(20_000);
    expect(seat.model.media).toBe('failed');
    seat.server.refuses.clear();
    await seat.pass(10_000);
    expect(seat.model.media).toBe('joined');
  });

  test('a transport that fails is mended by an ICE restart', async () => {
    const seat = await inPlenary(party, 'camera');
    seat.port.peer.report('recv', 'disconnected');
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
    seat.server.refuses.set('media.restart-ice', 'media.not-joined');
    const { peer } = seat.port;
    seat.port.peer.report('send', 'disconnected');
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

describe('another device', () => {
  test('takes over: this one says so, falls silent and does not come back by itself', async () => {
    const seat = await inPlenary(party, 'microphone', 'camera');
    seat.server.takeOver(party);
    await seat.pass();
    expect(seat.model.line).toMatchObject({ kind: 'dropped', error: { code: 'connection.superseded' } });
    expect(seat.model.media).toBe('idle');
    expect(seat.devices.getModel().camera.kind).toBe('off');
    const shakes = seat.server.handshakes.length;
    await seat.pass(60_000);
    expect(seat.server.handshakes).toHaveLength(shakes);
  });

  test('is taken over from by a press, with the devices that ran before', async () => {
    const seat = await inPlenary(party, 'camera');
    seat.server.takeOver(party);
    await seat.pass();
    seat.engine.useHere();
    await seat.pass();
    expect(seat.server.handshakes.at(-1)?.takeOver).toBe(true);
    expect(seat.model.line).toEqual({ kind: 'online' });
    expect(seat.server.sources(party)).toEqual(['camera@1']);
  });

  test('only a press takes over: coming back by oneself does not', async () => {
    const seat = await inPlenary(party);
    seat.server.cut(party);
    await seat.pass(1_000);
    expect(seat.server.handshakes.map(({ takeOver }) => takeOver)).toEqual([true, false]);
  });
});

test('a reloaded page that comes back by itself does not take over either', async () => {
  const seat = new Seat(party);
  seat.server.seat(mediator, mediator);
  seat.server.takeOver(party);
  const entered = seat.engine.enter({ resumed: true });
  await seat.pass(1_000);
  await entered;
  expect(seat.model.line).toMatchObject({ kind: 'dropped', error: { code: 'connection.superseded' } });
  seat.engine.useHere();
  await seat.pass();
  expect(seat.place).toBe('waiting');
});

describe('chat', () => {
  test('a line whose acknowledgement was lost is said exactly once', async () => {
    const seat = await inPlenary(party);
    seat.server.swallow = 'chat.say';
    void seat.engine.say('we accept');
    expect(texts(seat)).toEqual(['sending: we accept']);
    await seat.pass(3_000);
    expect(seat.server.said.map(({ text }) => text)).toEqual(['we accept']);
    expect(texts(seat)).toEqual(['we accept']);
  });

  test('what is written while the line is down is said in its order when it is back', async () => {
    const seat = await inPlenary(party);
    seat.server.unreachable = true;
    seat.server.cut(party);
    for (const text of ['one', 'two', 'three']) void seat.engine.say(text);
    await seat.pass(5_000);
    expect(texts(seat)).toEqual(['sending: one', 'sending: two', 'sending: three']);
    seat.server.unreachable = false;
    await seat.pass(5_000);
    expect(seat.server.said.map(({ text }) => text)).toEqual(['one', 'two', 'three']);
    expect(texts(seat)).toEqual(['one', 'two', 'three']);
  });

  test('a line that has to wait is not overtaken by the next', async () => {
    const seat = await inPlenary(party);
    seat.server.refuseNext = { name: 'chat.say', code: 'store.unavailable' };
    void seat.engine.say('one');
    void seat.engine.say('two');
    await seat.pass(2_000);
    expect(seat.server.said.map(({ text }) => text)).toEqual(['one', 'two']);
  });

  test('a line not said before a move is not carried into the next room, and the person is told', async () => {
    const seat = await inPlenary(party);
    seat.server.unreachable = true;
    seat.server.cut(party);
    const said = seat.engine.say('for this room only');
    await seat.pass(1_000);
    seat.server.move(party, mediator);
    seat.server.unreachable = false;
    await seat.pass(5_000);
    await said;
    expect(seat.server.said).toEqual([]);
    expect(seat.model.chat.lines).toEqual([]);
    expect(contents(seat)).toContainEqual({ kind: 'error', error: replyOf('epoch.stale') });
  });

  test('a refused line stays, with its reason, and can be said again', async () => {
    const seat = await inPlenary(party);
    seat.server.refuseNext = { name: 'chat.say', code: 'role.not-allowed' };
    await Promise.all([seat.engine.say('hello'), seat.pass()]);
    const [line] = seat.model.chat.lines;
    if (line?.kind !== 'refused') throw new Error('not refused');
    expect(line.error.code).toBe('role.not-allowed');
    await Promise.all([seat.engine.sayAgain(line.id), seat.pass()]);
    expect(texts(seat)).toEqual(['hello']);
  });

  test('whoever comes later reads what was said; what comes while they do not look is counted', async () => {
    const seat = new Seat(party);
    seat.server.seat(mediator, mediator);
    seat.server.say(mediator, 'welcome');
    await seat.comeIn(party);
    expect(texts(seat)).toEqual(['welcome']);
    expect(seat.model.chat.unread).toBe(0);
    seat.server.say(mediator, 'please begin');
    await seat.pass();
    expect(seat.model.chat.unread).toBe(1);
    seat.engine.chatSeen();
    expect(seat.model.chat.unread).toBe(0);
  });

  test('what was said while the line was down is there afterwards', async () => {
    const seat = await inPlenary(party);
    seat.server.unreachable = true;
    seat.server.cut(party);
    seat.server.say(mediator, 'missed?');
    seat.server.unreachable = false;
    await seat.pass(3_000);
    expect(texts(seat)).toEqual(['missed?']);
    expect(seat.model.chat.unread).toBe(1);
  });

  test('older lines are read a page at a time, without gap or repetition', async () => {
    const seat = new Seat(party);
    seat.server.seat(mediator, mediator);
    for (let index = 0; index < 250; index += 1) seat.server.say(mediator, `${index}`);
    await seat.comeIn(party);
    expect(texts(seat)).toHaveLength(100);
    while (seat.model.chat.more) await Promise.all([seat.engine.loadOlder(), seat.pass()]);
    expect(texts(seat)).toEqual(Array.from({ length: 250 }, (_, index) => `${index}`));
  });
});

describe('what the server says', () => {
  test('malformed or unknown is dropped and reported, and the session goes on', async () => {
    const seat = await inPlenary(party);
    seat.server.garble(party, 'view', { rev: 'x' });
    seat.server.garble(party, 'nonsense', null);
    seat.server.garble(party, 'chat', { room: 1 });
    await seat.pass();
    expect(seat.reports).toHaveLength(3);
    expect(seat.model.line).toEqual({ kind: 'online' });
    await Promise.all([seat.engine.say('still here'), seat.pass()]);
    expect(texts(seat)).toEqual(['still here']);
  });

  test('a refusal of an action becomes a notice', async () => {
    const seat = await inPlenary(party);
    await Promise.all([seat.engine.adjourn('enough'), seat.pass()]);
    expect(contents(seat)).toMatchObject([{ kind: 'error', error: { code: 'role.not-allowed' } }]);
    const [notice] = seat.model.notices;
    if (notice === undefined) throw new Error('no notice');
    seat.engine.dismiss(notice.id);
    expect(seat.model.notices).toEqual([]);
  });

  test('the mediator is told who waits, who comes, whose hand is up, who left', async () => {
    const seat = new Seat(mediator);
    await seat.comeIn(mediator);
    seat.server.seat(party, mediator);
    await seat.pass();
    seat.server.as(party, { type: 'hand.raise' });
    await seat.pass();
    seat.server.as(party, { type: 'session.leave' });
    await seat.pass();
    expect(contents(seat)).toEqual([
      { kind: 'waiting', name: 'Li' },
      { kind: 'joined', name: 'Li' },
      { kind: 'hand-raised', name: 'Li' },
      { kind: 'left', name: 'Li' },
    ]);
  });
});

test('closing leaves no track playing, no timer that acts and no line', async () => {
  const seat = await inPlenary(party, 'microphone');
  await Promise.all([seat.engine.shareScreen(true), seat.pass()]);
  const track = seat.devices.getModel().microphone;
  seat.engine.close();
  const asked = seat.server.asked.length;
  await seat.pass(60_000);
  expect(seat.server.asked).toHaveLength(asked);
  expect(seat.screen.readyState).toBe('ended');
  expect(seat.server.state.people.get(party)?.line.kind).toBe('lost');
  // The devices are their owner's.
  expect(track.kind === 'on' && fakeOf(track.track).readyState).toBe('live');
});
