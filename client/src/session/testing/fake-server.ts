import { type ErrorCode, Refusal, replyOf } from '@parley/shared/errors';
import {
  ConnectionId,
  DeviceId,
  type Epoch,
  MessageId,
  type ParticipantId,
  PeerId,
  ProducerId,
} from '@parley/shared/ids';
import { can, conducts, notedRoom, unservedIn } from '@parley/shared/policy';
import {
  type Handshake,
  type Notice,
  type NoticeName,
  type RequestName,
  requests,
} from '@parley/shared/protocol';
import {
  type Actor,
  type CaptionLine,
  type Command,
  create,
  decide,
  evolve,
  type HeldPeer,
  type ParticipantCommand,
  type SessionState,
  settledIn,
} from '@parley/shared/session';
import type { RtpCapabilities, RtpParameters } from '@parley/shared/sfu';
import { FakeGates } from '../../agreement/testing/fake-gates.ts';
import type { OpenWire } from '../wire.ts';
import { answersOf } from './fake-answers.ts';
import { type FakeLine, FakeLines } from './fake-lines.ts';
import { FakeSfu } from './fake-sfu.ts';
import { FakeTrouble } from './fake-trouble.ts';
import { FakeWords } from './fake-words.ts';
import { created } from './people.ts';

/**
 * A session's server in memory: the real core and policy, the protocol as it is, and none of the network. What it
 * says arrives in order and only after the present step, as over a socket.
 */
