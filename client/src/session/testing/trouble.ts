import type { What } from './happenings.ts';
import type { PortInHand } from '../../media/testing/port-in-hand.ts';
import { mediator, observer, party } from './people.ts';
import type { Seat } from './seat.ts';

/** One person's visit, and what happens in it. */
export class Run {
  readonly seat: Seat;
  readonly #port: PortInHand;
  hushed = false;
  readonly said: string[] = [];
  answered = 0;

  /** `port`: what its WebRTC is. */
  constructor(seat: Seat, port: PortInHand = seat.port) {
    this.seat = seat;
    this.#port = port;
  }

  do(what: What): void {
    const { server, engine, devices } = this.seat;
    const port = this.#port;
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
      case 'sfu-forgets':
        return attempt(() => server.sfu.lose(server.peerOf(party)));
      case 'sfu-tells':
        return server.reportLost();
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
      case 'browser-fails':
        return attempt(() => (port.peer.fails = true));
      case 'browser-is-stuck':
        return attempt(() => (port.peer.stuck = 1));
      case 'leave':
        return void engine.leave();
      case 'enter':
        void engine.enter();
        return attempt(() => server.admit(party, mediator));
      case 'swallow':
        server.trouble.swallow = what.name;
        return;
      case 'refuse':
        server.trouble.refuseNext = { name: what.name, code: what.code };
        return;
      case 'slow':
        server.trouble.slow = { name: what.name, what: what.what, ms: what.ms };
        return;
    }
  }

  /** What is otherwise than it may be at any moment. */
  wrongNow(): readonly string[] {
    const { model, place, server } = this.seat;
    const port = this.#port;
    const texts = server.words.said.map(({ text }) => text);
    const shown = model.chat.lines.flatMap((line) => (line.kind === 'said' ? [line.message.text] : []));
    const out = place !== 'room';
    const mayFlow = !this.hushed && model.view?.me.microphone === 'open';
    return failing({
      'outside a room something is sent': !out || port.offers.length + port.sends.length === 0,
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
    server.trouble.swallow = null;
    server.trouble.refuseNext = null;
    server.trouble.slow = null;
    server.settle();
    server.reportLost();
    await seat.pass(15_000);
    await this.#comeBack();
    await seat.pass(60_000);
  }

  /** Whoever has left enters again, and is admitted. */
  async #comeBack(): Promise<void> {
    const { seat } = this;
    if (seat.place !== 'room') void seat.engine.enter();
    await seat.pass(2_000);
    if (seat.place === 'waiting') seat.server.admit(party, mediator);
  }

  /** What is missing, or too much, once everything is quiet. */
  wrongInTheEnd(): readonly string[] {
    const { server, model, devices } = this.seat;
    const port = this.#port;
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
      'live tracks': port.peer.tracks.every(({ readyState }) => readyState === 'live'),
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
