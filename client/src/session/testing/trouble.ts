import type { RequestName } from '@parley/shared/protocol';
import { constantFrom, nat, oneof, record } from 'fast-check';
import { mediator, observer, party } from './people.ts';
import type { Seat } from './seat.ts';

const swallowable: readonly RequestName[] = [
  'chat.say',
  'chat.history',
  'media.join',
  'media.connect',
  'media.publish',
  'media.unpublish',
  'media.ready',
  'media.restart-ice',
  'media.capabilities',
  'microphone.set',
];
const refusable: readonly RequestName[] = ['chat.say', 'media.join', 'media.publish', 'media.ready'];

const steps = [
  'cut',
  'away',
  'back',
  'restart',
  'move',
  'hold',
  'settle',
  'lose-media',
  'open',
  'mute',
  'muted-by',
  'camera-on',
  'camera-off',
  'device',
  'share',
  'unshare',
  'say',
  'other-publishes',
  'other-stops',
  'network',
  'ice-fails',
  'producer-fails',
] as const;

/** One thing that happens, and how long after it the next one does (milliseconds). */
export const happening = record({
  what: oneof(
    constantFrom(...steps).map((kind) => ({ kind })),
    constantFrom(...swallowable).map((name) => ({ kind: 'swallow' as const, name })),
    constantFrom(...refusable).map((name) => ({ kind: 'refuse' as const, name })),
  ),
  after: oneof(constantFrom(0, 1), nat(400), nat(4_000)),
});
/** Milliseconds from one end to the other. */
export const latency = constantFrom(0, 20, 150, 700);
type What = { kind: (typeof steps)[number] } | { kind: 'swallow' | 'refuse'; name: RequestName };

/** One person's visit, and what happens in it. */
export class Run {
  readonly seat: Seat;
  hushed = false;
  readonly said: string[] = [];
  answered = 0;

  constructor(seat: Seat) {
    this.seat = seat;
  }

  do(what: What): void {
    const { server, engine, devices, port } = this.seat;
    const attempt = (act: () => void): void => {
      try {
        act();
      } catch {
        // The server refuses what makes no sense just now.
      }
    };
    switch (what.kind) {
      case 'cut':
        return server.cut(party);
      case 'away':
        server.unreachable = true;
        return server.cut(party);
      case 'back':
        server.unreachable = false;
        return;
      case 'restart':
        server.restart();
        return attempt(() => server.seat(observer, mediator));
      case 'move':
        return attempt(() => server.move(party, mediator));
      case 'hold':
        server.holdMoves = true;
        return;
      case 'settle':
        server.holdMoves = false;
        return server.settle();
      case 'lose-media':
        return server.loseMedia();
      case 'open':
        this.hushed = false;
        return void engine.setMicrophone(true);
      case 'mute':
        this.hushed = true;
        return void engine.setMicrophone(false);
      case 'muted-by':
        return attempt(() => server.as(mediator, { type: 'participant.mute', participant: party }));
      case 'camera-on':
        return void engine.setCamera(true);
      case 'camera-off':
        return void engine.setCamera(false);
      case 'device':
        if (devices.getModel().microphone.kind === 'on') devices.replace('microphone');
        return;
      case 'share':
        return void engine.shareScreen(true);
      case 'unshare':
        return void engine.shareScreen(false);
      case 'say': {
        if (this.seat.place !== 'room') return;
        const text = `line ${this.said.length}`;
        this.said.push(text);
        return void engine.say(text).then(() => (this.answered += 1));
      }
      case 'other-publishes':
        return attempt(() => void server.publish(mediator, 'camera'));
      case 'other-stops':
        return attempt(() => {
          const theirs = [...server.state.producers.values()].find(({ owner }) => owner === mediator);
          if (theirs !== undefined) server.as(mediator, { type: 'media.unpublish', producer: theirs.id });
        });
      case 'network':
        return this.seat.hint('moved');
      case 'ice-fails':
        for (const peer of port.peers) peer.report('recv', 'failed');
        return;
      case 'producer-fails': {
        const mine = [...server.state.producers.values()].find(({ owner }) => owner === party);
        if (mine === undefined) return;
        return server.do({ type: 'producer.failed', producer: mine.id }, { kind: 'server' });
      }
      case 'swallow':
        server.swallow = what.name;
        return;
      case 'refuse':
        server.refuseNext = { name: what.name, code: 'sfu.unavailable' };
        return;
    }
  }

  /** What is otherwise than it may be at any moment. */
  wrongNow(): readonly string[] {
    const { port, model, place, server } = this.seat;
    const texts = server.said.map(({ text }) => text);
    const shown = model.chat.lines.flatMap((line) => (line.kind === 'said' ? [line.message.text] : []));
    const out = place !== 'room';
    const mayFlow = !this.hushed && model.view?.me.microphone === 'open';
    return failing({
      'outside a room something is sent': !out || port.offers.length === 0,
      'outside a room something is received': !out || model.tracks.size === 0,
      'outside a room chat is shown': !out || model.chat.lines.length === 0,
      'a closed microphone is sent': mayFlow || !port.sends.includes('microphone'),
      'a source is sent twice': new Set(port.offers).size === port.offers.length,
      'a line is said twice': new Set(texts).size === texts.length,
      'a line is shown as said that is not': shown.every((text) => texts.includes(text)),
    });
  }

  /** Nothing stands in the way any more. */
  async heal(): Promise<void> {
    const { seat } = this;
    const { server } = seat;
    server.unreachable = false;
    server.holdMoves = false;
    server.swallow = null;
    server.refuseNext = null;
    server.settle();
    await seat.pass(60_000);
  }

  /** What is missing, or too much, once everything is quiet. */
  wrongInTheEnd(): readonly string[] {
    const { server, port, model, devices } = this.seat;
    const consumers = server.sfu.of(server.peerOf(party));
    const running = inputs.filter((input) => devices.getModel()[input].kind === 'on');
    const screen = model.local.screen.kind === 'on' ? ['screen' as const] : [];
    const wanted = [...running, ...screen].toSorted();
    const me = server.state.people.get(party);
    const open = me?.microphone === 'open';
    const sources = wanted.map((source) => `${source}@${me?.epoch}`);
    return failing({
      line: model.line.kind === 'online',
      media: model.media === 'joined',
      peers: port.peers.filter(({ closed }) => !closed).length === 1,
      tracks: same(model.tracks.keys(), consumers.keys()),
      received: same(port.peer.receiving.keys(), consumers.keys()),
      ready: [...consumers.values()].every(({ ready }) => ready),
      sent: same(port.offers, wanted),
      published: same(server.sources(party), sources),
      flowing: port.sends.includes('microphone') === (open && running.includes('microphone')),
      muted: !this.hushed || !open,
      'live tracks': [...port.peer.outgoing].every(({ track }) => track.readyState === 'live'),
      'lines on their way': model.chat.lines.every(({ kind }) => kind !== 'sending'),
      answers: this.answered === this.said.length,
    });
  }
}

const inputs = ['microphone', 'camera'] as const;

const same = (a: Iterable<string>, b: Iterable<string>): boolean =>
  JSON.stringify([...a].toSorted()) === JSON.stringify([...b].toSorted());

const failing = (claims: Readonly<Record<string, boolean>>): readonly string[] =>
  Object.keys(claims).filter((claim) => claims[claim] === false);