export class FakeServer {
  state: SessionState = create(created);
  /** Every request that was handled, in its order. */
  readonly asked: RequestName[] = [];
  readonly handshakes: Handshake[] = [];
  readonly words = new FakeWords(this);
  readonly sfu = new FakeSfu();
  /** The words of each document. */
  readonly gates = new FakeGates();
  /** What goes wrong with requests. */
  readonly trouble = new FakeTrouble();
  /** What is noted about each room, as if there were one person. */
  readonly notes = new Map<SessionState['plenary'], string>();
  /** What the routers take. */
  routers: RtpCapabilities = { codecs: [] };
  /** What each producer was said to be sent as. */
  readonly announced = new Map<ProducerId, RtpParameters>();
  /** Whether the joint session opens by itself. */
  opensJoint = true;
  /** While set, a move does not come to its end: the SFU is silent. */
  holdMoves = false;
  /** How what is said gets from one end to the other: in its order, and never at once. */
  later: (arrive: () => void) => void = queueMicrotask;
  /** Time passes: whoever takes long is done. */
  after: (ms: number, done: () => void) => void = (_ms, done) => this.later(done);
  /** While set, nobody gets through. */
  unreachable = false;
  readonly #lines = new FakeLines({
    state: () => this.state,
    now: () => this.#at,
    later: (arrive) => this.later(arrive),
  });
  #ids = 0;
  #at = 1_700_000_001_000;

  /** How this participant's browser reaches the server. */
  wire(participant: ParticipantId): OpenWire {
    return (handshake, events) => {
      this.handshakes.push(handshake);
      const line: FakeLine = {
        id: ConnectionId.parse(this.id('connection')),
        participant,
        device: handshake.device,
        events,
        shown: null,
        agreement: null,
        open: true,
      };
      this.later(() => this.#connected(line, handshake));
      return {
        send: (name, input, reply) => this.later(() => this.#handle(line, name, input, reply)),
        close: () => this.#gone(line),
      };
    };
  }

  /** Someone else does something; throws what it is refused with. */
  do(command: Command, actor: Actor): void {
    const decision = decide(this.state, command, actor, (this.#at += 1));
    if (!decision.ok) {
      const { code, people = [] } = decision.error;
      throw new Refusal(code, { people });
    }
    const before = this.state;
    for (const event of decision.value) {
      this.state = evolve(this.state, event);
      this.words.keep(event);
    }
    this.#lines.dropSuperseded(before);
    this.#lines.showAll();
    for (const event of decision.value) {
      if (event.type === 'chat.said') this.#lines.spread(this.words.lineOf(event.message));
      if (event.type === 'booth.said') {
        const { message } = event;
        this.#lines.spreadInBooth(this.words.boothLineOf(message), (reader) =>
          this.words.isFor(message, reader),
        );
      }
      this.#lines.tellOf(event);
    }
    this.sfu.follow(this.state, this.#lines.toPeer);
    if (!this.holdMoves) this.settle();
    if (this.opensJoint && this.state.jointSince === null) this.#openJoint();
  }

  /** As soon as a mediator stands in the plenary, so that whoever is admitted comes there. */
  #openJoint(): void {
    const conductor = [...this.state.people.values()].find(
      (person) => conducts(person.participant.role) && settledIn(person)?.room === this.state.plenary,
    );
    if (conductor === undefined) return;
    this.opensJoint = false;
    this.as(conductor.participant.id, {
      type: 'joint.gather',
      seconds: 0,
      unserved: unservedIn(this.state),
    });
    this.do({ type: 'gathering.due' }, { kind: 'server' });
    this.opensJoint = true;
  }

  /** So much later by the server's clock. */
  passes(ms: number): void {
    this.#at += ms;
  }

  /** A person without a browser does something. */
  as(participant: ParticipantId, command: ParticipantCommand): void {
    this.do(command, { kind: 'participant', id: participant, line: null });
  }

  /** A person without a browser comes in, is admitted by the mediator, and publishes these. */
  seat(
    participant: ParticipantId,
    mediator: ParticipantId,
    ...publish: readonly ('microphone' | 'camera')[]
  ): void {
    this.takeOver(participant);
    this.as(participant, { type: 'session.enter' });
    if (participant !== mediator) this.admit(participant, mediator);
    this.as(participant, { type: 'media.join', peer: PeerId.parse(this.id('peer')) });
    for (const source of publish) this.publish(participant, source);
  }

  /** By this mediator, whether or not an interpreter is missing. */
  admit(participant: ParticipantId, id: ParticipantId): void {
    const command = { type: 'lobby.admit', participants: [participant] } as const;
    const decision = decide(this.state, command, { kind: 'participant', id, line: null }, this.#at);
    this.as(id, { ...command, unserved: decision.ok ? [] : (decision.error.people ?? []) });
  }

  /** Into the room they stand in. */
  say(author: ParticipantId, text: string): void {
    const id = MessageId.parse(this.id('message'));
    const room = settledIn(this.#person(author))?.room ?? this.state.plenary;
    this.as(author, { type: 'chat.say', id, room, text });
  }

  publish(participant: ParticipantId, source: 'microphone' | 'camera'): ProducerId {
    const producer = ProducerId.parse(this.id('producer'));
    const epoch = this.#person(participant).epoch;
    this.as(participant, { type: 'media.publish', producer, source, epoch });
    return producer;
  }

  /** To those who read its language there. */
  spreadCaption(room: SessionState['plenary'], line: CaptionLine): void {
    this.#lines.spreadCaption(room, line);
  }

  /** Where this participant stands in this epoch; throws what the server refuses otherwise. */
  room(participant: ParticipantId, epoch: Epoch): SessionState['plenary'] {
    const place = settledIn(this.#person(participant));
    if (place === null) throw new Refusal('room.not-settled');
    if (place.epoch !== epoch) throw new Refusal('epoch.stale');
    return place.room;
  }

  /** As the policy says of their notes. */
  notedRoom(participant: ParticipantId, epoch: Epoch): SessionState['plenary'] {
    const verdict = can(this.state, participant, 'note.write', { epoch });
    if (verdict.kind === 'deny') throw new Refusal(verdict.code);
    return notedRoom(this.#person(participant), epoch) ?? this.state.plenary;
  }

  /** Takes someone out of the plenary and into it again, as a move does: the epoch grows by one. */
  move(participant: ParticipantId, by: ParticipantId): void {
    const before = this.state;
    if (this.#person(participant).attendance.kind !== 'placed') throw new Refusal('participant.not-in-room');
    const epoch = this.#person(participant).epoch + 1;
    this.state = evolve(before, { type: 'participant.moving', participant, by, to: before.plenary, epoch });
    this.#lines.showAll();
    this.sfu.follow(this.state, this.#lines.toPeer);
    if (!this.holdMoves) this.settle();
  }

  settle(): void {
    for (const { participant, attendance } of this.state.people.values()) {
      if (attendance.kind !== 'placed' || attendance.placement.kind !== 'moving') continue;
      const { epoch } = attendance.placement;
      this.do({ type: 'placement.settle', participant: participant.id, epoch }, { kind: 'server' });
    }
  }

  /** The line breaks; the server keeps place and media. */
  cut(participant: ParticipantId): void {
    for (const line of [...this.#lines.all].filter((each) => each.participant === participant)) {
      this.#gone(line);
      line.events.closed();
    }
  }

  /** The server dies and comes back: no line survives, and no medium but what its SFU still holds; the rest is replayed. */
  restart(held: readonly HeldPeer[] = []): void {
    const lines = this.#lines.breakAll();
    if (held.length === 0) this.sfu.clear();
    const decision = decide(this.state, { type: 'server.restarted', held }, { kind: 'server' }, this.#at);
    if (decision.ok) this.state = decision.value.reduce(evolve, this.state);
    this.sfu.follow(this.state, () => undefined);
    for (const line of lines) line.events.closed();
  }

  /** The SFU lost everybody's media. */
  loseMedia(): void {
    const peers = [...this.state.people.values()].flatMap(({ peer }) => (peer === null ? [] : [peer]));
    for (const peer of peers) this.sfu.lose(peer);
    this.reportLost();
  }

  /** What the SFU has lost is told to whom it belongs. */
  reportLost(): void {
    const lost = [...this.state.people.values()].flatMap(({ participant, peer }) =>
      peer !== null && this.sfu.hasLost(peer) ? [{ participant: participant.id, peer }] : [],
    );
    if (lost.length === 0) return;
    this.do({ type: 'media.lost', peers: lost.map(({ peer }) => peer) }, { kind: 'server' });
    for (const { participant, peer } of lost) this.tell(participant, 'media.lost', { peer });
  }

  /** The person opens their link on another device. */
  takeOver(participant: ParticipantId): void {
    const connection = ConnectionId.parse(this.id('connection'));
    this.#comes(participant, connection, DeviceId.parse(this.id('device')), true);
  }

  /** Their line is over, for this reason. */
  drop(participant: ParticipantId, code: ErrorCode): void {
    for (const line of this.#lines.of(participant)) this.#lines.drop(line, code);
  }

  /** Notices of this name get lost. */
  set loses(name: NoticeName | null) {
    this.#lines.loses = name;
  }

  /** To somebody who has lost what they were told of the agreement. */
  showAgreementAgain(participant: ParticipantId): void {
    for (const line of this.#lines.of(participant)) this.#lines.showAgreement(line);
  }

  tell<N extends NoticeName>(participant: ParticipantId, name: N, notice: Notice<N>): void {
    this.#lines.tell(participant, name, notice);
  }

  /** Lets every line hear that the server is alive, as its heartbeats do. */
  beat(): void {
    for (const line of this.#lines.all) this.later(() => line.events.alive());
  }

  /** Whatever, as it comes over the wire. */
  garble(participant: ParticipantId, name: string, payload: unknown): void {
    for (const line of this.#lines.of(participant)) this.later(() => line.events.notice(name, payload));
  }

  peerOf(participant: ParticipantId): PeerId {
    const { peer } = this.#person(participant);
    if (peer === null) throw new Refusal('media.not-joined');
    return peer;
  }

  /** Their peer, as far as the SFU still has it. */
  openPeerOf(participant: ParticipantId): PeerId {
    const peer = this.peerOf(participant);
    if (this.sfu.hasLost(peer)) throw new Refusal('media.unknown');
    return peer;
  }

  /** The sources of this participant that somebody may hear or see, muted ones included. */
  sources(participant: ParticipantId): readonly string[] {
    return [...this.state.producers.values()]
      .filter(({ owner }) => owner === participant)
      .map(({ source, epoch }) => `${source}@${epoch}`)
      .toSorted();
  }

  #comes(participant: ParticipantId, connection: ConnectionId, device: DeviceId, takeOver: boolean): void {
    this.do({ type: 'line.connected', participant, connection, device, takeOver }, { kind: 'server' });
  }

  #connected(line: FakeLine, handshake: Handshake): void {
    if (!line.open) return;
    if (this.unreachable) {
      line.open = false;
      line.events.refused(null);
      return;
    }
    this.#lines.all.add(line);
    try {
      this.#comes(line.participant, line.id, line.device, handshake.takeOver);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      this.#lines.drop(line, error.code);
      return;
    }
    this.#lines.show(line);
    const { peer } = this.#person(line.participant);
    if (peer === null) return;
    const consumers = [...this.sfu.of(peer).keys()];
    this.#lines.send(line, 'consumers.now', { peer, consumers });
    for (const consumer of consumers) this.sfu.offer(this.state, peer, consumer, this.#lines.toPeer);
  }

  #handle(line: FakeLine, name: string, input: unknown, reply: (reply: unknown) => void): void {
    if (!line.open || !Object.hasOwn(requests, name)) return;
    const request = name as RequestName;
    this.asked.push(request);
    const slow = this.trouble.takeSlow(request);
    if (slow === null) return this.#answer(line, request, input, reply);
    if (slow.what === 'handling') {
      return this.after(slow.ms, () => {
        if (line.open) this.#answer(line, request, input, reply);
      });
    }
    this.#answer(line, request, input, (answer) => this.after(slow.ms, () => line.open && reply(answer)));
  }

  #answer(line: FakeLine, request: RequestName, input: unknown, reply: (reply: unknown) => void): void {
    let answer: unknown;
    try {
      this.trouble.refuse(request);
      const handler: (input: never) => unknown = answersOf(this, line.participant)[request];
      answer = { ok: true, value: handler(requests[request].input.parse(input) as never) };
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      answer = { ok: false, error: replyOf(error.code, error.people) };
    }
    if (this.trouble.takeSwallow(request)) {
      this.cut(line.participant);
      return;
    }
    // What the request caused was told before: the answer comes after it.
    this.later(() => {
      if (line.open) reply(answer);
    });
  }

  #gone(line: FakeLine): void {
    line.open = false;
    if (!this.#lines.all.delete(line)) return;
    this.do({ type: 'line.lost', participant: line.participant, connection: line.id }, { kind: 'server' });
  }

  #person(participant: ParticipantId) {
    const person = this.state.people.get(participant);
    if (person === undefined) throw new Refusal('participant.unknown');
    return person;
  }

  id(what: string): string {
    this.#ids += 1;
    return `${what}-${this.#ids.toString().padStart(4, '0')}`;
  }
}
